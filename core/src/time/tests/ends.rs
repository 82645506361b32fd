use super::*;

#[test]
fn a_timestamp_is_within_1970_to_9999() {
    assert_eq!(Timestamp::from_millis(-1), None);
    assert_eq!(Timestamp::from_millis(0).map(Timestamp::millis), Some(0));
    assert_eq!(Timestamp::from_millis(LAST).map(Timestamp::millis), Some(LAST));
    assert_eq!(Timestamp::from_millis(LAST + 1), None);
    assert_eq!(at(LAST).checked_add_millis(1), None);
    assert_eq!(at(LAST).checked_add_millis(i64::MAX), None);
    assert_eq!(at(5).checked_add_millis(-5), Some(at(0)));
    assert_eq!(at(3).millis_since(at(10)), -7);
}

#[test]
fn r_a2_every_shape_of_a_date_time() {
    for (text, millis, is_lenient) in [
        ("2024-06-13T10:33:00Z", EXAMPLE, false),
        ("2024-06-13T12:33:00+02:00", EXAMPLE, false),
        ("2024-06-13T05:03:00-05:30", EXAMPLE, false),
        ("2023-12-03T10:15:30+01:00", 1_701_594_930_000, false),
        ("2025-01-07T16:25:09.416924Z", 1_736_267_109_416, false),
        ("2024-06-13T10:33:00.5Z", EXAMPLE + 500, false),
        ("2024-06-13T10:33:00.25Z", EXAMPLE + 250, false),
        ("2024-06-13T10:33:00.123456789Z", EXAMPLE + 123, false),
        ("2024-06-13T10:33:00.999999999999999999999999Z", EXAMPLE + 999, true),
        ("2022-06-22T08:00:00.000+02:00[Europe/Berlin]", 1_655_877_600_000, true),
        ("2024-06-13T10:33:00Z[UTC]", EXAMPLE, true),
        ("2024-06-13T10:33:00Z[UTC][u-ca=iso8601]", EXAMPLE, true),
        ("2024-06-13T10:33Z", EXAMPLE, true),
        ("2024-06-13T12:33+02:00", EXAMPLE, true),
        ("2024-06-13T12:33:00+0200", EXAMPLE, true),
        ("2024-06-13T10:33:28+00:00:28", EXAMPLE, true),
        ("2024-06-13T10:33:00-00:00", EXAMPLE, true),
        ("2024-06-13t10:33:00z", EXAMPLE, true),
        ("2024-06-13 10:33:00Z", EXAMPLE, true),
        (" 2024-06-13T10:33:00Z\n", EXAMPLE, true),
        ("2016-12-31T23:59:60Z", 1_483_228_799_999, true),
        ("2024-06-13T10:32:60.7Z", EXAMPLE - 1, true),
        ("2024-02-29T00:00:00Z", 1_709_164_800_000, false),
        ("9999-12-31T23:59:59Z", LAST - 999, false),
        ("1971-01-01T00:00:00Z", 31_536_000_000, false),
        // A count is not documented for access codes, but unambiguous.
        ("1718274780", EXAMPLE, true),
        ("1718274780.9", EXAMPLE, true),
        ("1718274780123", EXAMPLE + 123, true),
    ] {
        assert_eq!(End::parse(text, EndFormat::DateTime), (End::At(at(millis)), is_lenient), "{text:?}");
    }
}

#[test]
fn r_a2_what_cannot_be_read_with_certainty_is_unknown() {
    for text in [
        "2025-09-21T00:00:00",
        "2025-09-21T00:00",
        "2025-09-21T00:00:00[Europe/Berlin]",
        "2025-09-21",
        "2025-09-21T00:00:00Z[",
        "2025-09-21T00:00:00.Z",
        "2025-09-21T00:00:00Zjunk",
        "2025-09-21T00:00:00z ]",
        "2025-09-21T00:00:00+2:00",
        "2025-09-21T00:00:00+02:00:",
        "2025-09-21T00:00:00+24:00",
        "2025-09-21T00:00:00+01:60",
        "2025-09-21T24:00:00Z",
        "2025-09-21T00:60:00Z",
        "2025-09-21T00:00:61Z",
        "2025-02-29T00:00:00Z",
        "2025-00-10T00:00:00Z",
        "2025-13-10T00:00:00Z",
        "10000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-00:01",
        "1970-06-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "0001-01-01T00:00:00Z",
        "20250921T000000Z",
        "20250921",
        "Sun, 21 Sep 2025 00:00:00 GMT",
        "soon",
        "２０２５-09-21T00:00:00Z",
        "0",
        "-1",
        "1e9",
        "+5",
    ] {
        assert_eq!(End::parse(text, EndFormat::DateTime), (End::Unknown, true), "{text:?}");
    }
}

#[test]
fn r_a1_a_blank_text_is_no_end() {
    for text in ["", " ", "\t\n"] {
        assert_eq!(End::parse(text, EndFormat::DateTime), (End::NotStated, true), "{text:?}");
    }
}

#[test]
fn r_k5_every_form_of_a_count() {
    for (text, end, is_lenient) in [
        ("1586901570", End::At(at(1_586_901_570_000)), false),
        ("0001586901570", End::At(at(1_586_901_570_000)), false),
        ("31536000", End::At(at(31_536_000_000)), false),
        ("253402300799", End::At(at(LAST - 999)), false),
        (" 1586901570 ", End::At(at(1_586_901_570_000)), true),
        ("1586901570.999", End::At(at(1_586_901_570_000)), true),
        ("253402300800", End::At(at(253_402_300_800)), true),
        ("1586901570123", End::At(at(1_586_901_570_123)), true),
        ("253402300799999", End::At(at(LAST)), true),
        ("1586901570123456", End::At(at(1_586_901_570_123)), true),
        ("253402300799999999", End::At(at(LAST)), true),
        ("1586901570123456789", End::At(at(1_586_901_570_123)), true),
        ("9223372036854775807", End::At(at(9_223_372_036_854)), true),
        ("9223372036854775808", End::Unknown, true),
        ("99999999999999999999999999", End::Unknown, true),
        ("31535999", End::Unknown, true),
        ("1", End::Unknown, true),
        ("", End::NotStated, true),
        ("  ", End::NotStated, true),
        ("0", End::NotStated, true),
        ("000", End::NotStated, true),
        ("-0", End::NotStated, true),
        ("0.9", End::NotStated, true),
        ("-1", End::NotStated, true),
        ("-99999999999999999999999999", End::NotStated, true),
        ("2024-06-13T10:33:00Z", End::At(at(EXAMPLE)), true),
        ("2024-06-13T10:33:00", End::Unknown, true),
        ("1.5e9", End::Unknown, true),
        ("1586901570.", End::Unknown, true),
        (".5", End::Unknown, true),
        ("--1", End::Unknown, true),
        ("+1586901570", End::Unknown, true),
        ("never", End::Unknown, true),
    ] {
        assert_eq!(End::parse(text, EndFormat::EpochSeconds), (end, is_lenient), "{text:?}");
    }
}

#[test]
fn a_code_is_valid_only_while_now_and_error_are_before_the_end() {
    let end = End::At(at(EXAMPLE));
    for (now, error_ms, validity) in [
        (EXAMPLE - 30_000, 0, Validity::Valid { left_ms: 30_000 }),
        (EXAMPLE - 30_000, 700, Validity::Valid { left_ms: 30_000 }),
        (EXAMPLE - 701, 700, Validity::Valid { left_ms: 701 }),
        (EXAMPLE - 700, 700, Validity::Expired { since_ms: 0 }),
        (EXAMPLE - 1, 0, Validity::Valid { left_ms: 1 }),
        (EXAMPLE, 0, Validity::Expired { since_ms: 0 }),
        (EXAMPLE + 5, 0, Validity::Expired { since_ms: 5 }),
        (EXAMPLE + 5, -60_000, Validity::Expired { since_ms: 5 }),
        (EXAMPLE - 5, i64::MAX, Validity::Expired { since_ms: 0 }),
    ] {
        assert_eq!(end.validity(at(now), error_ms), validity, "{now} {error_ms}");
    }
    assert_eq!(End::At(at(LAST)).validity(at(0), 0), Validity::Valid { left_ms: LAST });
    assert_eq!(End::NotStated.validity(at(EXAMPLE), 0), Validity::NoEnd);
    assert_eq!(End::Unknown.validity(at(EXAMPLE), 0), Validity::UnknownEnd);
}
