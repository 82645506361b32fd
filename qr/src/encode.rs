//! Encodes a text as a symbol.

use qrcode::EcLevel;

use crate::Symbol;
use canvas::Canvas;

mod canvas;
mod codewords;
mod penalty;

/// The error for a text that fits no symbol: it has more than 2 953 bytes, 4 296 alphanumeric characters or
/// 7 089 digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLong;

impl Symbol {
    /// Encodes the UTF-8 bytes of `text` in the smallest version at level M, or at level L if only that fits.
    ///
    /// The text becomes one segment: numeric or alphanumeric if every character allows it, otherwise bytes.
    /// Several segments are rarely shorter for codes, and Kanji segments would change UTF-8 bytes. The mask
    /// is the first with the lowest penalty (ISO/IEC 18004, 7.8.3). Micro QR is never used, because not every
    /// reader supports it.
    ///
    /// ```
    /// use latchkey_qr::{QUIET_ZONE, Symbol};
    ///
    /// let symbol = Symbol::encode("0049267681211943991").expect("a short text");
    /// assert_eq!(symbol.side(), 21);
    /// // The first finder pattern begins inside the quiet zone.
    /// assert_eq!(QUIET_ZONE, 4);
    /// assert!(symbol.to_svg_path().starts_with("M4 4.5h7"));
    /// ```
    ///
    /// # Errors
    /// Returns [`TooLong`] if the text does not fit version 40 at level L.
    pub fn encode(text: &str) -> Result<Self, TooLong> {
        [EcLevel::M, EcLevel::L]
            .into_iter()
            .find_map(|level| encode_at_level(text.as_bytes(), level))
            .ok_or(TooLong)
    }
}

fn encode_at_level(text: &[u8], level: EcLevel) -> Option<Symbol> {
    let codewords::Codewords { side, sequence } = codewords::encode_codewords(text, level)?;
    let canvas = Canvas::new(side, &sequence);
    let masked = (0..8).map(|mask| canvas.masked(level, mask));
    masked.min_by_key(|plane| penalty::penalty(plane, usize::from(side)))?.symbol()
}

#[cfg(test)]
mod tests;
