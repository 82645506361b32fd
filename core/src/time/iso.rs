//! Date-times as text: RFC 3339 and what its relatives make of it (R-A2).

use super::{Timestamp, civil::Fields};

/// Reads a date-time with an offset, and says whether it took more than RFC 3339 to read it.
///
/// A text without offset yields nothing: it is neither local time nor UTC. `Date.parse` would guess, the
/// RFC 3339 readers at hand refuse half of the shapes the API family sends, so the fields are cut here.
pub(super) fn read(text: &str) -> Option<(Timestamp, bool)> {
    let (date_time, zone) = text.trim().split_once('[').unwrap_or((text.trim(), "]"));
    if !zone.ends_with(']') {
        return None;
    }
    let mut rest = Rest { bytes: date_time.as_bytes(), bent: date_time.len() != text.len() };
    let mut fields = rest.date()?;
    rest.clock(&mut fields)?;
    let offset_ms = rest.offset()?;
    Some((fields.instant(offset_ms)?, rest.bent))
}

/// What is still to be read, and whether what was read so far needed tolerance.
struct Rest<'a> {
    bytes: &'a [u8],
    bent: bool,
}

impl Rest<'_> {
    fn date(&mut self) -> Option<Fields> {
        let year = self.digits(4)?;
        self.eat(b'-').then_some(())?;
        let month = self.digits(2)?;
        self.eat(b'-').then_some(())?;
        let day = self.digits(2)?;
        Some(Fields { year, month, day, hour: 0, minute: 0, second: 0, milli: 0 })
    }

    /// The separator and the time of day; seconds may be missing, a fraction may have any length.
    fn clock(&mut self, fields: &mut Fields) -> Option<()> {
        if !self.eat(b'T') {
            (self.eat(b't') || self.eat(b' ')).then_some(())?;
            self.bent = true;
        }
        fields.hour = self.digits(2)?;
        self.eat(b':').then_some(())?;
        fields.minute = self.digits(2)?;
        if self.eat(b':') {
            fields.second = self.digits(2)?;
            self.bent |= fields.second == 60;
            if self.eat(b'.') {
                fields.milli = self.fraction()?;
            }
        } else {
            self.bent = true;
        }
        Some(())
    }

    /// Milliseconds of a fraction of at least one digit. Cut, not rounded: a code never gains time.
    fn fraction(&mut self) -> Option<u32> {
        let mut milli = 0;
        let mut count = 0;
        while let Some(digit) = self.digit() {
            if count < 3 {
                milli = milli * 10 + digit;
            }
            count += 1;
        }
        self.bent |= count > 9;
        match count {
            0 => None,
            1 => Some(milli * 100),
            2 => Some(milli * 10),
            _ => Some(milli),
        }
    }

    /// The offset in milliseconds, up to the end of the text.
    fn offset(&mut self) -> Option<i64> {
        if self.eat(b'Z') {
            return self.bytes.is_empty().then_some(0);
        }
        if self.eat(b'z') {
            self.bent = true;
            return self.bytes.is_empty().then_some(0);
        }
        let west = self.eat(b'-');
        (west || self.eat(b'+')).then_some(())?;
        let hours = self.digits(2)?;
        let colon = self.eat(b':');
        let minutes = self.digits(2)?;
        let with_seconds = colon && self.eat(b':');
        let seconds = if with_seconds { self.digits(2)? } else { 0 };
        if hours > 23 || minutes > 59 || seconds > 59 || !self.bytes.is_empty() {
            return None;
        }
        let offset = i64::from((hours * 60 + minutes) * 60 + seconds) * 1000;
        self.bent |= !colon || with_seconds || (west && offset == 0);
        Some(if west { -offset } else { offset })
    }

    fn digits(&mut self, count: usize) -> Option<u32> {
        let mut number = 0;
        for _ in 0..count {
            number = number * 10 + self.digit()?;
        }
        Some(number)
    }

    fn digit(&mut self) -> Option<u32> {
        let (&first, rest) = self.bytes.split_first()?;
        let digit = char::from(first).to_digit(10)?;
        self.bytes = rest;
        Some(digit)
    }

    fn eat(&mut self, byte: u8) -> bool {
        match self.bytes.split_first() {
            Some((&first, rest)) if first == byte => {
                self.bytes = rest;
                true
            }
            _ => false,
        }
    }
}
