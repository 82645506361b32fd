//! How the remaining time is displayed: in words, and near the end as a person prefers, by default as digits
//! and a ring that runs down.

/// Remaining time below which seconds are counted down, in milliseconds: an hour. A longer time is said in
/// words, with the date of the end.
const MIN_TIME_IN_WORDS_MS: i64 = 3_600_000;

/// Longest delay of a CSS animation, in milliseconds: a hundred years. Engines count nanoseconds in 64 bits.
const MAX_ANIMATION_DELAY_MS: i64 = 100 * 31_556_952_000;

/// Remaining time from which on the ring is full, in milliseconds: the life of the vendors' dynamic codes.
pub const MIN_FULL_RING_MS: i64 = 30_000;

/// Remaining time from which on a code is about to end, in milliseconds.
pub const ENDING_SOON_MS: i64 = 10_000;

const SECOND_MS: i64 = 1_000;
const MINUTE_MS: i64 = 60 * SECOND_MS;

/// How the last hour of a code is displayed, as a person prefers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountdownStyle {
    /// A ring that runs down, and digits.
    #[default]
    Ring,
    /// Digits that change each second.
    Digits,
    /// Words that change rarely.
    Words,
    /// Nothing, until the code is about to end.
    Quiet,
}

impl CountdownStyle {
    /// Every style.
    pub const ALL: [Self; 4] = [Self::Ring, Self::Digits, Self::Words, Self::Quiet];

    /// Returns the name used in storage.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ring => "ring",
            Self::Digits => "digits",
            Self::Words => "words",
            Self::Quiet => "none",
        }
    }

    /// Returns the style of a name; [`CountdownStyle::Ring`] for an unknown name.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|style| style.name() == name).unwrap_or_default()
    }
}

/// A remaining time of less than an hour, as coarse as it is said in words: it changes every few minutes, and
/// four times in the last minute and a half.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoarseTime {
    /// About this many minutes: each one up to five, above that in steps of five.
    Minutes(usize),
    /// About half a minute.
    HalfMinute,
    /// About a quarter of a minute.
    QuarterMinute,
    /// A few seconds: the code is about to end.
    FewSeconds,
}

impl CoarseTime {
    /// Returns the coarse time of so many milliseconds left. Negative times count as zero, and times beyond
    /// an hour as an hour.
    #[must_use]
    pub fn of(left_ms: i64) -> Self {
        match left_ms {
            ..=ENDING_SOON_MS => Self::FewSeconds,
            10_001..=20_000 => Self::QuarterMinute,
            20_001..=45_000 => Self::HalfMinute,
            45_001..330_000 => Self::Minutes(count(left_ms, MINUTE_MS)),
            _ => Self::Minutes(5 * count(left_ms.min(MIN_TIME_IN_WORDS_MS), 5 * MINUTE_MS)),
        }
    }
}

/// Returns the rounded number of units in a positive time, at least one.
fn count(left_ms: i64, unit_ms: i64) -> usize {
    usize::try_from((left_ms + unit_ms / 2) / unit_ms).unwrap_or_default().max(1)
}

/// Timing of the CSS animation by which a ring runs down, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
    /// Duration for a full ring.
    pub full_ms: i64,
    /// Part of the duration that has passed.
    pub elapsed_ms: i64,
}

impl Ring {
    /// Creates the ring of a code with so many milliseconds left.
    #[must_use]
    pub fn new(left_ms: i64) -> Self {
        let left_ms = left_ms.max(0);
        let full_ms = left_ms.max(MIN_FULL_RING_MS);
        Self { full_ms, elapsed_ms: full_ms - left_ms }
    }
}

/// Returns whether a remaining time is displayed as digits and a ring. Otherwise it is said in words.
#[must_use]
pub fn is_counted_down(left_ms: i64) -> bool {
    left_ms < MIN_TIME_IN_WORDS_MS
}

/// Returns the delay of the CSS animation that hides a code after `lock_ms` milliseconds.
#[must_use]
pub fn animation_delay_ms(lock_ms: i64) -> i64 {
    lock_ms.clamp(0, MAX_ANIMATION_DELAY_MS)
}

/// Formats a remaining time to the nearest second, such as `0:24`, `12:05` or `1:02:03`. A server's time has
/// whole seconds, so rounding up would show 0:31 for a code of half a minute.
#[must_use]
pub fn clock_face(millis: i64) -> String {
    let seconds = (millis.max(0) + 499) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let two_digits =
        |number: i64| if number < 10 { ["0", &number.to_string()].concat() } else { number.to_string() };
    if hours > 0 {
        [&hours.to_string(), ":", &two_digits(minutes), ":", &two_digits(seconds)].concat()
    } else {
        [&minutes.to_string(), ":", &two_digits(seconds)].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_remaining_time_is_rounded_to_the_nearest_second() {
        for (millis, face) in [
            (0, "0:00"),
            (500, "0:00"),
            (501, "0:01"),
            (24_000, "0:24"),
            (24_500, "0:24"),
            (24_501, "0:25"),
            (59_999, "1:00"),
            (725_000, "12:05"),
            (3_723_000, "1:02:03"),
            (-5, "0:00"),
        ] {
            assert_eq!(clock_face(millis), face);
        }
    }

    #[test]
    fn seconds_are_counted_down_in_the_last_hour_only() {
        for (left_ms, is_counted) in
            [(0, true), (30_000, true), (3_599_999, true), (3_600_000, false), (2_592_000_000, false)]
        {
            assert_eq!(is_counted_down(left_ms), is_counted, "{left_ms}");
        }
    }

    #[test]
    fn a_coarse_time_changes_four_times_in_the_last_minute_and_a_half() {
        for (left_ms, coarse) in [
            (i64::MIN, CoarseTime::FewSeconds),
            (10_000, CoarseTime::FewSeconds),
            (10_001, CoarseTime::QuarterMinute),
            (20_000, CoarseTime::QuarterMinute),
            (20_001, CoarseTime::HalfMinute),
            (45_000, CoarseTime::HalfMinute),
            (45_001, CoarseTime::Minutes(1)),
            (89_999, CoarseTime::Minutes(1)),
            (90_000, CoarseTime::Minutes(2)),
            (300_000, CoarseTime::Minutes(5)),
            (329_999, CoarseTime::Minutes(5)),
            (330_000, CoarseTime::Minutes(5)),
            (450_000, CoarseTime::Minutes(10)),
            (3_599_999, CoarseTime::Minutes(60)),
            (i64::MAX, CoarseTime::Minutes(60)),
        ] {
            assert_eq!(CoarseTime::of(left_ms), coarse, "{left_ms}");
        }
    }

    #[test]
    fn a_coarse_time_is_never_far_from_the_true_one() {
        for left_ms in (0..3_600_000).step_by(250) {
            let (said_ms, most_ms) = match CoarseTime::of(left_ms) {
                CoarseTime::Minutes(minutes) => (i64::try_from(minutes).unwrap() * 60_000, 150_000),
                CoarseTime::HalfMinute => (30_000, 15_000),
                CoarseTime::QuarterMinute => (15_000, 5_000),
                CoarseTime::FewSeconds => (5_000, 5_000),
            };
            assert!((left_ms - said_ms).abs() <= most_ms, "{left_ms}");
        }
    }

    #[test]
    fn a_style_is_known_by_its_name_and_an_unknown_name_means_the_default() {
        for style in CountdownStyle::ALL {
            assert_eq!(CountdownStyle::from_name(style.name()), style);
        }
        for unknown in ["", "Ring", "blinking"] {
            assert_eq!(CountdownStyle::from_name(unknown), CountdownStyle::Ring);
        }
    }

    #[test]
    fn an_animation_starts_within_a_hundred_years() {
        for (lock_ms, delay_ms) in [
            (-1, 0),
            (29_500, 29_500),
            (2_592_000_000, 2_592_000_000),
            (251_606_992_000_000, 3_155_695_200_000),
            (i64::MAX, 3_155_695_200_000),
        ] {
            assert_eq!(animation_delay_ms(lock_ms), delay_ms, "{lock_ms}");
        }
    }

    #[test]
    fn a_ring_is_full_from_half_a_minute_on() {
        for (left, full_ms, elapsed_ms) in
            [(30_000, 30_000, 0), (12_000, 30_000, 18_000), (90_000, 90_000, 0), (-1, 30_000, 30_000)]
        {
            assert_eq!(Ring::new(left), Ring { full_ms, elapsed_ms }, "{left}");
        }
    }
}
