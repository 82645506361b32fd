//! Decodes the message of a symbol.

use qrcode::{Version, types::Mode};

use super::codewords::read_data;
use crate::{ALPHANUMERIC, Symbol};

impl Symbol {
    /// Returns whether the message of this symbol is `text`, byte for byte in UTF-8.
    ///
    /// Returns `None` if that is uncertain, because the symbol has an error, a segment in a mode other than
    /// numeric, alphanumeric and byte, or bytes beyond ASCII that may have another encoding.
    #[must_use]
    pub fn has_message(&self, text: &str) -> Option<bool> {
        let data = read_data(self).ok()?;
        let bits = data.iter().flat_map(|codeword| (0..8).rev().map(move |bit| codeword >> bit & 1 == 1));
        let message = BitReader { bits, version: self.version() }.read_message()?;
        let is_equal = message == text.as_bytes();
        (is_equal || message.is_ascii()).then_some(is_equal)
    }
}

/// Reads segments from the bits of the data codewords (ISO/IEC 18004, 7.4).
struct BitReader<B> {
    bits: B,
    version: Version,
}

impl<B: Iterator<Item = bool>> BitReader<B> {
    /// Reads all segments up to the terminator, or to the end of the data if there is no terminator.
    fn read_message(mut self) -> Option<Vec<u8>> {
        let mut message = Vec::new();
        while let Some(mode) = self.number(4) {
            match mode {
                0b0000 => break,
                0b0001 => self.read_numeric(&mut message)?,
                0b0010 => self.read_alphanumeric(&mut message)?,
                0b0100 => self.read_bytes(&mut message)?,
                // The extended channel interpretation 26 is UTF-8.
                0b0111 if self.number(8)? == 26 => {}
                _ => return None,
            }
        }
        Some(message)
    }

    /// Reads the next `bits` bits as a number. Returns `None` if fewer are left.
    fn number(&mut self, bits: usize) -> Option<usize> {
        (0..bits).try_fold(0, |number, _| Some(number << 1 | usize::from(self.bits.next()?)))
    }

    /// Reads the number of characters in a segment.
    fn character_count(&mut self, mode: Mode) -> Option<usize> {
        self.number(mode.length_bits_count(self.version))
    }

    fn read_numeric(&mut self, message: &mut Vec<u8>) -> Option<()> {
        let mut left = self.character_count(Mode::Numeric)?;
        while left > 0 {
            let (bits, digits) = match left {
                1 => (4, 1),
                2 => (7, 2),
                _ => (10, 3),
            };
            let group = format!("{:0digits$}", self.number(bits)?);
            // The bits can encode numbers with more digits, which are invalid.
            (group.len() == digits).then(|| message.extend(group.bytes()))?;
            left -= digits;
        }
        Some(())
    }

    fn read_alphanumeric(&mut self, message: &mut Vec<u8>) -> Option<()> {
        let mut left = self.character_count(Mode::Alphanumeric)?;
        while left > 0 {
            if left > 1 {
                let pair = self.number(11)?;
                message.extend([ALPHANUMERIC.get(pair / 45)?, ALPHANUMERIC.get(pair % 45)?]);
            } else {
                message.push(*ALPHANUMERIC.get(self.number(6)?)?);
            }
            left = left.saturating_sub(2);
        }
        Some(())
    }

    fn read_bytes(&mut self, message: &mut Vec<u8>) -> Option<()> {
        for _ in 0..self.character_count(Mode::Byte)? {
            message.push(u8::try_from(self.number(8)?).ok()?);
        }
        Some(())
    }
}
