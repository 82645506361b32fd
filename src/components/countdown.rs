use latchkey_core::time::Timestamp;

use crate::{
    dom::{El, el, svg},
    i18n::{Key, texts},
    state::Clock,
};

/// Below this many milliseconds a code is about to end.
const SOON: i64 = 10_000;

/// How long a code is still good: a ring that runs evenly, full at `full` milliseconds, and digits.
///
/// The ring is one CSS animation, so only the digits cost anything each second. The timer is silent for
/// assistive technology: a voice that counts every second is of no use to anybody.
#[must_use]
pub fn countdown(end: Timestamp, full: i64, clock: Clock) -> El {
    let t = texts();
    let left = move || end.millis_since(clock.ticking().time).max(0);
    let begun = full - end.millis_since(clock.now().time).max(0);
    let circle = || svg("circle").attr("cx", "18").attr("cy", "18").attr("r", "15.9155");
    let hand = circle()
        .class("hand")
        .attr("pathLength", "100")
        .style("animation-duration", &milliseconds(full))
        .style("animation-delay", &milliseconds(-begun));
    let ring = svg("svg").class("ring").attr("viewBox", "0 0 36 36").attr("aria-hidden", "true");
    el("p")
        .class("countdown")
        .live_class("soon", move || left() <= SOON)
        .attr("role", "timer")
        .attr("aria-live", "off")
        .child(ring.child(circle()).child(hand))
        .child(el("span").class("digits").live_text(move || clock_face(left())))
        .child(el("span").say(t, Key::CountdownLeft))
}

/// Time left as a clock shows it, to the nearest second: `0:24`, `12:05`, `1:02:03`. A server tells its time in
/// whole seconds, so rounding up would show a code of half a minute with 0:31 left.
#[must_use]
pub fn clock_face(millis: i64) -> String {
    let seconds = (millis.max(0) + 499) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let two =
        |number: i64| if number < 10 { ["0", &number.to_string()].concat() } else { number.to_string() };
    if hours > 0 {
        [&hours.to_string(), ":", &two(minutes), ":", &two(seconds)].concat()
    } else {
        [&minutes.to_string(), ":", &two(seconds)].concat()
    }
}

fn milliseconds(millis: i64) -> String {
    [&millis.to_string(), "ms"].concat()
}

#[cfg(test)]
mod tests {
    use super::clock_face;

    #[test]
    fn time_left_is_shown_to_the_nearest_second() {
        for (millis, face) in [
            (0, "0:00"),
            (500, "0:00"),
            (501, "0:01"),
            (24_000, "0:24"),
            (24_500, "0:24"),
            (24_501, "0:25"),
            (59_999, "1:00"),
            (725_000, "12:05"),
            (3_723_000, "1:02:03"),
            (-5, "0:00"),
        ] {
            assert_eq!(clock_face(millis), face);
        }
    }
}
