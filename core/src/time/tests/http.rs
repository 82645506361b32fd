use ::time::OffsetDateTime;

use super::*;

#[test]
fn http_dates_are_parsed_in_all_three_forms() {
    let example = Some(at(784_111_777_000));
    for text in [
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun Nov 06 08:49:37 1994",
        " Mon, 06 Nov 1994 08:49:37 GMT ",
    ] {
        assert_eq!(Timestamp::from_http_date(text, at(EXAMPLE)), example, "{text:?}");
    }
    assert_eq!(
        Timestamp::from_http_date("Sat, 31 Dec 2016 23:59:60 GMT", at(0)).map(Timestamp::millis),
        Some(1_483_228_799_999)
    );
    for text in [
        "",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun 06 Nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 06 Nov 1994 08:49:37:00 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1969 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT",
        "Sun Nov  6 08:49:37 94",
        "1994-11-06T08:49:37Z",
        "784111777",
    ] {
        assert_eq!(Timestamp::from_http_date(text, at(EXAMPLE)), None, "{text:?}");
    }
}

#[test]
fn a_two_digit_year_is_at_most_fifty_years_ahead() {
    let year = |text: &str, now: &str| {
        let now = Timestamp::from_http_date(now, at(0)).expect("a date");
        let at = Timestamp::from_http_date(text, now).expect("a date");
        OffsetDateTime::from_unix_timestamp(at.millis() / 1000).expect("in range").year()
    };
    let now = "Sat, 21 Nov 2026 12:00:00 GMT";
    for (text, now, expected) in [
        ("Saturday, 21-Nov-26 12:00:30 GMT", now, 2026),
        ("Friday, 31-Dec-99 23:59:59 GMT", now, 1999),
        ("Saturday, 01-Jan-00 00:00:00 GMT", now, 2000),
        ("Wednesday, 01-Jan-75 00:00:00 GMT", now, 2075),
        ("Friday, 20-Nov-76 00:00:00 GMT", now, 2076),
        ("Friday, 31-Dec-76 00:00:00 GMT", now, 1976),
        ("Friday, 01-Jan-05 00:00:00 GMT", "Fri, 01 Dec 2090 00:00:00 GMT", 2105),
    ] {
        assert_eq!(year(text, now), expected, "{text} at {now}");
    }
}

#[test]
fn r_a11_retry_after_is_counted_from_the_servers_own_clock() {
    let date = at(784_111_777_000);
    for (text, millis) in [
        ("1", Some(1_000)),
        (" 17 ", Some(17_000)),
        ("0", Some(1_000)),
        ("600", Some(600_000)),
        ("86400", Some(600_000)),
        ("99999999999999999999999999999", Some(600_000)),
        ("Sun, 06 Nov 1994 08:50:07 GMT", Some(30_000)),
        ("Sunday, 06-Nov-94 08:50:07 GMT", Some(30_000)),
        ("Sun Nov  6 08:50:07 1994", Some(30_000)),
        ("Sun, 06 Nov 1994 08:00:00 GMT", Some(1_000)),
        ("Mon, 06 Nov 1995 08:49:37 GMT", Some(600_000)),
        ("", None),
        ("-5", None),
        ("+5", None),
        ("1.5", None),
        ("abc", None),
        ("5, 10", None),
        ("Sun, 06 Nov 1994", None),
    ] {
        // On a device whose clock is five hours slow, right, or five hours fast.
        for now in [date.millis() - 18_000_000, date.millis(), date.millis() + 18_000_000] {
            assert_eq!(retry_after(text, Some(date), at(now)).map(Wait::millis), millis, "{text:?}");
        }
        assert_eq!(retry_after(text, None, date).map(Wait::millis), millis, "{text:?} without Date");
    }
}
