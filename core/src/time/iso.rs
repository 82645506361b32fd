//! Parses date-times in RFC 3339 and related forms (R-A2).

use super::{Timestamp, civil::CivilTime};

/// Parses a date-time with an offset. Also returns whether its form is not plain RFC 3339.
///
/// Returns `None` for a text without offset, because it is neither local time nor UTC. JavaScript's
/// `Date.parse` would guess, and RFC 3339 parsers reject half of the forms that these APIs send.
pub(super) fn parse(text: &str) -> Option<(Timestamp, bool)> {
    let (date_time, zone) = text.trim().split_once('[').unwrap_or((text.trim(), "]"));
    if !zone.ends_with(']') {
        return None;
    }
    let mut cursor = Cursor { rest: date_time.as_bytes(), is_lenient: date_time.len() != text.len() };
    let mut civil = cursor.date()?;
    cursor.time_of_day(&mut civil)?;
    let offset_ms = cursor.offset_ms()?;
    Some((civil.to_timestamp(offset_ms)?, cursor.is_lenient))
}

/// The unparsed rest of a text.
struct Cursor<'a> {
    rest: &'a [u8],
    /// Whether the parsed part needed tolerance.
    is_lenient: bool,
}

impl Cursor<'_> {
    fn date(&mut self) -> Option<CivilTime> {
        let year = self.digits(4)?;
        self.consume(b'-').then_some(())?;
        let month = self.digits(2)?;
        self.consume(b'-').then_some(())?;
        let day = self.digits(2)?;
        Some(CivilTime { year, month, day, hour: 0, minute: 0, second: 0, milli: 0 })
    }

    /// Parses the separator and the time of day. Seconds may be missing, and a fraction may have any length.
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
            if self.consume(b'.') {
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

    /// Parses the offset from UTC in milliseconds, which ends the text.
    fn offset_ms(&mut self) -> Option<i64> {
        if self.consume(b'Z') {
            return self.rest.is_empty().then_some(0);
        }
        if self.consume(b'z') {
            self.is_lenient = true;
            return self.rest.is_empty().then_some(0);
        }
        let is_negative = self.consume(b'-');
        (is_negative || self.consume(b'+')).then_some(())?;
        let hours = self.digits(2)?;
        let has_colon = self.consume(b':');
        let minutes = self.digits(2)?;
        let has_seconds = has_colon && self.consume(b':');
        let seconds = if has_seconds { self.digits(2)? } else { 0 };
        if hours > 23 || minutes > 59 || seconds > 59 || !self.rest.is_empty() {
            return None;
        }
        let offset = i64::from((hours * 60 + minutes) * 60 + seconds) * 1000;
        self.is_lenient |= !has_colon || has_seconds || (is_negative && offset == 0);
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
}
