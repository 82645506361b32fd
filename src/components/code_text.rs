use latchkey_core::{secret::Secret, text::spelled};

use super::{Symbol, notice};
use crate::{
    browser::intl,
    dom::{El, el},
    i18n::{Key, texts},
};

/// Codes longer than this are no longer grouped, and longer than [`LONGEST`] no longer shown whole.
const GROUPED: usize = 32;
/// Characters shown of a very long code.
const LONGEST: usize = 256;

/// A code as text, in groups by space alone: what is selected and copied is the ungrouped code.
#[must_use]
pub fn code_text(code: &Secret) -> El {
    let text = code.reveal();
    let count = text.chars().count();
    let line = el("bdi").attr("dir", "ltr").attr("translate", "no");
    if count <= GROUPED && text.chars().all(|c| c.is_ascii_alphanumeric()) {
        let characters: Vec<char> = text.chars().collect();
        let groups = characters.chunks(group_size(count)).map(String::from_iter);
        line.class("code grouped").children(groups.map(|group| el("span").text(&group)))
    } else {
        let (mut shown, hidden) = spelled(text, LONGEST);
        if count > LONGEST {
            shown.push('…');
        }
        let line = line.class("code").text(&shown);
        let t = texts();
        let long = (count > LONGEST)
            .then(|| t.fill(Key::CodeLong, &[("length", &intl::number(t.language(), count))]));
        let long = long.map(|words| el("span").class("quiet").text(&words));
        let warning = hidden.then(|| notice(Symbol::Trouble, t.say(Key::CodeHidden)));
        el("span").class("long-code").child(line).children(long).children(warning)
    }
}

/// Three or four to a group, whichever leaves the fuller last one; four where both do.
fn group_size(count: usize) -> usize {
    let missing = |size: usize| (size - count % size) % size;
    if missing(3) < missing(4) { 3 } else { 4 }
}

#[cfg(test)]
mod tests {
    use super::group_size;

    #[test]
    fn the_last_group_is_as_full_as_it_can_be() {
        for (count, size) in
            [(7, 4), (8, 4), (9, 3), (6, 3), (19, 4), (12, 4), (4, 4), (3, 3), (2, 3), (1, 3)]
        {
            assert_eq!(group_size(count), size, "{count}");
        }
    }
}
