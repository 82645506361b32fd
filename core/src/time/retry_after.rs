use super::Timestamp;

/// How long to leave a server alone: from one second to ten minutes (R-A11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wait(i64);

impl Wait {
    /// One second, the shortest wait.
    pub const SHORTEST: Self = Self(1_000);
    /// Ten minutes, the longest wait that is obeyed in one piece.
    pub const LONGEST: Self = Self(600_000);

    /// The wait nearest to `millis` milliseconds.
    #[must_use]
    pub fn nearest(millis: i64) -> Self {
        Self(millis.clamp(Self::SHORTEST.0, Self::LONGEST.0))
    }

    /// Milliseconds, 1 000 to 600 000.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0
    }
}

/// Reads `Retry-After` (RFC 9110, 10.2.3): seconds, or an HTTP date, which is counted from the answer's own
/// `date` where it could be read, else from `now`. Nothing where the text is neither.
///
/// Counting from the server's own clock makes the wait right on a device whose clock is not.
#[must_use]
pub fn retry_after(text: &str, date: Option<Timestamp>, now: Timestamp) -> Option<Wait> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        // Digits beyond an i64 are still a number of seconds: a long one.
        return Some(Wait::nearest(text.parse::<i64>().unwrap_or(i64::MAX).saturating_mul(1000)));
    }
    let sent = date.unwrap_or(now);
    Timestamp::from_http_date(text, sent).map(|at| Wait::nearest(at.millis_since(sent)))
}
