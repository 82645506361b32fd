//! What may be shown of an answer, and until when.

use latchkey_core::{
    access_code::{self, Format},
    answer::Exchange,
    clock::{Reading, ServerClock, TimeSource},
    secret::Secret,
    time::{End, Validity},
};
use latchkey_qr::Symbol;

/// A code that has come, and the server's time.
#[derive(Debug)]
pub struct Code {
    content: Secret,
    end: End,
    clock: ServerClock,
}

/// What is to be seen of a code now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The code. Both times in milliseconds from now, nothing for a code without an end.
    Shown {
        /// To its stated end.
        left_ms: Option<i64>,
        /// To its end less what the clock may be wrong by: then it has to be covered.
        lock_ms: Option<i64>,
    },
    /// Nothing, as long as the page is hidden.
    Hidden,
    /// Nothing any more.
    Over,
}

impl Code {
    /// Reads an answer. Nothing where it holds no code that the core takes, or one that is not drawn as a
    /// symbol.
    #[must_use]
    pub fn of(exchange: &Exchange, mut clock: ServerClock) -> Option<(Self, Symbol)> {
        // The words of a refusal are the app's.
        if !(200..=299).contains(&exchange.answer.status) {
            return None;
        }
        let code = access_code::read_good(&exchange.answer).ok()?.value;
        let Format::QrCode = code.format else { return None };
        let symbol = Symbol::encode(code.content.reveal()).ok()?;
        clock.add_sample_from(TimeSource::Service, exchange);
        Some((Self { content: code.content, end: code.end, clock }, symbol))
    }

    /// The content of the code, as it came.
    #[must_use]
    pub fn content(&self) -> &str {
        self.content.reveal()
    }

    /// What is to be seen at a reading of the device's clocks, while the page is visible or not: what the
    /// app's refresh machine shows as a code. A code whose end is unknown or in doubt is the app's.
    #[must_use]
    pub fn view(&self, reading: Reading, is_visible: bool) -> View {
        let now = self.clock.now(reading);
        let (left_ms, lock_ms) = match self.end.validity(now.time, now.error_ms) {
            Validity::Valid { left_ms } if now.is_certain => {
                (Some(left_ms), Some(left_ms.saturating_sub(now.error_ms).max(0)))
            }
            Validity::NoEnd => (None, None),
            Validity::Valid { .. } | Validity::Expired { .. } | Validity::UnknownEnd => return View::Over,
        };
        if is_visible { View::Shown { left_ms, lock_ms } } else { View::Hidden }
    }

    /// Milliseconds until the server's clock shows the next second, or until the code has to be covered if
    /// that is sooner.
    #[must_use]
    pub fn next_look_ms(&self, reading: Reading, lock_ms: i64) -> i32 {
        let next_second_ms = 1000 - self.clock.now(reading).time.millis().rem_euclid(1000);
        i32::try_from(next_second_ms.min(lock_ms.max(1))).unwrap_or(1)
    }
}

#[cfg(test)]
mod tests;
