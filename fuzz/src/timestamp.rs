use latchkey_core::time::{End, EndFormat, Timestamp, Validity};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// 1971-01-01T00:00:00Z. Earlier ends count as unknown.
const MIN_END_MS: i64 = 31_536_000_000;
/// The last second of 9999.
const MAX_EPOCH_SECONDS: i128 = 253_402_300_799;
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
    assert_eq!(plain.is_empty(), end == End::NotStated, "a text means no end");

    if let Some(count) = parse_count(plain) {
        let expected = expected_end(count);
        let none = if count <= 0 { End::NotStated } else { End::Unknown };
        assert_eq!(end, expected.unwrap_or(End::Unknown), "{plain}");
        assert_eq!(counted, expected.unwrap_or(none), "{plain}");
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

/// Returns the end that a count means, or `None` for zero and less.
fn expected_end(count: i128) -> Option<End> {
    let millis = match count {
        ..=0 => return None,
        _ if count <= MAX_EPOCH_SECONDS => count * 1000,
        _ if count <= MAX_EPOCH_SECONDS * 1000 + 999 => count,
        _ if count <= MAX_EPOCH_SECONDS * 1_000_000 + 999_999 => count / 1000,
        _ if count <= i128::from(i64::MAX) => count / 1_000_000,
        _ => return Some(End::Unknown),
    };
    let at = Timestamp::from_millis(i64::try_from(millis).ok()?)?;
    Some(if at.millis() < MIN_END_MS { End::Unknown } else { End::At(at) })
}

fn check_date_time(text: &str, end: End) {
    // The offset follows the date, the separator, hours and minutes.
    let without_zone = text.split('[').next().unwrap_or_default();
    let sign = without_zone.get(16..).and_then(|rest| rest.find(['Z', 'z', '+', '-'])).map(|at| at + 16);
    if let End::At(_) = end {
        assert!(sign.is_some(), "an instant without an offset: {text}");
    }
    if let Some(local) = sign.and_then(|sign| without_zone.get(..sign)) {
        for format in [EndFormat::DateTime, EndFormat::EpochSeconds] {
            let (without_offset, _) = End::parse(local, format);
            assert!(!matches!(without_offset, End::At(_)) || parse_count(local.trim()).is_some(), "{local}");
        }
    }
    // The other parser accepts more separators than RFC 3339.
    let separator = text.as_bytes().get(10);
    if let Ok(theirs) = OffsetDateTime::parse(text, &Rfc3339)
        && separator.is_some_and(|b| b"Tt ".contains(b))
    {
        let millis = theirs.unix_timestamp_nanos().div_euclid(1_000_000);
        let at = i64::try_from(millis).ok().and_then(Timestamp::from_millis);
        let expected = at.filter(|at| at.millis() >= MIN_END_MS).map_or(End::Unknown, End::At);
        assert_eq!(end, expected, "{text}");
    }
}
