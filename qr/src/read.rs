//! Reads the symbol in a picture that a program has drawn: exactly its modules, or none.
//!
//! Nothing is repaired. Every module of the result is proven by something else in the picture: the function
//! patterns by the standard, the format information by its second copy, the codewords by their error
//! correction, of which not one bit may be wrong. A picture that was read wrongly would have to be another
//! faultless symbol.

mod codewords;
mod grey;
mod grid;
mod message;
mod patterns;

use crate::Symbol;
use grey::GreyImage;
use grid::SamplingGrid;

/// Why no symbol was read from a picture: the first reason that was met.
///
/// If several function patterns are wrong, the first one in this order is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadError {
    /// There are not four bytes for each pixel, or there is no pixel.
    PixelBuffer,
    /// Dark and light are fewer than 64 of 255 grey levels apart, as in an empty picture.
    LowContrast,
    /// The symbol is light on a dark ground, which readers need not support (ISO/IEC 18004, 6.2).
    Inverted,
    /// The bounding box of all dark pixels is not square to a pixel.
    NotSquare,
    /// There is no finder pattern where one must be, or one of the three or its separator is damaged (6.3.3,
    /// 6.3.4).
    FinderPattern,
    /// There are fewer than 21 or more than 177 modules to a side, as in Micro QR (6.3.1).
    Size,
    /// A timing pattern is damaged, or has another number of modules than fit into the bounding box (6.3.5).
    TimingPattern,
    /// A module is neither dark nor light over its inner area: it has two colours, a logo, or blur.
    UnclearModule,
    /// An alignment pattern is damaged (6.3.6).
    AlignmentPattern,
    /// The one module that is always dark is light (7.9.1).
    DarkModule,
    /// A copy of the format information is invalid, or the two copies differ (7.9.1).
    FormatInformation,
    /// A copy of the version information does not fit the size of the symbol (7.10).
    VersionInformation,
    /// A block of codewords contradicts its error correction (7.5).
    Codewords,
    /// The remainder bits after the last codeword are not zero (7.7.3).
    RemainderBits,
}

impl Symbol {
    /// Reads the symbol in a picture: `width` and `height` in pixels, `rgba` four bytes for each pixel from
    /// the upper left, alpha not premultiplied. Transparent pixels count as white.
    ///
    /// The picture holds one upright symbol, dark on light, and nothing else dark; the quiet zone may have
    /// any width, or be missing. Modules of whole pixels are read from one pixel a module on. Resampled
    /// pictures are read reliably from four pixels a module on, and below that if each module still has its
    /// colour in its middle.
    ///
    /// No bit may be wrong, neither in the format information nor in a codeword: error correction is there
    /// for dirt and cameras, and a picture drawn by a program has neither.
    ///
    /// Each pixel is looked at three times at most, and once more before an error, to recognise light on
    /// dark. Needs one byte of memory for each pixel, two before an error.
    ///
    /// # Errors
    /// The first [`ReadError`] met, for a damaged symbol as well as for a picture without one.
    pub fn from_rgba(width: u16, height: u16, rgba: &[u8]) -> Result<Self, ReadError> {
        let image = GreyImage::from_rgba(width, height, rgba)?;
        read(&image)
            .map_err(|error| if read(&image.inverted()).is_ok() { ReadError::Inverted } else { error })
    }
}

fn read(image: &GreyImage) -> Result<Symbol, ReadError> {
    let symbol = SamplingGrid::locate(image)?.sample(image)?;
    patterns::check(&symbol)?;
    codewords::read_data(&symbol)?;
    Ok(symbol)
}

#[cfg(test)]
mod tests;
