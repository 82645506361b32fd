//! Instants as a count since 1970 (R-K5, and R-A2 for servers that send one).

use super::Timestamp;

/// The last second of 9999. The bounds of the units do not overlap: read as milliseconds it is in 1978.
const LAST_SECOND: i64 = 253_402_300_799;

/// A count as an instant.
pub(super) enum Epoch {
    /// Zero or below: usually a marker for "none".
    NotPositive,
    /// An instant; `seconds` where the count was in that unit.
    At { at: Timestamp, seconds: bool },
    /// Above 2^63-1.
    TooLarge,
}

/// Reads digits with an optional sign and fraction, which is cut; nothing where the text is no such number.
pub(super) fn read(text: &str) -> Option<Epoch> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    if !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    if unsigned.len() != text.len() || whole.bytes().all(|b| b == b'0') {
        return Some(Epoch::NotPositive);
    }
    Some(whole.parse().ok().and_then(instant).unwrap_or(Epoch::TooLarge))
}

fn instant(count: i64) -> Option<Epoch> {
    let seconds = count <= LAST_SECOND;
    let millis = if seconds {
        count * 1000
    } else if count / 1000 <= LAST_SECOND {
        count
    } else if count / 1_000_000 <= LAST_SECOND {
        count / 1000
    } else {
        count / 1_000_000
    };
    Timestamp::from_millis(millis).map(|at| Epoch::At { at, seconds })
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
