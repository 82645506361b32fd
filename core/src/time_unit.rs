//! The unit in which a duration is said.

const SECOND_MS: i64 = 1_000;
const MINUTE_MS: i64 = 60 * SECOND_MS;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;
/// The mean year of the Gregorian calendar.
const YEAR_MS: i64 = 31_556_952 * SECOND_MS;
const MONTH_MS: i64 = YEAR_MS / 12;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeUnit {
    /// A second.
    Second,
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day of 24 hours.
    Day,
    /// The mean month of the Gregorian calendar.
    Month,
    /// The mean year of the Gregorian calendar.
    Year,
}

impl TimeUnit {
    /// Returns the unit in which `millis` milliseconds are said, and their rounded count of it. Negative
    /// durations count as zero.
    ///
    /// ```
    /// use latchkey_core::time_unit::TimeUnit;
    ///
    /// assert_eq!(TimeUnit::of_duration(24_000), (TimeUnit::Second, 24));
    /// assert_eq!(TimeUnit::of_duration(60 * 86_400_000), (TimeUnit::Day, 60));
    /// ```
    #[must_use]
    pub fn of_duration(millis: i64) -> (Self, u32) {
        // A unit ends where its rounded count would be 60 seconds, 60 minutes or 48 hours; days end at what
        // rounds to 4 months, and months at what rounds to 2 years.
        let (unit, unit_ms) = match millis {
            ..59_500 => (Self::Second, SECOND_MS),
            59_500..3_570_000 => (Self::Minute, MINUTE_MS),
            3_570_000..171_000_000 => (Self::Hour, HOUR_MS),
            171_000_000..9_204_111_000 => (Self::Day, DAY_MS),
            9_204_111_000..46_020_555_000 => (Self::Month, MONTH_MS),
            _ => (Self::Year, YEAR_MS),
        };
        let count = millis.max(0).saturating_add(unit_ms / 2) / unit_ms;
        (unit, u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// Returns the name by which JavaScript's `Intl` knows the unit.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_duration_is_said_in_the_largest_suitable_unit() {
        for (millis, name, count) in [
            (i64::MIN, "second", 0),
            (-1, "second", 0),
            (0, "second", 0),
            (499, "second", 0),
            (500, "second", 1),
            (59_499, "second", 59),
            (59_500, "minute", 1),
            (3_569_999, "minute", 59),
            (3_570_000, "hour", 1),
            (170_999_999, "hour", 47),
            (171_000_000, "day", 2),
            (30 * DAY_MS, "day", 30),
            (60 * DAY_MS, "day", 60),
            (106 * DAY_MS, "day", 106),
            (107 * DAY_MS, "month", 4),
            (365 * DAY_MS, "month", 12),
            (17 * MONTH_MS, "month", 17),
            (18 * MONTH_MS, "year", 2),
            // From 2026-11-22 to 2^31 seconds, and to the latest date there is.
            (351_863_647_000, "year", 11),
            (251_606_992_000_000, "year", 7_973),
            (i64::MAX, "year", 292_277_024),
        ] {
            let (unit, counted) = TimeUnit::of_duration(millis);
            assert_eq!((unit.name(), counted), (name, count), "{millis}");
        }
    }

    proptest! {
        #[test]
        fn a_longer_duration_is_never_said_as_a_shorter_one(millis in 0..=i64::MAX, more in 0..=i64::MAX) {
            let said_ms = |millis| {
                let (unit, count) = TimeUnit::of_duration(millis);
                let unit_ms = match unit {
                    TimeUnit::Second => SECOND_MS,
                    TimeUnit::Minute => MINUTE_MS,
                    TimeUnit::Hour => HOUR_MS,
                    TimeUnit::Day => DAY_MS,
                    TimeUnit::Month => MONTH_MS,
                    TimeUnit::Year => YEAR_MS,
                };
                i64::from(count).saturating_mul(unit_ms)
            };
            prop_assert!(said_ms(millis) <= said_ms(millis.saturating_add(more)));
        }
    }
}
