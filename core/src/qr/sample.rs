//! The pixels of a drawn symbol become its modules again: exactly those, or none.
//!
//! Nothing is repaired. Every module of the result has been proven by something else in the picture: the fixed
//! patterns by the standard, the format bits by their second copy, the codewords by their error correction, of
//! which not one symbol may be off. A picture that was read wrongly would have to be another faultless symbol.

mod codewords;
mod grey;
mod place;
mod says;
mod structure;

use super::Modules;
use codewords::Codewords;
use grey::Grey;
use place::Place;
pub use says::says;

/// Why a picture is not taken for a symbol: the first reason that was met.
///
/// Of several wrong patterns the first in this order is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// The bytes are not four for each pixel, or there is no pixel.
    Pixels,
    /// Dark and light are fewer than 64 of 255 grey levels apart, as in an empty picture.
    Contrast,
    /// The symbol is light on a dark ground, which readers need not know (ISO/IEC 18004, 6.2).
    Inverted,
    /// The box around all dark pixels is not square to a pixel.
    Shape,
    /// No finder pattern where one must be, or one of the three or its separator is damaged (6.3.3, 6.3.4).
    Finder,
    /// Fewer than 21 or more than 177 modules to a side, as in Micro QR (6.3.1).
    Side,
    /// A timing pattern is damaged, or counts another number of modules than fit into the box (6.3.5).
    Timing,
    /// A module is neither dark nor light over its inner area: two colours, a logo, blur.
    Mixed,
    /// An alignment pattern is damaged (6.3.6).
    Alignment,
    /// The one module that is always dark is light (7.9.1).
    DarkModule,
    /// A copy of the format information is no valid word, or the two differ (7.9.1).
    Format,
    /// A copy of the version information does not say what the side says (7.10).
    Version,
    /// A block of codewords contradicts its error correction (7.5).
    Codewords,
    /// The modules left over behind the last codeword are not zero (7.7.3).
    Remainder,
}

/// Reads the symbol out of a picture: `width` and `height` in pixels, `rgba` four bytes for each from the upper
/// left, alpha not premultiplied. What is transparent is taken as white.
///
/// The picture holds one upright symbol, dark on light, and nothing else dark; any quiet zone will do, even none.
/// Modules of whole pixels are read from one pixel on. Resampled pictures are read with certainty from four
/// pixels a module on; below they are, where each module still has its colour in the middle.
///
/// No bit may be wrong, neither in the format information nor in a codeword: a picture made by a program has no
/// dirt that error correction would be for.
///
/// It looks at each pixel at most three times, and once more in vain before a refusal, to know light on dark. It
/// holds one byte a pixel, two before a refusal, overwritten afterwards.
///
/// # Errors
/// [`Refusal`], with the first reason. A picture that was no symbol is refused as well as a damaged one.
pub fn sample(width: u16, height: u16, rgba: &[u8]) -> Result<Modules, Refusal> {
    let grey = Grey::read(width, height, rgba)?;
    read(&grey).map_err(|why| if read(&grey.inverted()).is_ok() { Refusal::Inverted } else { why })
}

fn read(grey: &Grey) -> Result<Modules, Refusal> {
    let modules = Place::find(grey)?.modules(grey)?;
    structure::check(&modules)?;
    Codewords::read(&modules)?;
    Ok(modules)
}

#[cfg(test)]
mod tests;
