use super::Timestamp;

/// A wait that a server asked for, from one second to ten minutes (R-A11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wait(i64);

impl Wait {
    /// The shortest wait, one second.
    pub const SHORTEST: Self = Self(1_000);
    /// The longest wait, ten minutes.
    pub const LONGEST: Self = Self(600_000);

    /// Creates a wait of `millis` milliseconds, clamped to the shortest and the longest.
    #[must_use]
    pub fn nearest(millis: i64) -> Self {
        Self(millis.clamp(Self::SHORTEST.0, Self::LONGEST.0))
    }

    /// Returns the wait in milliseconds, 1 000 to 600 000.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0
    }
}

/// Parses `Retry-After` (RFC 9110, 10.2.3), which is a number of seconds or an HTTP date. Returns `None` for
/// any other text.
///
/// A date is relative to `date`, the `Date` of the same answer, so that a wrong device clock does not change
/// the wait. Without `date` it is relative to `now`.
#[must_use]
pub fn retry_after(text: &str, date: Option<Timestamp>, now: Timestamp) -> Option<Wait> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        // Digits beyond an i64 are a valid number of seconds, and clamped like any other.
        return Some(Wait::nearest(text.parse::<i64>().unwrap_or(i64::MAX).saturating_mul(1000)));
    }
    let sent = date.unwrap_or(now);
    Timestamp::from_http_date(text, sent).map(|at| Wait::nearest(at.millis_since(sent)))
}
