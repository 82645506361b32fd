//! How a code is written for people: in groups, or cut and with what is hidden spelled out.

use crate::text::spelled;

/// Codes longer than this many characters are not grouped.
const LONGEST_GROUPED: usize = 32;
/// Characters shown of a very long code.
const LONGEST_SHOWN: usize = 256;

/// A code as it is written on the screen. What is copied or drawn is always the code itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeText<'a> {
    /// Letters and digits in groups; together they are the code.
    Grouped(Vec<&'a str>),
    /// Everything else, as one text.
    Whole {
        /// What is shown: hidden characters spelled out, the end cut with an ellipsis.
        shown: String,
        /// Whether there was anything hidden.
        has_hidden: bool,
        /// How many characters the code has, where not all of them are shown.
        cut_from: Option<usize>,
    },
}

impl<'a> CodeText<'a> {
    /// The way to write this code.
    #[must_use]
    pub fn of(code: &'a str) -> Self {
        if code.len() <= LONGEST_GROUPED && code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Self::Grouped(groups(code));
        }
        let count = code.chars().count();
        let (mut shown, has_hidden) = spelled(code, LONGEST_SHOWN);
        let cut_from = (count > LONGEST_SHOWN).then_some(count);
        if cut_from.is_some() {
            shown.push('…');
        }
        Self::Whole { shown, has_hidden, cut_from }
    }
}

fn groups(code: &str) -> Vec<&str> {
    let size = group_size(code.len());
    let (mut groups, mut rest) = (Vec::new(), code);
    while let Some((group, others)) = rest.split_at_checked(size) {
        groups.push(group);
        rest = others;
    }
    if !rest.is_empty() {
        groups.push(rest);
    }
    groups
}

/// Three or four to a group, whichever leaves the fuller last one; four where both do.
fn group_size(count: usize) -> usize {
    let missing = |size: usize| (size - count % size) % size;
    if missing(3) < missing(4) { 3 } else { 4 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_group_is_as_full_as_it_can_be() {
        for (count, size) in
            [(7, 4), (8, 4), (9, 3), (6, 3), (19, 4), (12, 4), (4, 4), (3, 3), (2, 3), (1, 3)]
        {
            assert_eq!(group_size(count), size, "{count}");
        }
    }

    #[test]
    fn letters_and_digits_are_grouped_and_nothing_is_lost() {
        let grouped = CodeText::of("0049267681211943991");
        assert_eq!(grouped, CodeText::Grouped(vec!["0049", "2676", "8121", "1943", "991"]));
    }

    #[test]
    fn what_could_hide_something_is_spelled_out_and_what_is_long_is_cut() {
        let whole = |shown: &str, has_hidden, cut_from| CodeText::Whole {
            shown: shown.to_owned(),
            has_hidden,
            cut_from,
        };
        assert_eq!(CodeText::of("a\u{202e}b"), whole("a⟨U+202E⟩b", true, None));
        assert_eq!(CodeText::of("a b"), whole("a b", false, None));
        let long = "x".repeat(300);
        assert_eq!(CodeText::of(&long), whole(&format!("{}…", &long[..256]), false, Some(300)));
    }
}
