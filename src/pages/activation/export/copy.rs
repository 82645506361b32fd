use latchkey_core::secret::Secret;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::clipboard,
    i18n::Key,
    pages::activation::list_state::{Id, ListState},
};

/// Copies the codes of these entries, one in a line, and says how many. Codes that have ended or that the
/// service does not show are left out.
pub fn copy_codes(state: ListState, ids: &[Id]) {
    let (t, now) = (state.t, state.app.clock.now());
    let mut lines = Secret::new(String::new());
    let mut copied = 0;
    for entry in ids.iter().filter_map(|id| untrack(|| state.entry(*id))) {
        if let Some(code) = entry.usable_code(now.time, now.error_ms) {
            lines.edit(|text| {
                if copied > 0 {
                    text.push('\n');
                }
                text.push_str(code.reveal());
            });
            copied += 1;
        }
    }
    if copied == 0 {
        state.picked_message.set(t.say(Key::PickNothing).to_owned());
        return;
    }
    let left_out = ids.len() - copied;
    spawn_local(async move {
        let is_copied = clipboard::write(lines.reveal()).await;
        let message = match (is_copied, left_out) {
            (false, _) => t.say(Key::PickCopyRefused).to_owned(),
            (true, 0) => t.count(Key::PickCopied, copied),
            (true, _) => [t.count(Key::PickCopied, copied), t.count(Key::LetterLeftOut, left_out)].join(" "),
        };
        if state.picked_message.try_get_untracked().is_some() {
            state.picked_message.set(message);
        }
    });
}
