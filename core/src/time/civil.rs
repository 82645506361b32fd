//! Converts calendar and clock fields to an instant and back, with the calendar of the `time` crate.

use time::{Date, Month};

use super::Timestamp;

const JULIAN_DAY_OF_1970: i64 = 2_440_588;
const DAY_MS: i64 = 86_400_000;

/// The fields of a date and time of day, not yet validated.
#[derive(Clone, Copy)]
pub(super) struct CivilTime {
    pub year: u32,
    pub month: u32,
    pub day: u32,
    pub hour: u32,
    pub minute: u32,
    pub second: u32,
    pub milli: u32,
}

impl CivilTime {
    /// Converts a time with this offset from UTC. Returns `None` if the calendar has no such date, or the
    /// clock no such time. Second 60, a leap second, becomes 59.999.
    pub(super) fn to_timestamp(self, offset_ms: i64) -> Option<Timestamp> {
        let month = Month::try_from(u8::try_from(self.month).ok()?).ok()?;
        let year = i32::try_from(self.year).ok()?;
        let date = Date::from_calendar_date(year, month, u8::try_from(self.day).ok()?).ok()?;
        if self.hour > 23 || self.minute > 59 || self.second > 60 || self.milli > 999 {
            return None;
        }
        let (second, milli) = if self.second == 60 { (59, 999) } else { (self.second, self.milli) };
        let time_of_day_ms =
            i64::from((self.hour * 60 + self.minute) * 60 + second) * 1000 + i64::from(milli);
        let days = i64::from(date.to_julian_day()) - JULIAN_DAY_OF_1970;
        Timestamp::from_millis(days * DAY_MS + time_of_day_ms - offset_ms)
    }
}

impl Timestamp {
    /// Returns the instant in UTC as RFC 3339 writes it, to the second.
    ///
    /// ```
    /// use latchkey_core::time::Timestamp;
    ///
    /// let end = Timestamp::from_millis(1_718_274_780_999).expect("within 1970 to 9999");
    /// assert_eq!(end.to_rfc_3339(), "2024-06-13T10:33:00Z");
    /// ```
    #[must_use]
    pub fn to_rfc_3339(self) -> String {
        let julian_day = self.millis() / DAY_MS + JULIAN_DAY_OF_1970;
        // Every day of the years 1970 to 9999 has a date.
        let date = i32::try_from(julian_day).ok().and_then(|day| Date::from_julian_day(day).ok());
        let (year, month, day) = date.unwrap_or(Date::MIN).to_calendar_date();
        let seconds = self.millis() % DAY_MS / 1000;
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        format!("{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z", u8::from(month))
    }
}
