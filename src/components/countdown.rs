use latchkey_core::{clock::Now, time::Timestamp};
use leptos::prelude::*;

use crate::i18n::{Key, texts};

/// Below this many milliseconds a code is about to end.
const SOON: i64 = 10_000;

/// How long a code is still good: a ring that runs evenly, and digits.
///
/// The ring is one CSS animation, so only the digits cost anything each second. The timer is silent for
/// assistive technology: a voice that counts every second is of no use to anybody.
#[component]
pub fn Countdown(
    /// The instant counted down to.
    end: Timestamp,
    /// Time on which the ring is full, in milliseconds.
    full: i64,
    /// The time, asked again at each tick.
    #[prop(into)]
    now: Signal<Now>,
) -> AnyView {
    let t = texts();
    let left = move || end.millis_since(now.get().time).max(0);
    let digits = Memo::new(move |_| clock_face(left()));
    let soon = Memo::new(move |_| left() <= SOON);
    let begun = full - end.millis_since(now.get_untracked().time).max(0);
    view! {
        <p class="countdown" class:soon=soon role="timer" aria-live="off">
            <svg class="ring" viewBox="0 0 36 36" aria-hidden="true">
                <circle cx="18" cy="18" r="15.9155" />
                <circle
                    class="hand"
                    cx="18"
                    cy="18"
                    r="15.9155"
                    pathLength="100"
                    style=("animation-duration", milliseconds(full))
                    style=("animation-delay", milliseconds(-begun))
                />
            </svg>
            <span class="digits">{digits}</span>
            <span>{t.say(Key::CountdownLeft)}</span>
        </p>
    }
    .into_any()
}

/// Time left as a clock shows it: `0:24`, `12:05`, `1:02:03`. Rounded up, so that 0:00 is the end itself.
#[must_use]
pub fn clock_face(millis: i64) -> String {
    let seconds = (millis.max(0) + 999) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

fn milliseconds(millis: i64) -> String {
    [&millis.to_string(), "ms"].concat()
}

#[cfg(test)]
mod tests {
    use super::clock_face;

    #[test]
    fn time_left_is_rounded_up() {
        for (millis, face) in [
            (0, "0:00"),
            (1, "0:01"),
            (24_000, "0:24"),
            (24_001, "0:25"),
            (59_999, "1:00"),
            (725_000, "12:05"),
            (3_723_000, "1:02:03"),
            (-5, "0:00"),
        ] {
            assert_eq!(clock_face(millis), face);
        }
    }
}
