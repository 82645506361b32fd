//! The three forms of an HTTP date (RFC 9110, 5.6.7).

use super::{Timestamp, civil::Fields};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Fifty mean years of the Gregorian calendar, in milliseconds.
const FIFTY_YEARS_MS: i64 = 50 * 31_556_952_000;

/// The name of the weekday is not compared with the date: a server that gets it wrong still means the date.
pub(super) fn read(text: &str, now: Timestamp) -> Option<Timestamp> {
    let mut words = text.split_ascii_whitespace();
    let words: [&str; 7] = std::array::from_fn(|_| words.next().unwrap_or_default());
    match words {
        [name, day, month, year, clock, "GMT", ""] if is_name(name.strip_suffix(',')?) => {
            fields(number(day, 2)?, month, number(year, 4)?, clock)?.instant(0)
        }
        [name, date, clock, "GMT", "", ..] if is_name(name.strip_suffix(',')?) => {
            let (day, rest) = date.split_once('-')?;
            let (month, year) = rest.split_once('-')?;
            within_fifty_years(fields(number(day, 2)?, month, number(year, 2)?, clock)?, now)
        }
        [name, month, day, clock, year, "", ..] if is_name(name) => {
            fields(number(day, day.len().clamp(1, 2))?, month, number(year, 4)?, clock)?.instant(0)
        }
        _ => None,
    }
}

/// Two digits of a year mean the latest year that is no more than fifty years ahead of `now`.
fn within_fifty_years(two_digits: Fields, now: Timestamp) -> Option<Timestamp> {
    (19..=99)
        .rev()
        .filter_map(|century| Fields { year: century * 100 + two_digits.year, ..two_digits }.instant(0))
        .find(|at| at.millis_since(now) <= FIFTY_YEARS_MS)
}

fn fields(day: u32, month: &str, year: u32, clock: &str) -> Option<Fields> {
    let month = (1..).zip(MONTHS).find(|(_, name)| *name == month)?.0;
    let mut parts = clock.split(':').map(|part| number(part, 2));
    let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
    parts.next().is_none().then_some(Fields { year, month, day, hour, minute, second, milli: 0 })
}

fn is_name(text: &str) -> bool {
    text.len() >= 3 && text.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Exactly `length` digits.
fn number(text: &str, length: usize) -> Option<u32> {
    let digits = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}
