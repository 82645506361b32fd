use latchkey_core::time::{End, Timestamp};
use leptos::prelude::*;

use crate::{
    browser::{
        first_paint,
        intl::{self, Distance},
    },
    i18n::{Key, Texts},
    state::Clock,
};

/// Returns an end in words: the local time with its zone, and how far away it is.
#[must_use]
pub fn end_in_words(t: Texts, end: End, now: Timestamp) -> String {
    match end {
        End::At(end) => at_in_words(t, end, Distance::of(end.millis(), now.millis())),
        End::NotStated => t.say(Key::EndNotStated).to_owned(),
        End::Unknown => t.say(Key::EndUnknown).to_owned(),
    }
}

/// Does the same as a signal that follows the clock. It is empty until the first paint, which the browser's
/// first formatter would delay. The text is formatted only when the distance changes, not each second.
#[must_use]
pub fn end_signal(t: Texts, end: End, clock: Clock) -> Signal<String> {
    let distance = Memo::new(move |_| match end {
        End::At(end) => Some(Distance::of(end.millis(), clock.now_tracked().time.millis())),
        End::NotStated | End::Unknown => None,
    });
    Signal::derive(move || {
        if !first_paint::has_happened() {
            return String::new();
        }
        match (end, distance.get()) {
            (End::At(end), Some(distance)) => at_in_words(t, end, distance),
            (end, _) => end_in_words(t, end, clock.now().time),
        }
    })
}

fn at_in_words(t: Texts, end: Timestamp, distance: Distance) -> String {
    let moment = intl::date_time(t.language(), end.millis(), distance);
    let relative = intl::relative(t.language(), distance);
    let key = if distance.is_future() { Key::EndValidUntil } else { Key::EndEndedAt };
    t.fill(key, &[("moment", &moment), ("relative", &relative)])
}
