use latchkey_core::time::{Documented, End, Timestamp, Validity};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// 1971-01-01T00:00:00Z: an end before it is a zero in disguise.
const AFTER_1970: i64 = 31_536_000_000;
/// The last second of 9999.
const LAST_SECOND: i128 = 253_402_300_799;
/// Fifty years and some days.
const FIFTY_YEARS: i64 = 50 * 366 * 86_400_000;

/// Any text as the end of a code, in both documented shapes, and as an HTTP date.
///
/// No date-time without an offset is an instant, counts mean what the table says, RFC 3339 means what another
/// reader says, and nothing is outside its years.
pub fn timestamp(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for now in nows() {
        if let Some(at) = Timestamp::from_http_date(text, now) {
            check_http_date(text, at, now);
        }
    }
    let (end, bent) = End::read_text(text, Documented::DateTime);
    let (counted, _) = End::read_text(text, Documented::EpochSeconds);
    check_validity(end);
    check_validity(counted);
    assert!(bent || matches!(end, End::At(_)), "read as documented, and is no instant");
    let plain = text.trim();
    assert_eq!(End::read_text(plain, Documented::DateTime).0, end, "blanks around it count");
    assert_eq!(plain.is_empty(), end == End::NotStated, "a date-time that is there means an end");

    if let Some(count) = count(plain) {
        let expected = meaning(count);
        let none = if count <= 0 { End::NotStated } else { End::Unknown };
        assert_eq!(end, expected.unwrap_or(End::Unknown), "{plain}");
        assert_eq!(counted, expected.unwrap_or(none), "{plain}");
    } else {
        assert_eq!(end, counted, "what is no count does not depend on the shape documented");
        check_date_time(plain, end);
    }
}

/// Instants from which something may be looked at.
pub(crate) fn nows() -> impl Iterator<Item = Timestamp> {
    [0, 1_718_274_780_000, 253_402_300_799_999].into_iter().filter_map(Timestamp::from_millis)
}

/// Valid before the end by more than what is in doubt, and never again.
pub(crate) fn check_validity(end: End) {
    let End::At(at) = end else {
        let expected = if end == End::NotStated { Validity::NoEnd } else { Validity::UnknownEnd };
        return nows().for_each(|now| assert_eq!(end.validity(now, 0), expected));
    };
    assert!((AFTER_1970..=Timestamp::LAST.millis()).contains(&at.millis()), "outside its years");
    for bound in [0, 1, 1_500] {
        for (away, valid) in [(bound + 1, true), (bound, false), (0, false), (-1, false)] {
            if let Some(now) = at.checked_add_millis(-away) {
                let validity = end.validity(now, bound);
                assert_eq!(validity == (Validity::Valid { left_ms: away }), valid, "{validity:?}");
                assert_eq!(matches!(validity, Validity::Expired { .. }), !valid, "{validity:?}");
            }
        }
    }
}

/// What the two-digit years mean, and that there is a time of day in GMT or the form that implies it.
fn check_http_date(text: &str, at: Timestamp, now: Timestamp) {
    assert!((0..=Timestamp::LAST.millis()).contains(&at.millis()));
    let two_digits = text.contains('-');
    assert!(!two_digits || at.millis_since(now) <= FIFTY_YEARS, "a year too far ahead");
    assert!(text.contains("GMT") || !text.contains(','), "a zone out of nothing");
    assert!(text.matches(':').count() == 2);
}

/// The whole part of a number, cut to what is surely beyond all units; nothing where the text is no number.
fn count(text: &str) -> Option<i128> {
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

/// The instant of a count; nothing where the count is no instant.
fn meaning(count: i128) -> Option<End> {
    let millis = match count {
        ..=0 => return None,
        _ if count <= LAST_SECOND => count * 1000,
        _ if count <= LAST_SECOND * 1000 + 999 => count,
        _ if count <= LAST_SECOND * 1_000_000 + 999_999 => count / 1000,
        _ if count <= i128::from(i64::MAX) => count / 1_000_000,
        _ => return Some(End::Unknown),
    };
    let at = Timestamp::from_millis(i64::try_from(millis).ok()?)?;
    Some(if at.millis() < AFTER_1970 { End::Unknown } else { End::At(at) })
}

fn check_date_time(text: &str, end: End) {
    // The offset stands behind the date, the separator and at least hours and minutes.
    let bare = text.split('[').next().unwrap_or_default();
    let sign = bare.get(16..).and_then(|rest| rest.find(['Z', 'z', '+', '-'])).map(|at| at + 16);
    if let End::At(_) = end {
        assert!(sign.is_some(), "an instant without an offset: {text}");
    }
    if let Some(local) = sign.and_then(|sign| bare.get(..sign)) {
        for documented in [Documented::DateTime, Documented::EpochSeconds] {
            let (cut, _) = End::read_text(local, documented);
            assert!(!matches!(cut, End::At(_)) || count(local.trim()).is_some(), "{local}");
        }
    }
    // Another reader, of RFC 3339 alone. It takes other separators than the standard names.
    let separator = text.as_bytes().get(10);
    if let Ok(theirs) = OffsetDateTime::parse(text, &Rfc3339)
        && separator.is_some_and(|b| b"Tt ".contains(b))
    {
        let millis = theirs.unix_timestamp_nanos().div_euclid(1_000_000);
        let at = i64::try_from(millis).ok().and_then(Timestamp::from_millis);
        let expected = at.filter(|at| at.millis() >= AFTER_1970).map_or(End::Unknown, End::At);
        assert_eq!(end, expected, "{text}");
    }
}
