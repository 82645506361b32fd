mod text;

use std::borrow::Cow;

use super::Raw;

/// Reads JSON (RFC 8259) strictly, from front to back.
///
/// Each reader says nothing where the source is no such thing; then the first byte that cannot stand where it
/// stands was the last one stepped over, or, in a text that is skipped, the next one. The readers skip the blanks in front of what they read, except for
/// those of texts and their parts.
pub(super) struct Scanner<'a> {
    source: &'a str,
    at: usize,
    /// Whether the source is known to be well formed: then the values in it need no second look.
    known: bool,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, at: 0, known: false }
    }

    /// Reads what a scanner has been through before.
    pub(super) fn known(raw: Raw<'a>) -> Self {
        Self { source: raw.get(), at: 0, known: true }
    }

    /// The line of the last byte stepped over, counted from 1.
    pub(super) fn line(&self) -> usize {
        1 + self.source.bytes().take(self.at).filter(|byte| *byte == b'\n').count()
    }

    /// One object and nothing else.
    pub(super) fn document(&mut self) -> Option<Vec<(Cow<'a, str>, Raw<'a>)>> {
        let members = self.members()?;
        self.blanks();
        self.next().is_none().then_some(members)
    }

    /// An object. Its names have to be Unicode; what its values hold is only skipped.
    pub(super) fn members(&mut self) -> Option<Vec<(Cow<'a, str>, Raw<'a>)>> {
        // Room for the members of a code.
        let mut members = Vec::with_capacity(8);
        self.sequence(b'{', b'}', &mut |this| {
            this.blanks();
            let name = this.text()?;
            this.punctuation(b':')?;
            members.push((name, this.value()?));
            Some(())
        })?;
        Some(members)
    }

    /// A list.
    pub(super) fn list(&mut self) -> Option<Vec<Raw<'a>>> {
        let mut list = Vec::new();
        self.sequence(b'[', b']', &mut |this| {
            list.push(this.value()?);
            Some(())
        })?;
        Some(list)
    }

    fn sequence(&mut self, open: u8, close: u8, item: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.punctuation(open)?;
        self.blanks();
        if self.eat(close) {
            return Some(());
        }
        loop {
            item(self)?;
            self.blanks();
            if self.eat(close) {
                return Some(());
            }
            self.expect(b',')?;
        }
    }

    /// Any value, however deep. What is open is kept in a list: an answer must not be able to exhaust the stack.
    fn value(&mut self) -> Option<Raw<'a>> {
        self.blanks();
        let start = self.at;
        if self.known && matches!(self.peek()?, b'{' | b'[') {
            self.skip_known()?;
            return self.source.get(start..self.at).map(Raw);
        }
        let mut open = Vec::new();
        loop {
            self.blanks();
            let opened = match self.peek()? {
                b'{' => Some(b'}'),
                b'[' => Some(b']'),
                _ => None,
            };
            if let Some(close) = opened {
                self.next();
                self.blanks();
                if !self.eat(close) {
                    open.push(close);
                    self.name_in(close)?;
                    continue;
                }
            } else {
                self.scalar()?;
            }
            // A value ends here, and perhaps those around it.
            loop {
                let Some(&close) = open.last() else { return self.source.get(start..self.at).map(Raw) };
                self.blanks();
                if !self.eat(close) {
                    self.expect(b',')?;
                    self.name_in(close)?;
                    break;
                }
                open.pop();
            }
        }
    }

    /// Steps over a list or an object that is known to be well formed: only its brackets count, and texts, which may hold some.
    fn skip_known(&mut self) -> Option<()> {
        let mut open = 0_usize;
        loop {
            match self.peek()? {
                b'"' => {
                    self.skip_text()?;
                    continue;
                }
                b'{' | b'[' => open += 1,
                b'}' | b']' => open = open.checked_sub(1)?,
                _ => {}
            }
            self.at += 1;
            if open == 0 {
                return Some(());
            }
        }
    }

    /// The name and colon before a value, where it stands in an object.
    fn name_in(&mut self, close: u8) -> Option<()> {
        if close == b'}' {
            self.blanks();
            self.skip_text()?;
            self.punctuation(b':')?;
        }
        Some(())
    }

    fn scalar(&mut self) -> Option<()> {
        match self.peek()? {
            b'"' => self.skip_text(),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str) -> Option<()> {
        word.bytes().try_for_each(|byte| self.expect(byte))
    }

    fn number(&mut self) -> Option<()> {
        self.eat(b'-');
        // A zero stands alone: a digit behind it is where no digit can be.
        if !self.eat(b'0') {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _ = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
        }
        Some(())
    }

    fn digits(&mut self) -> Option<()> {
        self.next().filter(u8::is_ascii_digit)?;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.next();
        }
        Some(())
    }

    fn punctuation(&mut self, byte: u8) -> Option<()> {
        self.blanks();
        self.expect(byte)
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.next();
        }
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }

    fn eat(&mut self, byte: u8) -> bool {
        let eaten = self.peek() == Some(byte);
        self.at += usize::from(eaten);
        eaten
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    fn peek(&self) -> Option<u8> {
        self.source.as_bytes().get(self.at).copied()
    }
}
