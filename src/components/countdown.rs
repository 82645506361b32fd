use latchkey_core::{
    countdown::{Ring, clock_face},
    time::Timestamp,
};

use crate::{
    dom::{El, el, svg},
    i18n::{Key, texts},
    state::Clock,
};

/// Below this many milliseconds a code is about to end.
const SOON: i64 = 10_000;

/// How long a code is still good: a ring that runs evenly, and digits.
///
/// The ring is one CSS animation, so only the digits cost anything each second. The timer is silent for
/// assistive technology: a voice that counts every second is of no use to anybody.
#[must_use]
pub fn countdown(end: Timestamp, clock: Clock) -> El {
    let t = texts();
    let left = move || end.millis_since(clock.ticking().time).max(0);
    let ring = Ring::of(end.millis_since(clock.now().time));
    let circle = || svg("circle").attr("cx", "18").attr("cy", "18").attr("r", "15.9155");
    let hand = circle()
        .class("hand")
        .attr("pathLength", "100")
        .style("animation-duration", &milliseconds(ring.full_ms))
        .style("animation-delay", &milliseconds(-ring.over_ms));
    let face = svg("svg").class("ring").attr("viewBox", "0 0 36 36").attr("aria-hidden", "true");
    el("p")
        .class("countdown")
        .live_class("soon", move || left() <= SOON)
        .attr("role", "timer")
        .attr("aria-live", "off")
        .child(face.child(circle()).child(hand))
        .child(el("span").class("digits").live_text(move || clock_face(left())))
        .child(el("span").say(t, Key::CountdownLeft))
}

fn milliseconds(millis: i64) -> String {
    [&millis.to_string(), "ms"].concat()
}
