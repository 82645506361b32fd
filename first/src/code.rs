//! Decides what may be shown of an answer, and until when.

use latchkey_core::{
    access_code::{self, Format},
    answer::Exchange,
    clock::{Reading, ServerClock, TimeSource},
    secret::Secret,
    time::{End, Validity},
};
use latchkey_qr::Symbol;

/// Code that has arrived, with the clock of the server's time.
#[derive(Debug)]
pub struct Code {
    content: Secret,
    end: End,
    clock: ServerClock,
}

/// What is shown of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The code. Both times are in milliseconds from now, and absent for a code without an end.
    Shown {
        /// Time to the end.
        left_ms: Option<i64>,
        /// Time to the end less the error of the clock, after which the code has to be hidden.
        lock_ms: Option<i64>,
    },
    /// Nothing while the page is hidden.
    Hidden,
    /// Nothing from now on.
    Over,
}

impl Code {
    /// Decodes an answer. Returns `None` if it has no valid code, or one that is not displayed as a QR
    /// symbol.
    #[must_use]
    pub fn decode(exchange: &Exchange, mut clock: ServerClock) -> Option<(Self, Symbol)> {
        // The app explains every other status.
        if !(200..=299).contains(&exchange.answer.status) {
            return None;
        }
        let code = access_code::decode_success(&exchange.answer).ok()?.value;
        let Format::QrCode = code.format else { return None };
        let symbol = Symbol::encode(code.content.reveal()).ok()?;
        clock.add_sample_from(TimeSource::Service, exchange);
        Some((Self { content: code.content, end: code.end, clock }, symbol))
    }

    /// Returns the content of the code, unchanged.
    #[must_use]
    pub fn content(&self) -> &str {
        self.content.reveal()
    }

    /// Returns what is shown at a reading of the device's clocks: the same as the app's refresh machine
    /// shows. A code whose end is unknown or uncertain is left to the app.
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

    /// Returns the milliseconds until the next full second of the server's time, or until the code has to be
    /// hidden if that is sooner.
    #[must_use]
    pub fn next_update_ms(&self, reading: Reading, lock_ms: i64) -> i32 {
        let next_second_ms = 1000 - self.clock.now(reading).time.millis().rem_euclid(1000);
        i32::try_from(next_second_ms.min(lock_ms.max(1))).unwrap_or(1)
    }
}

#[cfg(test)]
mod tests;
