use latchkey_core::{
    activation_code::{ActivationCode, Code, SOON},
    countdown::clock_face,
    secret::Secret,
    time::{End, Timestamp},
};
use leptos::prelude::*;

use super::{
    list_state::{Id, ListState},
    selection_bar::pick_box,
    symbol::symbol,
    visibility::Visibility,
};
use crate::{
    components::{
        Mark, Symbol, button, code_text, copy_button, end_as_it_comes, expires, notice, state_mark,
    },
    context::AppContext,
    dom::{El, el, memo},
    i18n::{Key, Texts},
};

/// One entry of the list: masked until somebody asks to see it, then code and symbol, and when it ends. Once its end
/// has passed only that is said, in the same place and size, so that nothing around it moves.
#[must_use]
pub fn card(listing: ListState, id: Id) -> El {
    let Some(entry) = untrack(|| listing.entry(id)) else { return el("li") };
    let this = el("li");
    // When it ends its room is kept, also where code and symbol stood in it, and so is the focus, whose button goes.
    let room = this.clone();
    let reveal = Visibility::new(listing.app, entry.end, false, move || {
        room.keep_height();
        if room.holds_focus() {
            room.focus(false);
        }
    });
    let ended = move || reveal.is_over();
    let face = move |ended: bool| match listing.entry(id) {
        Some(entry) if ended => ended_face(listing, &entry),
        Some(entry) => live_face(listing, id, &entry, reveal),
        None => Vec::new(),
    };
    let picking = move || listing.picked.with(Option::is_some) && !ended();
    let fresh = move |fresh: bool| fresh.then(|| state_mark(Mark::Plain, listing.t.say(Key::CardFresh)));
    this.class("card code-card")
        .live_class("ended", ended)
        .live_class("fresh", move || listing.is_fresh(id))
        .part(move || listing.is_fresh(id), fresh)
        .part(picking, move |picking: bool| picking.then(|| pick_box(listing, id)))
        .part(ended, face)
}

fn live_face(listing: ListState, id: Id, entry: &ActivationCode, reveal: Visibility) -> Vec<El> {
    let mut face = masked(listing, id, entry, reveal);
    face.push(life(listing, entry.end));
    // The same code may be listed otherwise the next time.
    let odd = move |_| listing.entry(id).map(|entry| remarks(listing.t, &entry)).unwrap_or_default();
    face.push(el("div").class("card-remarks").part(move || listing.generation(), odd));
    face
}

/// Of a code whose end has passed only when that was: it is of no use to anybody any more.
fn ended_face(listing: ListState, entry: &ActivationCode) -> Vec<El> {
    let (app, t, end) = (listing.app, listing.t, entry.end);
    let words = el("p").class("quiet").live_text(end_as_it_comes(t, end, app.clock));
    let mark = state_mark(Mark::Over, t.say(Key::StateExpired));
    vec![
        el("p").class("code-line masked").say(t, Key::CardEnded),
        el("div").class("card-actions"),
        el("div").class("card-time").child(mark).child(words),
    ]
}

/// A code as dots, and, while somebody wants to see it, itself.
fn masked(listing: ListState, id: Id, entry: &ActivationCode, reveal: Visibility) -> Vec<El> {
    let ListState { app, t, large, .. } = listing;
    let code = shown_text(entry);
    let hidden = code.is_none();
    let face = move |open: bool| if open { revealed(listing, id) } else { vec![dots(t, hidden)] };
    let (show, hide) =
        if hidden { (Key::CardShowQr, Key::CardHideQr) } else { (Key::CardShow, Key::CardHide) };
    let label = move || t.say(if reveal.is_open() { hide } else { show }).to_owned();
    let show = move |always: bool| {
        let show = button("quiet-button", Some(Symbol::Eye), "");
        // Where codes stand open anyway there is nothing to press for.
        (!always).then(|| show.live_text(label).on_click(move || reveal.toggle()))
    };
    let enlarge = button("quiet-button large-button", Some(Symbol::Large), "")
        .attr("aria-label", t.say(Key::CardLarge));
    let actions = el("div")
        .class("card-actions")
        .part(move || app.preferences.codes_open.get(), show)
        .children(code.map(|code| copy_button(code, t.say(Key::CopyCode))))
        .child(enlarge.on_click(move || large.set(Some(id))));
    vec![el("div").class("card-code").part(move || reveal.is_open(), face), actions]
}

/// The code of an entry, where the service shows it.
#[must_use]
pub fn shown_text(entry: &ActivationCode) -> Option<Secret> {
    match &entry.code {
        Code::Shown { text, .. } => Some(text.clone()),
        Code::Hidden => None,
    }
}

/// In the place of a code. The same dots for every code: their number would tell its length.
fn dots(t: Texts, hidden: bool) -> El {
    let line = el("p").class("code-line masked");
    if hidden {
        return line.say(t, Key::CardHidden);
    }
    line.text("••••••••").attr("role", "img").attr("aria-label", t.say(Key::CardMasked))
}

/// Symbol and code of an entry, with a second lock on its end.
#[must_use]
pub fn revealed(listing: ListState, id: Id) -> Vec<El> {
    let Some(entry) = untrack(|| listing.entry(id)) else { return Vec::new() };
    let ListState { app, t, .. } = listing;
    let line = match shown_text(&entry) {
        Some(text) => el("p").class("code-line").child(code_text(&text)),
        None => dots(t, true),
    };
    let now = app.clock.now();
    let shown = symbol(listing, id, el("div").class("revealed")).child(line);
    vec![expires(shown, entry.end, now)]
}

/// How good a code still is, until when, and how far away that is.
#[must_use]
pub fn life(listing: ListState, end: End) -> El {
    let ListState { app, t, .. } = listing;
    let time = el("div").class("card-time");
    let time = match end {
        End::At(end) => remaining(time, app, t, end),
        End::NotStated | End::Unknown => time.child(state_mark(Mark::Plain, t.say(Key::StateNoEnd))),
    };
    time.child(el("p").class("quiet").live_text(end_as_it_comes(t, end, app.clock)))
}

/// What is odd about an entry.
#[must_use]
pub fn remarks(t: Texts, entry: &ActivationCode) -> Vec<El> {
    let zeros = matches!(entry.code, Code::Shown { zeros_may_be_lost: true, .. });
    let twins =
        (entry.listed > 1).then(|| el("p").class("quiet").text(&t.count(Key::CardTwins, entry.listed)));
    let zeros = zeros.then(|| notice(Symbol::Note, t.say(Key::CardZeros)));
    let other_end = entry.other_end.then(|| notice(Symbol::Note, t.say(Key::CardOtherEnd)));
    [zeros, twins, other_end].into_iter().flatten().collect()
}

/// The state in a word, and below an hour the time left as a clock shows it.
fn remaining(time: El, app: AppContext, t: Texts, end: Timestamp) -> El {
    let left = move || end.millis_since(app.clock.ticking().time);
    let soon = memo(false, move || left() < SOON);
    let state = move |soon: bool| {
        let (mark, key) = if soon { (Mark::Soon, Key::StateEnding) } else { (Mark::Good, Key::StateValid) };
        Some(state_mark(mark, t.say(key)))
    };
    // Only what is counted looks at the clock.
    let digits = move || if soon.get() { clock_face(left()) } else { String::new() };
    let digits =
        el("span").class("small-digits").attr("role", "timer").attr("aria-live", "off").live_text(digits);
    time.part(move || soon.get(), state).child(digits)
}
