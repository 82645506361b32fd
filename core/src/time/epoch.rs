//! Parses instants written as a count since 1970 (R-K5, R-A2).

use std::ops::Range;

use super::Timestamp;

/// The last second of 9999. A larger count is in a smaller unit: this one, as milliseconds, would be in 1978.
const MAX_EPOCH_SECONDS: i64 = 253_402_300_799;
/// 1601-01-01, where a Windows FILETIME begins, in seconds before 1970.
const FILETIME_EPOCH_SECONDS: i64 = 11_644_473_600;
/// 0001-01-01, where the ticks of a .NET `DateTime` begin, in seconds before 1970.
const TICKS_EPOCH_SECONDS: i64 = 62_135_596_800;
/// FILETIMEs and ticks in a second.
const TICKS_PER_SECOND: i64 = 10_000_000;
/// The FILETIMEs from 1971 to 2199. As microseconds they would be after 5659, as nanoseconds before 1976.
const PLAUSIBLE_FILETIMES: Range<i64> = 116_760_096_000_000_000..189_025_920_000_000_000;
/// The first second of 9999.
const MIN_SECONDS_OF_9999: i64 = 253_370_764_800;
const MIN_18_DIGITS: i64 = 100_000_000_000_000_000;
const MIN_19_DIGITS: i64 = 1_000_000_000_000_000_000;
/// The most digits of a count. The largest numbers of 64 bits have 19 and 20.
const MAX_DIGITS: usize = 20;

/// The meaning of a count.
pub(super) enum Epoch {
    /// Zero or less, which often stands for "none".
    NotPositive,
    /// An instant, and whether the count is in seconds.
    At { at: Timestamp, is_seconds: bool },
    /// The largest value of a type, which stands for "never".
    Never,
    /// A count with no certain meaning.
    Unclear,
}

/// Parses a decimal number such as `1718274780`, `-1`, `1718274780.25` or `1.71827478E9`. A fraction of a
/// second is cut off. Returns `None` for any other text.
pub(super) fn parse(text: &str) -> Option<Epoch> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    if unsigned.len() != text.len() {
        return Some(Epoch::NotPositive);
    }
    let digits = shift_point(whole, fraction, exponent);
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return Some(Epoch::NotPositive);
    }
    if digits.len() > MAX_DIGITS || is_calendar_date(digits) {
        return Some(Epoch::Unclear);
    }
    Some(digits.parse().map_or(Epoch::Never, from_count))
}

/// Converts a count whose unit is the largest in which it is before the year 10000, except for counts of 18
/// digits. As microseconds or nanoseconds these would be after 5137 or before 2002. A plausible one is a
/// FILETIME, or the ticks of a .NET `DateTime`, which may be local time and so have no certain meaning.
fn from_count(count: i64) -> Epoch {
    let is_seconds = count <= MAX_EPOCH_SECONDS;
    let millis = if is_seconds {
        count * 1000
    } else if count / 1000 <= MAX_EPOCH_SECONDS {
        count
    } else if count < MIN_18_DIGITS || is_in_9999(count / 1_000_000) {
        count / 1000
    } else if PLAUSIBLE_FILETIMES.contains(&count) {
        count / (TICKS_PER_SECOND / 1000) - FILETIME_EPOCH_SECONDS * 1000
    } else if count < MIN_19_DIGITS {
        return Epoch::Unclear;
    } else if count == i64::MAX || is_last_of_9999(count) {
        return Epoch::Never;
    } else {
        count / 1_000_000
    };
    Timestamp::from_millis(millis).map_or(Epoch::Unclear, |at| Epoch::At { at, is_seconds })
}

/// Returns whether a count of seconds is in 9999.
fn is_in_9999(seconds: i64) -> bool {
    (MIN_SECONDS_OF_9999..=MAX_EPOCH_SECONDS).contains(&seconds)
}

/// Returns whether a FILETIME or a count of ticks is the largest date of .NET, `DateTime.MaxValue`.
/// Floating-point numbers round it up to the year 10000.
fn is_last_of_9999(count: i64) -> bool {
    [FILETIME_EPOCH_SECONDS, TICKS_EPOCH_SECONDS].iter().any(|epoch_seconds| {
        let last = (MAX_EPOCH_SECONDS + epoch_seconds) * TICKS_PER_SECOND;
        (last..=last + TICKS_PER_SECOND).contains(&count)
    })
}

/// Returns whether the digits are a date and time of 1900 to 2199 without separators, such as
/// `20301201200000`: to the minute, second or millisecond. It has no offset. As a count it would be after
/// 2570 in each plausible unit.
fn is_calendar_date(digits: &str) -> bool {
    matches!(digits.len(), 12 | 14 | 17) && ["19", "20", "21"].iter().any(|start| digits.starts_with(start))
}

/// Parses up to three digits with an optional sign.
fn parse_exponent(text: &str) -> Option<isize> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    (is_digits(digits) && digits.len() <= 3).then(|| text.parse().ok()).flatten()
}

/// Returns the digits before the decimal point when it is moved to the right by `exponent` places.
fn shift_point(whole: &str, fraction: &str, exponent: isize) -> String {
    let mut digits = [whole, fraction].concat();
    let length = whole.len().saturating_add_signed(exponent);
    digits.truncate(length);
    while digits.len() < length {
        digits.push('0');
    }
    digits
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
