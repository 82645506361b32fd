use latchkey_core::notes::Note;

use crate::{
    dom::{El, el},
    i18n::{Key, texts},
};

/// Which rules of tolerance an answer needed, folded away: the name of each and the field, never a value.
#[must_use]
pub fn notes_fold(notes: &[Note]) -> Option<El> {
    let t = texts();
    if notes.is_empty() {
        return None;
    }
    let rows = notes.iter().map(|note| {
        let place = el("bdi").attr("dir", "ltr").attr("translate", "no").class("raw").text(&note.path);
        el("div").child(el("dt").text(note.rule)).child(el("dd").child(place))
    });
    let list = el("dl").class("details").children(rows);
    Some(el("details").child(el("summary").say(t, Key::NotesTitle)).child(list))
}
