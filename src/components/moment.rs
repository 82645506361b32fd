use std::cell::RefCell;

use latchkey_core::time::{End, Timestamp};

use crate::{
    browser::{
        first_paint,
        intl::{self, Distance},
    },
    i18n::{Key, Texts},
    state::Clock,
};

/// An end in words: the local time with its zone, and how far away it is.
#[must_use]
pub fn end_in_words(t: Texts, end: End, now: Timestamp) -> String {
    match end {
        End::At(end) => at_in_words(t, end, Distance::of(end.millis(), now.millis())),
        End::NotStated => t.say(Key::EndNotStated).to_owned(),
        End::Unknown => t.say(Key::EndUnknown).to_owned(),
    }
}

/// The same, asked again at each tick; nothing before the first paint, which a browser's first formatter would keep waiting.
/// The words are put together anew only when they are others, once a minute at most while the end is far.
pub fn end_as_it_comes(t: Texts, end: End, clock: Clock) -> impl Fn() -> String {
    let said = RefCell::new(None::<(Distance, String)>);
    move || {
        if !first_paint::is_over() {
            return String::new();
        }
        let End::At(end) = end else { return end_in_words(t, end, clock.now().time) };
        let distance = Distance::of(end.millis(), clock.ticking().time.millis());
        let mut said = said.borrow_mut();
        match &*said {
            Some((last, words)) if *last == distance => words.clone(),
            _ => said.insert((distance, at_in_words(t, end, distance))).1.clone(),
        }
    }
}

fn at_in_words(t: Texts, end: Timestamp, distance: Distance) -> String {
    let moment = intl::moment(t.language(), end.millis(), distance);
    let relative = intl::relative(t.language(), distance);
    let key = if distance.is_ahead() { Key::EndValidUntil } else { Key::EndEndedAt };
    t.fill(key, &[("moment", &moment), ("relative", &relative)])
}
