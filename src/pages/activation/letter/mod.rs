//! Letters: activation codes on paper.

mod view;

use std::{sync::Arc, time::Duration};

use latchkey_qr::Symbol;
use leptos::{prelude::*, task::spawn_local};

use self::view::{ExpiringLetter, LetterContent, Names};
use super::{
    card::shown_text,
    list_state::{Id, ListState},
    symbol::{entry_symbol, image_deadline},
    visibility::is_over,
};
use crate::{
    browser::{device_clock, intl, print, scheduler::sleep},
    i18n::Key,
    pages::printout::{self, Printout},
};

/// The most letters that are printed at once.
const MAX_LETTERS: usize = 500;
/// How long letters are rendered before the browser gets a turn, in milliseconds.
const WRITE_SLICE_MS: i64 = 30;

/// How many letters were rendered, and how many entries were left out.
struct Outcome {
    written: usize,
    left_out: usize,
}

/// Prints a letter for each of these entries. `message` is set to how far that has got, or why it cannot be
/// done. The letters stay until the person uses the page again, locks it, or leaves the list.
pub fn print_letters(
    state: ListState,
    ids: Vec<Id>,
    user: String,
    tenant: String,
    message: RwSignal<String>,
) {
    let t = state.t;
    if ids.len() > MAX_LETTERS {
        message.set(t.fill(Key::LetterTooMany, &[("most", &intl::number(t.language(), MAX_LETTERS))]));
        return;
    }
    let names = Arc::new(Names { sender: connection_name(state), user, tenant });
    spawn_local(async move {
        // Inside the task: outside, the owner of the pressed button would own the printout and dispose of it.
        let printout = Printout::begin(state.app, move || !state.is_loaded());
        // Nothing to say once the printout was removed: the view with the message is gone, too, or about
        // another one.
        let Some(Outcome { written, left_out }) = write(state, &ids, &names, message, printout).await else {
            return;
        };
        message.set(match (written, left_out) {
            (0, _) => t.say(Key::LetterNone).to_owned(),
            (_, 0) => String::new(),
            (_, left_out) => t.count(Key::LetterLeftOut, left_out),
        });
        if written == 0 {
            printout::remove();
            return;
        }
        // Lets the browser paint the message first, because printing may block the page.
        sleep(Duration::ZERO).await;
        if !printout.show() {
            return;
        }
        if print::open() {
            printout.remove_on_interaction(state.app.lifecycle.interactions);
        } else {
            message.set(t.say(Key::LetterNotHere).to_owned());
            printout::remove();
        }
    });
}

/// Renders the letters in slices. Returns `None` if the printout was removed in between.
async fn write(
    state: ListState,
    ids: &[Id],
    names: &Arc<Names>,
    message: RwSignal<String>,
    printout: Printout,
) -> Option<Outcome> {
    let t = state.t;
    let deadline_ms = image_deadline();
    let mut written = 0;
    let mut slice_start_ms = device_clock::read().monotonic_ms;
    for (index, id) in ids.iter().enumerate() {
        let symbol = entry_symbol(state, *id, deadline_ms).await;
        if let Some(content) = letter_content(state, *id, symbol, names) {
            printout.add(|| view! { <ExpiringLetter content /> }.into_any())?;
            written += 1;
        }
        if device_clock::read().monotonic_ms.saturating_sub(slice_start_ms) > WRITE_SLICE_MS {
            let places = [
                ("number", &*intl::number(t.language(), index + 1)),
                ("all", &*intl::number(t.language(), ids.len())),
            ];
            message.set(t.fill(Key::LetterPreparing, &places));
            sleep(Duration::ZERO).await;
            slice_start_ms = device_clock::read().monotonic_ms;
        }
    }
    printout.exists().then_some(Outcome { written, left_out: ids.len() - written })
}

/// Returns the content of an entry's letter; `None` if the code has expired, or has neither text nor symbol.
fn letter_content(
    state: ListState,
    id: Id,
    symbol: Result<Symbol, Key>,
    names: &Arc<Names>,
) -> Option<LetterContent> {
    let entry = untrack(|| state.entry(id))?;
    let has_code = shown_text(&entry).is_some() || symbol.is_ok();
    let is_valid = !is_over(entry.end, state.app.clock.now());
    (has_code && is_valid).then(|| LetterContent { entry, symbol, names: Arc::clone(names) })
}

/// Returns the name of the connection that is in use.
fn connection_name(state: ListState) -> String {
    let app = state.app;
    let connection = untrack(|| app.route.get().connection().and_then(|id| app.connections.find(id)));
    connection.map(|connection| connection.name).unwrap_or_default()
}
