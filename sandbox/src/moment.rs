//! Points in time and the text forms both APIs use for them.

use std::sync::Mutex;
use std::time::Duration;

use crate::sync::lock;

const MILLIS_PER_DAY: i64 = 86_400_000;

/// A point in time: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

/// The calendar fields of a [`Moment`], in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Year of the Gregorian calendar.
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    /// 1 to 31.
    pub day: i64,
    /// 0 to 23.
    pub hour: i64,
    /// 0 to 59.
    pub minute: i64,
    /// 0 to 59.
    pub second: i64,
    /// 0 to 999.
    pub milli: i64,
    /// Days since Sunday, 0 to 6.
    pub weekday: i64,
}

impl Moment {
    /// Creates a moment from milliseconds since the epoch.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Returns the milliseconds since the epoch.
    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Returns the whole seconds since the epoch, rounded down.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1000)
    }

    /// Returns the Windows FILETIME: the tenths of a microsecond since 1601.
    #[must_use]
    pub const fn filetime(self) -> i64 {
        self.0 * 10_000 + 116_444_736_000_000_000
    }

    /// Returns the `Ticks` of a .NET `DateTime`: the tenths of a microsecond since year 1.
    #[must_use]
    pub const fn ticks(self) -> i64 {
        self.0 * 10_000 + 621_355_968_000_000_000
    }

    /// Returns this moment rounded down to a whole second.
    #[must_use]
    pub const fn floor_to_second(self) -> Self {
        Self(self.seconds() * 1000)
    }

    /// Returns the moment `span` later.
    #[must_use]
    pub fn plus(self, span: Duration) -> Self {
        Self(self.0.saturating_add(millis_of(span)))
    }

    /// Returns the moment `span` earlier.
    #[must_use]
    pub fn minus(self, span: Duration) -> Self {
        Self(self.0.saturating_sub(millis_of(span)))
    }

    /// Returns the calendar fields in UTC.
    #[must_use]
    pub const fn parts(self) -> Parts {
        let days = self.0.div_euclid(MILLIS_PER_DAY);
        let rest = self.0.rem_euclid(MILLIS_PER_DAY);
        // The civil-from-days algorithm. Its eras of 400 years begin in March, so that the leap day comes
        // last.
        let shifted = days + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        Parts {
            year: year_of_era + era * 400 + if month <= 2 { 1 } else { 0 },
            month,
            day: day_of_year - (153 * month_from_march + 2) / 5 + 1,
            hour: rest / 3_600_000,
            minute: rest / 60_000 % 60,
            second: rest / 1000 % 60,
            milli: rest % 1000,
            weekday: (days + 4).rem_euclid(7),
        }
    }

    /// Returns the date and time without offset or fraction: `2024-06-13T10:33:00`.
    #[must_use]
    pub fn local_text(self) -> String {
        let p = self.parts();
        format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", p.year, p.month, p.day, p.hour, p.minute, p.second)
    }

    /// Returns the date and time with `Z`: `2024-06-13T10:33:00Z`. Milliseconds are written only if they are
    /// not 0.
    #[must_use]
    pub fn iso(self) -> String {
        match self.parts().milli {
            0 => format!("{}Z", self.local_text()),
            milli => format!("{}.{milli:03}Z", self.local_text()),
        }
    }
}

/// A [`Moment`] that several requests read and set.
#[derive(Debug)]
pub struct SharedMoment(Mutex<Moment>);

impl SharedMoment {
    /// Creates a shared moment.
    #[must_use]
    pub const fn new(moment: Moment) -> Self {
        Self(Mutex::new(moment))
    }

    /// Returns the current value.
    pub fn get(&self) -> Moment {
        *lock(&self.0)
    }

    /// Replaces the value.
    pub fn set(&self, moment: Moment) {
        *lock(&self.0) = moment;
    }
}

fn millis_of(span: Duration) -> i64 {
    i64::try_from(span.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_instants_have_their_known_text() {
        for (millis, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (1_586_901_570_000, "2020-04-14T21:59:30Z"),
            (1_718_274_780_000, "2024-06-13T10:33:00Z"),
            (1_709_164_800_001, "2024-02-29T00:00:00.001Z"),
            (253_402_300_799_000, "9999-12-31T23:59:59Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(Moment::from_millis(millis).iso(), text);
        }
    }

    #[test]
    fn known_instants_have_their_known_windows_counts() {
        let moment = Moment::from_millis(1_718_274_780_000);
        assert_eq!((moment.filetime(), moment.ticks()), (133_627_483_800_000_000, 638_538_715_800_000_000));
    }

    #[test]
    fn weekdays_count_from_sunday() {
        assert_eq!(Moment::from_millis(0).parts().weekday, 4);
        assert_eq!(Moment::from_millis(1_718_274_780_000).parts().weekday, 4);
    }
}
