use std::borrow::Cow;

use super::Scanner;

impl<'a> Scanner<'a> {
    /// A text, borrowed where nothing in it is escaped. Half of a surrogate pair is no Unicode and so no text.
    pub(in super::super) fn text(&mut self) -> Option<Cow<'a, str>> {
        self.expect(b'"')?;
        let mut decoded = String::new();
        loop {
            let Some(plain) = self.plain() else {
                self.next();
                return None;
            };
            if self.eat(b'"') {
                return Some(if decoded.is_empty() {
                    Cow::Borrowed(plain)
                } else {
                    Cow::Owned(decoded + plain)
                });
            }
            decoded.push_str(plain);
            decoded.push(self.escaped_char()?);
        }
    }

    /// Steps over a text, without a look at whether its escapes are Unicode together.
    pub(super) fn skip_text(&mut self) -> Option<()> {
        self.expect(b'"')?;
        loop {
            self.plain()?;
            if self.eat(b'"') {
                return Some(());
            }
            self.escape()?;
        }
    }

    /// What stands before the next quote or escape.
    fn plain(&mut self) -> Option<&'a str> {
        let start = self.at;
        while let Some(word) = self.source.as_bytes().get(self.at..)?.first_chunk()
            && is_plain(u64::from_le_bytes(*word))
        {
            self.at += 8;
        }
        while self.peek().is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..b' ')) {
            self.at += 1;
        }
        self.peek().filter(|byte| *byte >= b' ')?;
        self.source.get(start..self.at)
    }

    /// A character of a text, from its one escape or both.
    fn escaped_char(&mut self) -> Option<char> {
        let first = self.escape()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        self.word("\\u")?;
        let second = self.hex()?;
        (0xdc00..0xe000)
            .contains(&second)
            .then(|| 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00))
            .and_then(char::from_u32)
    }

    /// An escape; the UTF-16 unit it stands for.
    fn escape(&mut self) -> Option<u32> {
        self.expect(b'\\')?;
        Some(match self.next()? {
            byte @ (b'"' | b'\\' | b'/') => byte.into(),
            b'b' => 8,
            b't' => 9,
            b'n' => 10,
            b'f' => 12,
            b'r' => 13,
            b'u' => return self.hex(),
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let start = self.at;
        self.at = self.source.len().min(start + 4);
        let digits = self.source.as_bytes().get(start..start + 4)?;
        digits.iter().try_fold(0, |unit, digit| Some(unit << 4 | char::from(*digit).to_digit(16)?))
    }
}

/// Whether none of the eight bytes is a quote, a backslash or below a blank. Each comparison borrows from the highest bit
/// of a byte where that one is such, and above it perhaps more: enough to know that there is one.
fn is_plain(word: u64) -> bool {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let is_below = |word: u64, least: u8| word.wrapping_sub(EACH * u64::from(least)) & !word;
    let is = |byte: u8| is_below(word ^ (EACH * u64::from(byte)), 1);
    (is_below(word, b' ') | is(b'"') | is(b'\\')) & (EACH << 7) == 0
}
