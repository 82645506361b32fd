use qrcode::EcLevel;

use crate::Symbol;
use canvas::Canvas;

mod canvas;
mod codewords;
mod penalty;

/// The text fits no QR Code symbol: it has more than 2 953 bytes, 4 296 alphanumeric characters or 7 089
/// digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

impl Symbol {
    /// Encodes the UTF-8 bytes of `text` at level M, or at level L where only that fits, in the smallest
    /// version and in one segment: numeric or alphanumeric if every character allows it, otherwise bytes. The
    /// mask is the one of eight with the least penalty, the first of several (ISO/IEC 18004, 7.8.3).
    ///
    /// One segment, because several are rarely shorter for codes, and UTF-8 must never be taken for Kanji,
    /// which a reader gives back as other bytes. Never Micro QR, which not every reader knows.
    ///
    /// # Errors
    /// [`TooLong`] if the text does not fit version 40 at level L.
    pub fn encode(text: &str) -> Result<Self, TooLong> {
        [EcLevel::M, EcLevel::L]
            .into_iter()
            .find_map(|level| encode_at_level(text.as_bytes(), level))
            .ok_or(TooLong)
    }
}

fn encode_at_level(text: &[u8], level: EcLevel) -> Option<Symbol> {
    let codewords::Codewords { side, sequence } = codewords::codewords(text, level)?;
    let canvas = Canvas::new(side, &sequence);
    let masked = (0..8).map(|mask| canvas.masked(level, mask));
    masked.min_by_key(|plane| penalty::penalty(plane, usize::from(side)))?.symbol()
}

#[cfg(test)]
mod tests;
