use ::time::{OffsetDateTime, format_description::well_known::Rfc3339};
use proptest::prelude::*;

use super::*;

/// Whether an instant stands for "never": it is in 9999, or the latest date of a type.
fn stands_for_never(millis: i64) -> bool {
    millis >= 253_370_764_800_000 || [9_223_372_036, 9_007_199_254, 8_640_000_000].contains(&(millis / 1000))
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>(), now in 0..=LAST) {
        for format in [EndFormat::DateTime, EndFormat::EpochSeconds] {
            if let (End::At(end), _) = End::parse(&text, format) {
                prop_assert!(end.millis() >= 31_536_000_000);
            }
        }
        let _ = Timestamp::from_http_date(&text, at(now));
        if let Some(wait) = retry_after(&text, None, at(now)) {
            prop_assert!((1_000..=600_000).contains(&wait.millis()));
        }
    }

    #[test]
    fn no_date_like_text_panics(text in "[-+0-9TtZz:. \\[\\]A-Za-z,é]{0,40}", now in 0..=LAST) {
        let (end, is_lenient) = End::parse(&text, EndFormat::DateTime);
        prop_assert!(is_lenient || matches!(end, End::At(_)));
        let _ = Timestamp::from_http_date(&text, at(now));
    }

    #[test]
    fn no_date_time_without_offset_yields_an_instant(
        local in concat!(
            "20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])",
            "[Tt ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,12})?)?",
        ),
        zone in "(\\[[A-Za-z/]{1,12}\\])?",
    ) {
        for format in [EndFormat::DateTime, EndFormat::EpochSeconds] {
            prop_assert_eq!(End::parse(&format!("{local}{zone}"), format), (End::Unknown, true));
            // With an offset, the same text is an instant.
            let (end, _) = End::parse(&format!("{local}Z{zone}"), format);
            prop_assert!(matches!(end, End::At(_)));
        }
    }

    #[test]
    fn rfc_3339_means_what_the_time_crate_says(
        text in concat!(
            "(19[89][0-9]|[2-9][0-9]{3})-[01][0-9]-[0-3][0-9]",
            "T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-][0-2][0-9]:[0-6][0-9])",
        ),
    ) {
        let theirs = OffsetDateTime::parse(&text, &Rfc3339).ok();
        let theirs = theirs.and_then(|t| i64::try_from(t.unix_timestamp_nanos().div_euclid(1_000_000)).ok());
        let ours = match End::parse(&text, EndFormat::DateTime).0 {
            End::At(at) => Some(at.millis()),
            End::NotStated if theirs.is_none_or(stands_for_never) => return Ok(()),
            End::NotStated | End::Unknown => None,
        };
        prop_assert_eq!(ours, theirs.filter(|millis| (31_536_000_000..=LAST).contains(millis)));
    }

    #[test]
    fn every_count_is_in_range_or_unknown(count in any::<u64>(), digits in 1..=20_u32) {
        // Equally often with each number of digits.
        let count = count % 10_u64.saturating_pow(digits);
        let text = count.to_string();
        match End::parse(&text, EndFormat::EpochSeconds).0 {
            End::At(at) => prop_assert!(count >= 31_536_000 && at.millis() >= 31_536_000_000),
            End::NotStated => {
                prop_assert!(count == 0 || i64::try_from(count).is_err() || text.starts_with(['2', '3', '8', '9']));
            }
            End::Unknown => prop_assert!(count < 31_536_000 || matches!(text.len(), 12 | 14 | 17 | 18)),
        }
    }

    #[test]
    fn no_code_is_valid_past_its_end(end in 0..=LAST, now in 0..=LAST, error_ms in any::<i64>()) {
        match End::At(at(end)).validity(at(now), error_ms) {
            Validity::Valid { left_ms } => prop_assert!(now < end && left_ms == end - now),
            Validity::Expired { since_ms } => {
                prop_assert_eq!(since_ms, (now - end).max(0));
                prop_assert!(now >= end.saturating_sub(error_ms.max(0)));
            }
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn an_instant_is_written_so_that_the_time_crate_reads_it(millis in 0..=LAST) {
        let text = at(millis).to_rfc_3339();
        let read = OffsetDateTime::parse(&text, &Rfc3339).expect("RFC 3339");
        prop_assert_eq!((read.unix_timestamp(), text.len()), (millis / 1000, 20));
    }
}
