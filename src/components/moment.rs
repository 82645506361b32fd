use latchkey_core::time::{End, Timestamp};

use crate::{
    browser::intl,
    i18n::{Key, Texts},
};

/// An end in words: the local time with its zone, and how far away it is.
#[must_use]
pub fn end_in_words(t: Texts, end: End, now: Timestamp) -> String {
    match end {
        End::At(end) => {
            let moment = intl::moment(t.language(), end.millis(), now.millis());
            let relative = intl::relative(t.language(), end.millis_since(now));
            let key = if end > now { Key::EndValidUntil } else { Key::EndEndedAt };
            t.fill(key, &[("moment", &moment), ("relative", &relative)])
        }
        End::NotStated => t.say(Key::EndNotStated).to_owned(),
        End::Unknown => t.say(Key::EndUnknown).to_owned(),
    }
}
