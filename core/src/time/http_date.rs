//! Parses the three forms of an HTTP date (RFC 9110, 5.6.7).

use super::{Timestamp, civil::CivilTime};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Fifty mean years of the Gregorian calendar, in milliseconds.
const FIFTY_YEARS_MS: i64 = 50 * 31_556_952_000;

impl Timestamp {
    /// Parses an HTTP date (RFC 9110, 5.6.7) in any of its three forms.
    ///
    /// The RFC 850 form has a two-digit year. It means the latest such year that is at most fifty years after
    /// `now`; the other forms ignore `now`. The weekday is not
    /// compared with the date, which it does not change.
    ///
    /// ```
    /// use latchkey_core::time::Timestamp;
    ///
    /// let now = Timestamp::from_millis(1_718_274_780_000).expect("within 1970 to 9999");
    /// let date = Timestamp::from_http_date("Thu, 13 Jun 2024 10:33:00 GMT", now);
    /// assert_eq!(date, Some(now));
    /// ```
    #[must_use]
    pub fn from_http_date(text: &str, now: Self) -> Option<Self> {
        let mut rest = text.split_ascii_whitespace();
        let words: [&str; 7] = std::array::from_fn(|_| rest.next().unwrap_or_default());
        match words {
            [name, day, month, year, clock, "GMT", ""] if is_weekday(name.strip_suffix(',')?) => {
                civil_time(number(day, 2)?, month, number(year, 4)?, clock)?.to_timestamp(0)
            }
            [name, date, clock, "GMT", "", ..] if is_weekday(name.strip_suffix(',')?) => {
                let (day, month_and_year) = date.split_once('-')?;
                let (month, year) = month_and_year.split_once('-')?;
                with_century(civil_time(number(day, 2)?, month, number(year, 2)?, clock)?, now)
            }
            [name, month, day, clock, year, "", ..] if is_weekday(name) => {
                civil_time(number(day, day.len().clamp(1, 2))?, month, number(year, 4)?, clock)?
                    .to_timestamp(0)
            }
            _ => None,
        }
    }
}

/// Chooses the century of a two-digit year: the latest one that is at most fifty years after `now`.
fn with_century(two_digits: CivilTime, now: Timestamp) -> Option<Timestamp> {
    (19..=99)
        .rev()
        .filter_map(|century| {
            CivilTime { year: century * 100 + two_digits.year, ..two_digits }.to_timestamp(0)
        })
        .find(|at| at.millis_since(now) <= FIFTY_YEARS_MS)
}

fn civil_time(day: u32, month: &str, year: u32, clock: &str) -> Option<CivilTime> {
    let month = (1..).zip(MONTHS).find(|(_, name)| *name == month)?.0;
    let mut parts = clock.split(':').map(|part| number(part, 2));
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(CivilTime { year, month, day, hour, minute, second, milli: 0 })
}

fn is_weekday(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Parses exactly `length` digits.
fn number(text: &str, length: usize) -> Option<u32> {
    let is_number = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}
