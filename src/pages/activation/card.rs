use latchkey_core::{
    activation_code::{ActivationCode, Code},
    clock::Now,
    secret::Secret,
    time::{End, Timestamp, Validity},
};
use leptos::prelude::*;

use super::{
    listing::{Id, Listing},
    symbol::symbol,
};
use crate::{
    components::{
        Mark, Symbol, button, clock_face, code_text, copy_button, end_in_words, expires, notice, state_mark,
    },
    dom::{El, effect, el},
    i18n::{Key, Texts},
    live::Live,
    world::World,
};

/// A code that was shown is masked again after this time, in milliseconds.
const REVEALED: i64 = 30_000;
/// The clock ticks at least this often, in milliseconds, with some time to spare.
const TICK: i64 = 1_100;
/// Below this time a code is about to end, in milliseconds.
const SOON: i64 = 3_600_000;

/// One entry of the list: masked until somebody asks to see it, then code and symbol, and when it ends. Once its end
/// has passed only that is said, in the same place and size, so that nothing around it moves.
#[must_use]
pub fn card(listing: Listing, id: Id) -> El {
    let Some(entry) = untrack(|| listing.entry(id)) else { return el("li") };
    let (world, end) = (listing.world, entry.end);
    let ended = move || is_over(end, world.clock.ticking());
    let face = move |ended: bool| match listing.entry(id) {
        Some(entry) if ended => ended_face(listing, &entry),
        Some(entry) => live_face(listing, id, &entry),
        None => Vec::new(),
    };
    el("li").class("card code-card").live_class("ended", ended).part(ended, face)
}

fn live_face(listing: Listing, id: Id, entry: &ActivationCode) -> Vec<El> {
    let (world, t, end) = (listing.world, listing.t, entry.end);
    let mut face = match &entry.code {
        Code::Shown { text, zeros_may_be_lost } => {
            let zeros = zeros_may_be_lost.then(|| notice(Symbol::Note, t.say(Key::CardZeros)));
            masked(listing, id, text, end).into_iter().chain(zeros).collect()
        }
        Code::Hidden => vec![el("p").class("code-line masked").say(t, Key::CardHidden)],
    };
    let state = match end {
        End::At(end) => remaining(world, t, end),
        End::NotStated | End::Unknown => vec![state_mark(Mark::Plain, t.say(Key::StateNoEnd))],
    };
    let words = el("p").class("quiet").live_text(move || end_in_words(t, end, world.clock.ticking().time));
    face.push(el("div").class("card-time").children(state).child(words));
    face.extend(
        (entry.listed > 1).then(|| el("p").class("quiet").text(&t.count(Key::CardTwins, entry.listed))),
    );
    face.extend(entry.other_end.then(|| notice(Symbol::Note, t.say(Key::CardOtherEnd))));
    face
}

/// Of a code whose end has passed only when that was: it is of no use to anybody any more.
fn ended_face(listing: Listing, entry: &ActivationCode) -> Vec<El> {
    let (world, t, end) = (listing.world, listing.t, entry.end);
    let words = el("p").class("quiet").live_text(move || end_in_words(t, end, world.clock.ticking().time));
    let mark = state_mark(Mark::Over, t.say(Key::StateExpired));
    vec![
        el("p").class("code-line masked").say(t, Key::CardEnded),
        el("div").class("card-actions"),
        el("div").class("card-time").child(mark).child(words),
    ]
}

/// Whether this end has passed.
#[must_use]
pub fn is_over(end: End, now: Now) -> bool {
    matches!(end.validity(now.time, now.bound), Validity::Expired { .. })
}

/// A code as dots, and, for half a minute after a press or for good where that is preferred, itself.
fn masked(listing: Listing, id: Id, code: &Secret, end: End) -> Vec<El> {
    let Listing { world, t, .. } = listing;
    let open = world.preferences.codes_open;
    let since = Live::new(None::<i64>);
    // Only a card that was opened looks at the clock.
    let revealed = move || {
        let young = |since, now: Now| now.steady.saturating_sub(since) < REVEALED;
        (open.get() || since.get().is_some()) && {
            let now = world.clock.ticking();
            let certain = now.certain || !matches!(end, End::At(_));
            let wanted = open.get() || since.get().is_some_and(|since| young(since, now));
            wanted && certain && !is_over(end, now) && world.surroundings.visible.get()
        }
    };
    let toggle = move || since.set((!untrack(revealed)).then(|| world.clock.now().steady));
    let shown = code.clone();
    let face = move |revealed: bool| {
        if revealed {
            let symbol = symbol(listing, id);
            let line = el("p").class("code-line").child(code_text(&shown));
            let now = world.clock.now();
            look_at_the_end(world, end);
            vec![expires(symbol, end, now), expires(line, end, now)]
        } else {
            // The same dots for every code: their number would tell its length.
            let dots = el("p").class("code-line masked").text("••••••••");
            vec![dots.attr("role", "img").attr("aria-label", t.say(Key::CardMasked))]
        }
    };
    let label = move || t.say(if revealed() { Key::CardHide } else { Key::CardShow }).to_owned();
    let show = move |open: bool| {
        let show = button("quiet-button", Some(Symbol::Eye), "").live_text(label).on_click(toggle);
        // Where codes stand open anyway there is nothing to press for.
        (!open).then_some(show)
    };
    let actions = el("div")
        .class("card-actions")
        .part(move || open.get(), show)
        .child(copy_button(code.clone(), t.say(Key::CopyCode)));
    vec![el("div").class("card-code").part(revealed, face), actions]
}

/// Has everything look at the clock when this end comes: between two ticks a code would outlive it. For the life of
/// the surrounding owner.
fn look_at_the_end(world: &'static World, end: End) {
    let End::At(end) = end else { return };
    effect(move || {
        let now = world.clock.ticking();
        let left = end.millis_since(now.time).saturating_sub(now.bound);
        // Planned at the last tick before it, since what is known of the time may change until then.
        if (1..=TICK).contains(&left) {
            world.clock.tick_in(left);
        }
    });
}

/// The state in a word, and below an hour the time left as a clock shows it.
fn remaining(world: &'static World, t: Texts, end: Timestamp) -> Vec<El> {
    let left = move || end.millis_since(world.clock.ticking().time);
    let state = move |soon: bool| {
        let (mark, key) = if soon { (Mark::Soon, Key::StateEnding) } else { (Mark::Good, Key::StateValid) };
        Some(state_mark(mark, t.say(key)))
    };
    let digits = move || {
        let left = left();
        if left < SOON { clock_face(left) } else { String::new() }
    };
    let state = el("span").part(move || left() < SOON, state);
    let digits =
        el("span").class("small-digits").attr("role", "timer").attr("aria-live", "off").live_text(digits);
    vec![state, digits]
}
