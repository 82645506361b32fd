//! Parses instants written as a count since 1970 (R-K5, R-A2).

use super::Timestamp;

/// The last second of 9999. A larger count is in a smaller unit: this one, as milliseconds, would be in 1978.
const MAX_EPOCH_SECONDS: i64 = 253_402_300_799;

/// The meaning of a count.
pub(super) enum Epoch {
    /// Zero or less, which often stands for "none".
    NotPositive,
    /// An instant, and whether the count is in seconds.
    At { at: Timestamp, is_seconds: bool },
    /// More than 2^63 - 1.
    TooLarge,
}

/// Parses digits with an optional minus sign and an optional fraction, which is cut off. Returns `None` for
/// any other text.
pub(super) fn parse(text: &str) -> Option<Epoch> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    if unsigned.len() != text.len() || whole.bytes().all(|b| b == b'0') {
        return Some(Epoch::NotPositive);
    }
    Some(whole.parse().ok().and_then(from_count).unwrap_or(Epoch::TooLarge))
}

/// Converts a count whose unit is the largest in which it is before the year 10000.
fn from_count(count: i64) -> Option<Epoch> {
    let is_seconds = count <= MAX_EPOCH_SECONDS;
    let millis = if is_seconds {
        count * 1000
    } else if count / 1000 <= MAX_EPOCH_SECONDS {
        count
    } else if count / 1_000_000 <= MAX_EPOCH_SECONDS {
        count / 1000
    } else {
        count / 1_000_000
    };
    Timestamp::from_millis(millis).map(|at| Epoch::At { at, is_seconds })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
