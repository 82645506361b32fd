//! Parses date-times in RFC 3339 and related forms (R-A2).

use super::{Timestamp, civil::CivilTime};

/// The year from which on an end stands for "never" (R-A1, R-K5).
const NEVER_YEAR: u32 = 9999;

/// The meaning of a date-time.
pub(super) enum DateTime {
    /// An instant, and whether the form is not plain RFC 3339.
    At { at: Timestamp, is_lenient: bool },
    /// A date of the year 9999 or later, with or without an offset. It stands for "never".
    Never,
}

/// Parses a date-time with an offset.
///
/// Returns `None` for a text without offset, because it is neither local time nor UTC. JavaScript's
/// `Date.parse` would guess, and RFC 3339 parsers reject half of the forms that these APIs send.
pub(super) fn parse(text: &str) -> Option<DateTime> {
    let (date_time, zone) = text.trim().split_once('[').unwrap_or((text.trim(), "]"));
    if !zone.ends_with(']') {
        return None;
    }
    let mut cursor = Cursor { rest: date_time.as_bytes(), is_lenient: date_time.len() != text.len() };
    let mut civil = cursor.date()?;
    let is_never = civil.year >= NEVER_YEAR;
    if !(is_never && cursor.rest.is_empty()) {
        cursor.time_of_day(&mut civil)?;
    }
    let offset_ms = if is_never && cursor.rest.is_empty() { 0 } else { cursor.offset_ms()? };
    if is_never {
        // The calendar ends with this year, but the other fields have to be valid.
        return CivilTime { year: NEVER_YEAR, ..civil }.to_timestamp(0).map(|_| DateTime::Never);
    }
    Some(DateTime::At { at: civil.to_timestamp(offset_ms)?, is_lenient: cursor.is_lenient })
}

/// The unparsed rest of a text.
struct Cursor<'a> {
    rest: &'a [u8],
    /// Whether the parsed part needed tolerance.
    is_lenient: bool,
}

impl Cursor<'_> {
    /// Parses a date. A year of more than four digits may have a plus sign (ISO 8601).
    fn date(&mut self) -> Option<CivilTime> {
        let mut is_long = self.consume(b'+');
        let mut year = self.digits(4)?;
        while let Some(digit) = self.digit() {
            is_long = true;
            year = year.saturating_mul(10).saturating_add(digit);
        }
        (!is_long || year > NEVER_YEAR).then_some(())?;
        self.consume(b'-').then_some(())?;
        let month = self.digits(2)?;
        self.consume(b'-').then_some(())?;
        let day = self.digits(2)?;
        Some(CivilTime { year, month, day, hour: 0, minute: 0, second: 0, milli: 0 })
    }

    /// Parses the separator and the time of day. Seconds may be missing, and a fraction may have any length
    /// and a comma.
    fn time_of_day(&mut self, civil: &mut CivilTime) -> Option<()> {
        if !self.consume(b'T') {
            (self.consume(b't') || self.consume(b' ')).then_some(())?;
            self.is_lenient = true;
        }
        civil.hour = self.digits(2)?;
        self.consume(b':').then_some(())?;
        civil.minute = self.digits(2)?;
        if self.consume(b':') {
            civil.second = self.digits(2)?;
            self.is_lenient |= civil.second == 60;
            let has_comma = self.consume(b',');
            self.is_lenient |= has_comma;
            if has_comma || self.consume(b'.') {
                civil.milli = self.fraction()?;
            }
        } else {
            self.is_lenient = true;
        }
        Some(())
    }

    /// Parses the digits of a fraction to milliseconds. They are cut and not rounded, so that no code lasts
    /// longer.
    fn fraction(&mut self) -> Option<u32> {
        let mut milli = 0;
        let mut count = 0;
        while let Some(digit) = self.digit() {
            if count < 3 {
                milli = milli * 10 + digit;
            }
            count += 1;
        }
        self.is_lenient |= count > 9;
        match count {
            0 => None,
            1 => Some(milli * 100),
            2 => Some(milli * 10),
            _ => Some(milli),
        }
    }

    /// Parses the offset from UTC in milliseconds, which ends the text: `Z`, `UTC`, `GMT` or a number of
    /// hours, also after one of these names (`GMT+02:00`), or before the name of a zone (`+0200 CEST`), which
    /// is ignored. A blank may precede each.
    fn offset_ms(&mut self) -> Option<i64> {
        self.is_lenient |= self.consume(b' ');
        if self.rest.eq_ignore_ascii_case(b"Z") {
            self.is_lenient |= self.rest == b"z";
            return Some(0);
        }
        let is_utc = self.consume_word("UTC") || self.consume_word("GMT");
        self.is_lenient |= is_utc;
        if is_utc && self.rest.is_empty() {
            return Some(0);
        }
        let is_negative = self.consume(b'-');
        (is_negative || self.consume(b'+')).then_some(())?;
        let hours = self.digits(2)?;
        let has_colon = self.consume(b':');
        let has_minutes = has_colon || self.rest.first().is_some_and(u8::is_ascii_digit);
        let minutes = if has_minutes { self.digits(2)? } else { 0 };
        let has_seconds = has_colon && self.consume(b':');
        let seconds = if has_seconds { self.digits(2)? } else { 0 };
        let has_name = self.consume(b' ');
        let is_name = |rest: &[u8]| !rest.is_empty() && rest.iter().all(u8::is_ascii_alphabetic);
        let is_at_end = if has_name { is_name(self.rest) } else { self.rest.is_empty() };
        if hours > 23 || minutes > 59 || seconds > 59 || !is_at_end {
            return None;
        }
        let offset = i64::from((hours * 60 + minutes) * 60 + seconds) * 1000;
        self.is_lenient |= !has_colon || has_seconds || has_name || (is_negative && offset == 0);
        Some(if is_negative { -offset } else { offset })
    }

    /// Parses exactly `count` digits.
    fn digits(&mut self, count: usize) -> Option<u32> {
        let mut number = 0;
        for _ in 0..count {
            number = number * 10 + self.digit()?;
        }
        Some(number)
    }

    fn digit(&mut self) -> Option<u32> {
        let (&first, rest) = self.rest.split_first()?;
        let digit = char::from(first).to_digit(10)?;
        self.rest = rest;
        Some(digit)
    }

    /// Consumes `byte` if it comes next, and returns whether it did.
    fn consume(&mut self, byte: u8) -> bool {
        match self.rest.split_first() {
            Some((&first, rest)) if first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Consumes a word if it comes next in any case of letters, and returns whether it did.
    fn consume_word(&mut self, word: &str) -> bool {
        match self.rest.split_at_checked(word.len()) {
            Some((first, rest)) if first.eq_ignore_ascii_case(word.as_bytes()) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }
}
