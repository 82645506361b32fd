use latchkey_core::{
    activation_code::{ActivationCode, Code},
    clock::Now,
    qr,
    request::QrType,
    secret::Secret,
    time::{End, Timestamp, Validity},
};
use leptos::prelude::*;

use crate::{
    components::{
        self, Mark, Symbol, clock_face, code_text, copy_button, end_in_words, expires, icon, no_symbol,
        notice, state_mark,
    },
    dom::{El, effect, el},
    i18n::{Key, Texts, texts},
    live::Live,
    world::World,
};

/// A code that was shown is masked again after this time, in milliseconds.
const REVEALED: i64 = 30_000;
/// The clock ticks at least this often, in milliseconds, with some time to spare.
const TICK: i64 = 1_100;
/// Below this time a code is about to end, in milliseconds.
const SOON: i64 = 3_600_000;

/// One activation code: masked until somebody asks to see it, then code and symbol, and when it ends. `format` is
/// what the server was asked to put into symbols.
#[must_use]
pub fn card(world: &'static World, entry: &ActivationCode, format: QrType) -> El {
    let t = texts();
    let end = entry.end;
    let ended = move || over(end, world.clock.ticking());
    let card = el("li").class("card code-card").live_attr("hidden", move || ended().then(String::new));
    let card = match &entry.code {
        Code::Shown { text, zeros_may_be_lost } => {
            let zeros = zeros_may_be_lost.then(|| notice(Symbol::Note, t.say(Key::CardZeros)));
            card.children(masked(world, t, text, format, end)).children(zeros)
        }
        Code::Hidden => card.child(no_symbol(t.say(Key::CardHidden))),
    };
    let remaining = match end {
        End::At(end) => remaining(world, t, end),
        End::NotStated | End::Unknown => vec![state_mark(Mark::Plain, t.say(Key::StateNoEnd))],
    };
    let words = el("p").class("quiet").live_text(move || end_in_words(t, end, world.clock.ticking().time));
    card.child(el("div").class("card-time").children(remaining).child(words))
        .children(
            (entry.listed > 1).then(|| el("p").class("quiet").text(&t.count(Key::CardTwins, entry.listed))),
        )
        .children(entry.other_end.then(|| notice(Symbol::Note, t.say(Key::CardOtherEnd))))
}

fn over(end: End, now: Now) -> bool {
    matches!(end.validity(now.time, now.bound), Validity::Expired { .. })
}

/// A code as dots, and, for half a minute after a press, itself.
fn masked(world: &'static World, t: Texts, code: &Secret, format: QrType, end: End) -> [El; 2] {
    let since = Live::new(None::<i64>);
    // Only a card that was opened looks at the clock.
    let revealed = move || {
        let young = |since, now: Now| now.steady.saturating_sub(since) < REVEALED;
        since.get().is_some_and(|since| {
            let now = world.clock.ticking();
            let certain = now.certain || !matches!(end, End::At(_));
            young(since, now) && certain && !over(end, now) && world.surroundings.visible.get()
        })
    };
    let toggle = move || {
        since.set((!untrack(revealed)).then(|| world.clock.now().steady));
    };
    let shown = code.clone();
    let face = move |revealed: bool| {
        if revealed {
            let symbol = el("div").class("qr-panel").child(symbol(t, &shown, format));
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
    let show = el("button")
        .attr("type", "button")
        .class("quiet-button")
        .child(icon(Symbol::Eye))
        .live_text(label)
        .on_click(toggle);
    let actions =
        el("div").class("card-actions").child(show).child(copy_button(code.clone(), t.say(Key::CopyCode)));
    [el("div").part(revealed, face), actions]
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

/// The symbol of a code, or why there is none.
fn symbol(t: Texts, code: &Secret, format: QrType) -> El {
    match (format, qr::encode(code.reveal())) {
        (QrType::Normal, Ok(modules)) => components::qr(&modules, t.say(Key::CardQr)),
        (QrType::Normal, Err(qr::TooLong)) => no_symbol(t.say(Key::QrTooLong)),
        // No document says what an mpower symbol holds, so none is made up.
        (QrType::Mpower, _) => no_symbol(t.say(Key::CardNoMpower)),
    }
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

/// A code whose end has passed: only when that was. The code is of no use to anybody any more.
#[must_use]
pub fn expired_row(world: &'static World, end: End, listed: usize) -> El {
    let t = texts();
    let twins = (listed > 1).then(|| el("span").text(&t.count(Key::CardTwins, listed)));
    let words = move || end_in_words(t, end, world.clock.ticking().time);
    el("li").child(icon(Symbol::Over)).child(el("span").live_text(words)).children(twins)
}
