use latchkey_core::{activation_code::Counts, time::End};
use leptos::prelude::*;

use super::list_state::ListState;
use crate::{
    components::{Symbol, end_as_it_comes, icon},
    dom::{El, el},
    i18n::Key,
};

/// Rows of the fold at most; the whole of a long list stands in the list itself, where it can be searched.
const MOST: usize = 48;

/// The codes whose end has passed, folded away, the latest first. `more` shows all of them in the list.
#[must_use]
pub fn expired_fold(listing: ListState, counts: RwSignal<Counts>, more: impl Fn() + Clone + 'static) -> El {
    let t = listing.t;
    let expired = move || counts.with(|counts| counts.expired);
    let rows = move |(expired, _): (usize, u32)| -> Vec<El> {
        let Some(read) = listing.read() else { return Vec::new() };
        let gone = read.value.entries.get(..expired).unwrap_or_default();
        gone.iter().rev().take(MOST).map(|entry| row(listing, entry.end, entry.listed)).collect()
    };
    let all = move |many: bool| {
        let more = more.clone();
        let words = el("button").attr("type", "button").class("quiet-button").say(t, Key::ListExpiredAll);
        many.then(|| words.on_click(more))
    };
    el("details")
        .class("card expired")
        .live_attr("hidden", move || (expired() == 0).then(String::new))
        .child(el("summary").live_text(move || t.count(Key::ListExpired, expired())))
        .child(el("ul").part(move || (expired(), listing.generation()), rows))
        .part(move || expired() > MOST, all)
}

/// Only when it ended. The code is of no use to anybody any more.
fn row(listing: ListState, end: End, listed: usize) -> El {
    let ListState { app, t, .. } = listing;
    let twins = (listed > 1).then(|| el("span").text(&t.count(Key::CardTwins, listed)));
    let words = end_as_it_comes(t, end, app.clock);
    el("li").child(icon(Symbol::Over)).child(el("span").live_text(words)).children(twins)
}
