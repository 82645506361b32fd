use std::ops::Range;

use latchkey_core::time::{End, EndFormat, Timestamp, Validity};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// 1971-01-01T00:00:00Z. Earlier ends count as unknown.
const MIN_END_MS: i64 = 31_536_000_000;
/// The last second of 9999.
const MAX_EPOCH_SECONDS: i128 = 253_402_300_799;
/// 1601 to 1970, in milliseconds.
const FILETIME_EPOCH_MS: i128 = 11_644_473_600_000;
/// The FILETIMEs that are read as such, in milliseconds since 1970: 1971 to 2199.
const PLAUSIBLE_FILETIME_MS: Range<i128> = 31_536_000_000..7_258_118_400_000;
/// The end of 9999 as .NET ticks and as a FILETIME.
const LAST_TICKS: [i128; 2] = [3_155_378_976_000_000_000, 2_650_467_744_000_000_000];
/// Seconds that stand for "never".
const NEVER_SECONDS: [i64; 3] = [9_223_372_036, 9_007_199_254, 8_640_000_000];
/// Fifty leap years.
const FIFTY_YEARS_MS: i64 = 50 * 366 * 86_400_000;

/// Parses the input as the end of a code, in both documented forms, and as an HTTP date.
///
/// No date-time without offset is an instant, counts have the documented units, RFC 3339 means what another
/// parser says, and every instant is within its range.
pub fn timestamp(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for now in nows() {
        if let Some(at) = Timestamp::from_http_date(text, now) {
            check_http_date(text, at, now);
        }
    }
    let (end, is_lenient) = End::parse(text, EndFormat::DateTime);
    let (counted, _) = End::parse(text, EndFormat::EpochSeconds);
    check_validity(end);
    check_validity(counted);
    assert!(is_lenient || matches!(end, End::At(_)), "parsed as documented, but not an instant");
    let plain = text.trim();
    assert_eq!(End::parse(plain, EndFormat::DateTime).0, end, "white space around it changes the result");
    if let Some(count) = parse_count(plain) {
        let expected = expected_end(count);
        let none = if count <= 0 { End::NotStated } else { End::Unknown };
        assert_eq!(end, expected.unwrap_or(End::Unknown), "{plain}");
        assert_eq!(counted, expected.unwrap_or(none), "{plain}");
    } else if has_exponent(plain) {
        assert!(end == counted || (end, counted) == (End::Unknown, End::NotStated), "{plain}");
    } else {
        assert_eq!(end, counted, "another text depends on the documented form");
        check_date_time(plain, end);
    }
}

/// Returns instants to use as the current time.
pub(crate) fn nows() -> impl Iterator<Item = Timestamp> {
    [0, 1_718_274_780_000, 253_402_300_799_999].into_iter().filter_map(Timestamp::from_millis)
}

/// Checks that a code is valid only while the time left exceeds the error of the clock.
pub(crate) fn check_validity(end: End) {
    let End::At(at) = end else {
        let expected = if end == End::NotStated { Validity::NoEnd } else { Validity::UnknownEnd };
        return nows().for_each(|now| assert_eq!(end.validity(now, 0), expected));
    };
    assert!((MIN_END_MS..=Timestamp::LAST.millis()).contains(&at.millis()), "out of range");
    for error_ms in [0, 1, 1_500] {
        for (left_ms, is_valid) in [(error_ms + 1, true), (error_ms, false), (0, false), (-1, false)] {
            if let Some(now) = at.checked_add_millis(-left_ms) {
                let validity = end.validity(now, error_ms);
                assert_eq!(validity == (Validity::Valid { left_ms }), is_valid, "{validity:?}");
                assert_eq!(matches!(validity, Validity::Expired { .. }), !is_valid, "{validity:?}");
            }
        }
    }
}

/// Checks the century of a two-digit year, and that the text has a time of day in GMT.
fn check_http_date(text: &str, at: Timestamp, now: Timestamp) {
    assert!((0..=Timestamp::LAST.millis()).contains(&at.millis()));
    let has_two_digit_year = text.contains('-');
    assert!(!has_two_digit_year || at.millis_since(now) <= FIFTY_YEARS_MS, "a year too far in the future");
    assert!(text.contains("GMT") || !text.contains(','), "an invented time zone");
    assert!(text.matches(':').count() == 2);
}

/// Parses the whole part of a number, where `i128::MAX` stands for more than 30 digits. Returns `None` for
/// any other text.
fn parse_count(text: &str) -> Option<i128> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !is_number(digits) || !is_number(fraction) {
        return None;
    }
    let size = digits.trim_start_matches('0');
    let size = if size.len() > 30 { i128::MAX } else { size.parse().unwrap_or(0) };
    Some(if whole.starts_with('-') { -size } else { size })
}

/// Returns whether a text is a number with an exponent.
fn has_exponent(text: &str) -> bool {
    let has_only = |text: &str, others: &str| {
        text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || others.contains(c))
    };
    text.split_once(['e', 'E']).is_some_and(|(number, exponent)| {
        has_only(number, "-.") && has_only(exponent.trim_start_matches('+'), "-")
    })
}

/// Returns the end that a count means, or `None` for zero and less.
fn expected_end(count: i128) -> Option<End> {
    let digits = count.to_string();
    let is_calendar_date = ["19", "20", "21"].iter().any(|start| digits.starts_with(start));
    let year_9999 = 253_370_764_800..=MAX_EPOCH_SECONDS;
    let millis = match (count, digits.len()) {
        (..=0, _) => return None,
        (_, 12 | 14 | 17) if is_calendar_date => return Some(End::Unknown),
        (_, 21..) => return Some(End::Unknown),
        _ if count >= i128::from(i64::MAX) => return Some(End::NotStated),
        _ if count <= MAX_EPOCH_SECONDS => count * 1000,
        _ if count <= MAX_EPOCH_SECONDS * 1000 + 999 => count,
        (_, ..=17) => count / 1000,
        (_, 18) if year_9999.contains(&(count / 1_000_000)) => return Some(End::NotStated),
        (_, 18) => match count / 10_000 - FILETIME_EPOCH_MS {
            millis if PLAUSIBLE_FILETIME_MS.contains(&millis) => millis,
            _ => return Some(End::Unknown),
        },
        _ if LAST_TICKS.iter().any(|last| (last - 10_000_000..=*last).contains(&count)) => {
            return Some(End::NotStated);
        }
        _ => count / 1_000_000,
    };
    let at = Timestamp::from_millis(i64::try_from(millis).ok()?)?;
    Some(match at.millis() {
        ..MIN_END_MS => End::Unknown,
        253_370_764_800_000.. => End::NotStated,
        millis if NEVER_SECONDS.contains(&(millis / 1000)) => End::NotStated,
        _ => End::At(at),
    })
}

fn check_date_time(text: &str, end: End) {
    let is_http_date = text.ends_with("GMT") && text.contains(',') && !text.contains('-');
    let date_time = text.split('[').next().unwrap_or_default();
    let local = without_offset(date_time);
    if let End::At(_) = end {
        assert!(is_http_date || local != date_time, "an instant without an offset: {text}");
    }
    for format in [EndFormat::DateTime, EndFormat::EpochSeconds] {
        let is_instant = matches!(End::parse(local, format).0, End::At(_));
        assert!(!is_instant || parse_count(local.trim()).is_some() || has_exponent(local.trim()), "{local}");
    }
    // The other parser accepts more separators than RFC 3339.
    let separator = text.as_bytes().get(10);
    if let Ok(theirs) = OffsetDateTime::parse(text, &Rfc3339)
        && separator.is_some_and(|b| b"Tt ".contains(b))
    {
        let millis = theirs.unix_timestamp_nanos().div_euclid(1_000_000);
        let at = i64::try_from(millis).ok().and_then(Timestamp::from_millis);
        let is_never = text.starts_with("9999")
            || at.is_some_and(|at| {
                at.millis() >= 253_370_764_800_000 || NEVER_SECONDS.contains(&(at.millis() / 1000))
            });
        let expected = at.filter(|at| at.millis() >= MIN_END_MS).map_or(End::Unknown, End::At);
        assert_eq!(end, if is_never { End::NotStated } else { expected }, "{text}");
    }
}

/// Returns a date-time without everything after its time of day: an offset, and the name of a zone.
fn without_offset(date_time: &str) -> &str {
    // Letters and signs inside the date and the separator are before this.
    let start = date_time.char_indices().nth(16).map_or(date_time.len(), |(start, _)| start);
    let (date, rest) = date_time.split_at(start);
    let end = rest.find(|c: char| !c.is_ascii_digit() && !":.,".contains(c)).unwrap_or(rest.len());
    date_time.get(..date.len() + end).unwrap_or_default()
}
