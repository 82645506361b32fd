use ::time::{OffsetDateTime, format_description::well_known::Rfc3339};
use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>(), now in 0..=LAST) {
        for documented in [Documented::DateTime, Documented::EpochSeconds] {
            if let (End::At(end), _) = End::read_text(&text, documented) {
                prop_assert!(end.millis() >= 31_536_000_000);
            }
        }
        let _ = Timestamp::from_http_date(&text, at(now));
        if let Some(wait) = retry_after(&text, None, at(now)) {
            prop_assert!((1_000..=600_000).contains(&wait.millis()));
        }
    }

    #[test]
    fn no_text_like_a_date_panics(text in "[-+0-9TtZz:. \\[\\]A-Za-z,é]{0,40}", now in 0..=LAST) {
        let (end, bent) = End::read_text(&text, Documented::DateTime);
        prop_assert!(bent || matches!(end, End::At(_)));
        let _ = Timestamp::from_http_date(&text, at(now));
    }

    #[test]
    fn no_date_time_without_offset_yields_an_instant(
        local in "20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])[Tt ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,12})?)?",
        zone in "(\\[[A-Za-z/]{1,12}\\])?",
    ) {
        for documented in [Documented::DateTime, Documented::EpochSeconds] {
            prop_assert_eq!(End::read_text(&format!("{local}{zone}"), documented), (End::Unknown, true));
            // The offset is all that was missing.
            let (end, _) = End::read_text(&format!("{local}Z{zone}"), documented);
            prop_assert!(matches!(end, End::At(_)));
        }
    }

    #[test]
    fn rfc_3339_means_what_the_time_crate_says(
        text in "(19[89][0-9]|[2-9][0-9]{3})-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-][0-2][0-9]:[0-6][0-9])",
    ) {
        let theirs = OffsetDateTime::parse(&text, &Rfc3339).ok();
        let theirs = theirs.and_then(|t| i64::try_from(t.unix_timestamp_nanos().div_euclid(1_000_000)).ok());
        let ours = match End::read_text(&text, Documented::DateTime).0 {
            End::At(at) => Some(at.millis()),
            End::NotStated | End::Unknown => None,
        };
        prop_assert_eq!(ours, theirs.filter(|millis| (31_536_000_000..=LAST).contains(millis)));
    }

    #[test]
    fn every_count_is_in_range_or_unknown(count in any::<u64>()) {
        let (end, _) = End::read_text(&count.to_string(), Documented::EpochSeconds);
        prop_assert_eq!(matches!(end, End::Unknown), (1..31_536_000).contains(&count) || i64::try_from(count).is_err());
    }

    #[test]
    fn never_valid_past_the_end(end in 0..=LAST, now in 0..=LAST, bound in any::<i64>()) {
        match End::At(at(end)).validity(at(now), bound) {
            Validity::Valid { left_ms } => prop_assert!(now < end && left_ms == end - now),
            Validity::Expired { since_ms } => prop_assert!(since_ms == (now - end).max(0) && now >= end.saturating_sub(bound.max(0))),
            other => prop_assert!(false, "{other:?}"),
        }
    }
}
