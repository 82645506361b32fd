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
        ("1971-01-01T00:00:00Z", 31_536_000_000, false),
        // A count is not documented for access codes, but unambiguous.
        ("1718274780", EXAMPLE, true),
        ("1718274780.9", EXAMPLE, true),
        ("1718274780123", EXAMPLE + 123, true),
    ] {
        assert_eq!(End::parse(text, EndFormat::DateTime), (End::At(at(millis)), is_lenient), "{text:?}");
    }
}

/// 2030-12-01T20:00:00Z.
const DECEMBER: i64 = 1_922_385_600_000;

#[test]
fn r_a2_every_spelling_of_an_explicit_offset_is_an_instant() {
    for (text, millis) in [
        // PostgreSQL leaves out the minutes of an offset.
        ("2030-12-01T20:00:00+00", DECEMBER),
        ("2030-12-01 20:00:00+00", DECEMBER),
        ("2030-12-01 20:00:00+02", DECEMBER - 7_200_000),
        ("2030-12-01 20:00:00-08", DECEMBER + 28_800_000),
        ("2030-12-01 20:00:00.123904+00", DECEMBER + 123),
        ("2030-12-01 20:00:00.123904 +00:00", DECEMBER + 123),
        ("2030-12-01T20:00+02", DECEMBER - 7_200_000),
        ("2030-12-01 20:00:00 +0200", DECEMBER - 7_200_000),
        ("2030-12-01 20:00:00 Z", DECEMBER),
        ("2030-12-01 20:00:00 z", DECEMBER),
        ("2030-12-01 20:00:00 UTC", DECEMBER),
        ("2030-12-01 20:00:00UTC", DECEMBER),
        ("2030-12-01T20:00:00 gmt", DECEMBER),
        ("2030-12-01T20:00:00GMT+02:00", DECEMBER - 7_200_000),
        ("2030-12-01T20:00:00 UTC-0530", DECEMBER + 19_800_000),
        // Go's `String` adds the name of the zone.
        ("2030-12-01 20:00:00 +0000 UTC", DECEMBER),
        ("2030-12-01 20:00:00.5 +0200 CEST", DECEMBER - 7_200_000 + 500),
        ("2030-12-01T20:00:00.0000000+00:00[UTC]", DECEMBER),
        ("2030-12-01T20:00:00,25Z", DECEMBER + 250),
        ("Sun, 01 Dec 2030 20:00:00 GMT", DECEMBER),
    ] {
        for format in [EndFormat::DateTime, EndFormat::EpochSeconds] {
            assert_eq!(End::parse(text, format), (End::At(at(millis)), true), "{text:?}");
        }
    }
}

#[test]
fn r_a1_and_r_k5_an_end_that_stands_for_never_is_no_end() {
    for text in [
        "9999-12-31T23:59:59Z",
        "9999-12-31T23:59:59.999999999Z",
        "9999-01-01T00:00:00+02:00",
        "9998-12-31T23:30:00-00:30",
        "9999-12-31T23:59:59-00:01",
        "9999-12-31 23:59:59.9999999 +00:00",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        // `DateTime.MaxValue` of .NET and Python have no offset. It does not matter.
        "9999-12-31T23:59:59.9999999",
        "9999-12-31T23:59:59.999999",
        "9999-12-31T23:59:59",
        "9999-12-31 23:59",
        "9999-12-31T00:00:00",
        "9999-12-31",
        "9999-12-31T23:59:59[Europe/Berlin]",
        // The latest dates of Java, JavaScript, and of Go and pandas.
        "10000-01-01T00:00:00Z",
        "+292278994-08-17T07:12:55.807Z",
        "292278994-08-17T07:12:55.807+0000",
        "+999999999-12-31T23:59:59.999999999",
        "+1000000000-12-31T23:59:59.999999999Z",
        "+275760-09-13T00:00:00.000Z",
        "2262-04-11T23:47:16.854775807Z",
        "infinity",
        " Infinity\n",
        "253402300799",
        "253402300799.999",
        "253402300799999",
        "253402300799999999",
        "253402214400",
        "253370764800",
        // 2^63 - 1 in each unit, and as floating-point numbers write it.
        "9223372036",
        "9223372036854",
        "9223372036854775",
        "9223372036854775807",
        "9223372036854775807.0",
        "9223372036854776000",
        "9.223372036854776E18",
        "9.2233720368547758e+18",
        "18446744073709551615",
        "1.8446744073709552e19",
        "9007199254740991",
        "8640000000000000",
        // `DateTime.MaxValue` as ticks and as a FILETIME.
        "3155378975999999999",
        "3155378976000000000",
        "2650467743999999999",
    ] {
        for format in [EndFormat::DateTime, EndFormat::EpochSeconds] {
            assert_eq!(End::parse(text, format), (End::NotStated, true), "{text:?}");
        }
    }
}

#[test]
fn r_a2_and_r_k5_an_end_far_ahead_that_does_not_stand_for_never_is_believed() {
    for (text, millis) in [
        ("2147483647", 2_147_483_647_000),
        ("4294967295", 4_294_967_295_000),
        ("4102444800", 4_102_444_800_000),
        ("9999999999", 9_999_999_999_000),
        ("32503680000", 32_503_680_000_000),
        ("9998-12-31T23:59:59Z", 253_370_764_799_000),
        ("2262-04-11T23:47:17Z", 9_223_372_037_000),
    ] {
        for format in [EndFormat::DateTime, EndFormat::EpochSeconds] {
            assert_eq!(End::parse(text, format).0, End::At(at(millis)), "{text:?}");
        }
    }
}

#[test]
fn r_a2_and_r_k5_of_18_digits_only_a_filetime_is_an_instant() {
    for (text, end) in [
        ("133627483800000000", End::At(at(1_718_274_780_000))),
        ("133627483801239999", End::At(at(1_718_274_780_123))),
        ("116760096000000000", End::At(at(31_536_000_000))),
        ("189025919999999999", End::At(at(7_258_118_399_999))),
        // Earlier than 1971, or later than 2199.
        ("116444736000000000", End::Unknown),
        ("189025920000000000", End::Unknown),
        // Ticks of a .NET `DateTime` may be local time.
        ("638540000000000000", End::Unknown),
        ("638538715800000000", End::Unknown),
        ("621355968000000000", End::Unknown),
        ("999999999999999999", End::Unknown),
        ("100000000000000000", End::Unknown),
        ("253370764799999999", End::Unknown),
    ] {
        for format in [EndFormat::DateTime, EndFormat::EpochSeconds] {
            assert_eq!(End::parse(text, format), (end, true), "{text:?}");
        }
    }
}

#[test]
fn r_a2_and_r_k5_a_calendar_date_without_separators_is_no_count() {
    for text in ["203012012000", "20301201200000", "20301201200000123", "19700101000000", "21991231235959"] {
        for format in [EndFormat::DateTime, EndFormat::EpochSeconds] {
            assert_eq!(End::parse(text, format), (End::Unknown, true), "{text:?}");
        }
    }
}

#[test]
fn r_a2_and_r_k5_a_count_with_an_exponent_is_the_same_number() {
    for (text, end) in [
        ("1.718274780E9", End::At(at(EXAMPLE))),
        ("1.71827478e9", End::At(at(EXAMPLE))),
        ("1.71827478E+9", End::At(at(EXAMPLE))),
        ("1.718274780999E9", End::At(at(EXAMPLE))),
        ("1718274780e0", End::At(at(EXAMPLE))),
        ("17182747809.99e-1", End::At(at(EXAMPLE))),
        ("1.718274780123E12", End::At(at(EXAMPLE + 123))),
        ("1e9", End::At(at(1_000_000_000_000))),
        ("1e400", End::Unknown),
        ("1.7976931348623157E308", End::Unknown),
        ("1e-5", End::Unknown),
        ("1e", End::Unknown),
        ("1e+", End::Unknown),
        ("1e+-5", End::Unknown),
        ("1e5.5", End::Unknown),
        ("e9", End::Unknown),
        ("1e0009", End::Unknown),
        ("1.e9", End::Unknown),
    ] {
        assert_eq!(End::parse(text, EndFormat::DateTime), (end, true), "{text:?}");
        let counted = End::parse(text, EndFormat::EpochSeconds);
        assert_eq!(counted, (if text == "1e-5" { End::NotStated } else { end }, true), "{text:?}");
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
        "1970-06-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "0001-01-01T00:00:00Z",
        "20250921T000000Z",
        "20250921",
        "2025-09-21T00:00:00 ",
        "2025-09-21 00:00:00 +",
        "2025-09-21 00:00:00 +2",
        "2025-09-21 00:00:00+020",
        "2025-09-21 00:00:00  +02",
        "2025-09-21 00:00:00+02 ?",
        "2025-09-21 00:00:00+02 CE5T",
        "2025-09-21 00:00:00 CEST",
        "2025-09-21T00:00:00Z+02:00",
        "2025-09-21T00:00:00 UTC2",
        "2025-09-21T00:00:00,Z",
        "02025-09-21T00:00:00Z",
        "+2025-09-21T00:00:00Z",
        "9999-13-01T00:00:00",
        "9999-12-31T25:00:00Z",
        "9999-12-31 or never",
        "Sunday, 21-Sep-25 00:00:00 GMT",
        "Sun Sep 21 00:00:00 2025",
        "soon",
        "２０２５-09-21T00:00:00Z",
        "0",
        "-1",
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
        ("253370764799", End::At(at(253_370_764_799_000)), false),
        (" 1586901570 ", End::At(at(1_586_901_570_000)), true),
        ("1586901570.999", End::At(at(1_586_901_570_000)), true),
        ("253402300800", End::At(at(253_402_300_800)), true),
        ("1586901570123", End::At(at(1_586_901_570_123)), true),
        ("1586901570123456", End::At(at(1_586_901_570_123)), true),
        ("1586901570123456789", End::At(at(1_586_901_570_123)), true),
        ("9223372035854775807", End::At(at(9_223_372_035_854)), true),
        ("100000000000000000000", End::Unknown, true),
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
