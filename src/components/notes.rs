use latchkey_core::notes::Note;

use crate::{
    dom::{El, el},
    i18n::{Key, texts},
};

/// Which rules of tolerance an answer needed, folded away: the name of each, the first field it was used on, and
/// how often besides. Never a value. `further` is how many uses were counted but not kept.
#[must_use]
pub fn notes_fold(notes: &[Note], further: usize) -> El {
    let t = texts();
    let mut rules: Vec<(&str, &str, usize)> = Vec::new();
    for note in notes {
        match rules.iter_mut().find(|(rule, ..)| *rule == note.rule) {
            Some((.., besides)) => *besides += 1,
            None => rules.push((note.rule, &note.path, 0)),
        }
    }
    if let Some((.., besides)) = rules.last_mut() {
        *besides += further;
    }
    let rows = rules.into_iter().map(|(rule, path, besides)| {
        let place = el("bdi").attr("dir", "ltr").attr("translate", "no").class("raw").text(path);
        let more = (besides > 0).then(|| el("span").class("quiet").text(&t.count(Key::NotesMore, besides)));
        el("div").child(el("dt").text(rule)).child(el("dd").child(place).text(" ").children(more))
    });
    let fold = el("details").child(el("summary").say(t, Key::NotesTitle));
    fold.child(el("dl").class("details").children(rows))
}
