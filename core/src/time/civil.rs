//! Fields of a calendar and a clock become an instant. The calendar is the `time` crate's.

use time::{Date, Month};

use super::Timestamp;

const JULIAN_DAY_OF_1970: i64 = 2_440_588;
const DAY_MS: i64 = 86_400_000;

/// What a text says, in UTC, before anyone has asked whether the calendar has it.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub year: u32,
    pub month: u32,
    pub day: u32,
    pub hour: u32,
    pub minute: u32,
    pub second: u32,
    pub milli: u32,
}

impl Fields {
    /// The instant `offset_ms` before the fields read as UTC: a text in `+01:00` is an hour early in UTC.
    ///
    /// Second 60, a leap second, counts as 59.999.
    pub(super) fn instant(self, offset_ms: i64) -> Option<Timestamp> {
        let month = Month::try_from(u8::try_from(self.month).ok()?).ok()?;
        let year = i32::try_from(self.year).ok()?;
        let date = Date::from_calendar_date(year, month, u8::try_from(self.day).ok()?).ok()?;
        if self.hour > 23 || self.minute > 59 || self.second > 60 || self.milli > 999 {
            return None;
        }
        let (second, milli) = if self.second == 60 { (59, 999) } else { (self.second, self.milli) };
        let clock = i64::from((self.hour * 60 + self.minute) * 60 + second) * 1000 + i64::from(milli);
        let days = i64::from(date.to_julian_day()) - JULIAN_DAY_OF_1970;
        Timestamp::from_millis(days * DAY_MS + clock - offset_ms)
    }
}
