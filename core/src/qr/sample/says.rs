use zeroize::Zeroizing;

use super::codewords::Codewords;
use crate::qr::{
    Modules,
    mode::{ALPHANUMERIC, Mode},
};

/// Whether a symbol says exactly `text`, byte for byte in UTF-8.
///
/// Nothing where that cannot be told: the symbol has an error, a segment that is neither numeric, alphanumeric nor
/// bytes, or bytes beyond ASCII that may be meant in another encoding.
#[must_use]
pub fn says(modules: &Modules, text: &str) -> Option<bool> {
    let codewords = Codewords::read(modules).ok()?;
    let bits = codewords.data().flat_map(|codeword| (0..8).rev().map(move |bit| codeword >> bit & 1 == 1));
    let said = Reader { bits, side: modules.side() }.read()?;
    let same = *said == text.as_bytes();
    (same || said.is_ascii()).then_some(same)
}

struct Reader<B> {
    bits: B,
    side: u8,
}

impl<B: Iterator<Item = bool>> Reader<B> {
    /// All segments up to the terminator, or to the end of the data where there is no room for one (7.4).
    fn read(mut self) -> Option<Zeroizing<Vec<u8>>> {
        // No symbol says more digits than this, so that the buffer never moves and leaves a copy behind.
        let mut said = Zeroizing::new(Vec::with_capacity(7_089));
        while let Some(mode) = self.number(4) {
            match mode {
                0b0000 => break,
                0b0001 => self.digits(&mut said)?,
                0b0010 => self.alphanumeric(&mut said)?,
                0b0100 => self.bytes(&mut said)?,
                // The number of UTF-8 among the encodings, before bytes in it.
                0b0111 if self.number(8)? == 26 => {}
                _ => return None,
            }
        }
        Some(said)
    }

    /// The next bits as a number, nothing if there are not so many.
    fn number(&mut self, bits: u32) -> Option<usize> {
        (0..bits).try_fold(0, |number, _| Some(number << 1 | usize::from(self.bits.next()?)))
    }

    /// How many characters a segment has.
    fn count(&mut self, mode: Mode) -> Option<usize> {
        self.number(mode.count_bits(self.side))
    }

    fn digits(&mut self, said: &mut Vec<u8>) -> Option<()> {
        let mut left = self.count(Mode::Numeric)?;
        while left > 0 {
            let (bits, digits) = match left {
                1 => (4, 1),
                2 => (7, 2),
                _ => (10, 3),
            };
            let group = format!("{:0digits$}", self.number(bits)?);
            // A number that needs more digits than its group has is no number of that group.
            (group.len() == digits).then(|| said.extend(group.bytes()))?;
            left -= digits;
        }
        Some(())
    }

    fn alphanumeric(&mut self, said: &mut Vec<u8>) -> Option<()> {
        let mut left = self.count(Mode::Alphanumeric)?;
        while left > 0 {
            if left > 1 {
                let pair = self.number(11)?;
                said.extend([ALPHANUMERIC.get(pair / 45)?, ALPHANUMERIC.get(pair % 45)?]);
            } else {
                said.push(*ALPHANUMERIC.get(self.number(6)?)?);
            }
            left = left.saturating_sub(2);
        }
        Some(())
    }

    fn bytes(&mut self, said: &mut Vec<u8>) -> Option<()> {
        for _ in 0..self.count(Mode::Bytes)? {
            said.push(u8::try_from(self.number(8)?).ok()?);
        }
        Some(())
    }
}
