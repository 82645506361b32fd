//! Reads the symbol in an image drawn by a program.
//!
//! Nothing is repaired. Every module is verified: the function patterns against the standard, the format
//! information against its second copy, the codewords against their error correction. A wrong result would
//! have to be another symbol without any error.

mod codewords;
mod grey;
mod grid;
mod message;
mod patterns;

use crate::Symbol;
use grey::GreyImage;
use grid::SamplingGrid;

/// The reason why an image could not be read as a symbol.
///
/// If several function patterns are wrong, the first one in the order of the variants is returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadError {
    /// The buffer does not have four bytes for each pixel, or there is no pixel.
    PixelBuffer,
    /// Dark and light differ by fewer than 64 of 255 grey levels, as in an empty image.
    LowContrast,
    /// The symbol is light on a dark background, which readers need not support (ISO/IEC 18004, 6.2).
    Inverted,
    /// The width and the height of the box around all dark pixels differ by more than one pixel.
    NotSquare,
    /// A finder pattern or its separator is missing or damaged (6.3.3, 6.3.4).
    FinderPattern,
    /// A side has fewer than 21 or more than 177 modules, as in Micro QR (6.3.1).
    Size,
    /// A timing pattern is damaged, or its number of modules does not fit the size of the symbol (6.3.5).
    TimingPattern,
    /// The inner area of a module is neither dark nor light throughout, because of a logo or blur for
    /// example.
    UnclearModule,
    /// An alignment pattern is damaged (6.3.6).
    AlignmentPattern,
    /// The dark module is light (7.9.1).
    DarkModule,
    /// A copy of the format information is invalid, or the two copies differ (7.9.1).
    FormatInformation,
    /// A copy of the version information does not fit the size of the symbol (7.10).
    VersionInformation,
    /// A block of codewords does not match its error correction (7.5).
    Codewords,
    /// The remainder bits after the last codeword are not zero (7.7.3).
    RemainderBits,
}

impl Symbol {
    /// Reads the symbol in an image of `width` by `height` pixels. `rgba` has four bytes for each pixel, from
    /// the upper left, alpha not premultiplied. Transparent pixels count as white.
    ///
    /// The image has one upright symbol, dark on light, and nothing else that is dark. The quiet zone may
    /// have any width, or be missing. Modules of whole pixels are read from one pixel a module on. Resampled
    /// images are read reliably from four pixels a module on, and smaller ones if the middle of each module
    /// has its colour.
    ///
    /// No bit may be wrong, neither in the format information nor in a codeword. Error correction is meant
    /// for dirt and cameras, and an image drawn by a program has neither.
    ///
    /// Takes one byte of memory for each pixel, and two if the image cannot be read.
    ///
    /// ```
    /// use latchkey_qr::{ReadError, Symbol};
    ///
    /// let symbol = Symbol::encode("1827098").expect("a short text");
    /// let colour = |dark: &bool| if *dark { [0, 0, 0, 255] } else { [255; 4] };
    /// let mut rgba: Vec<u8> = symbol.rows().flatten().flat_map(colour).collect();
    /// assert_eq!(Symbol::from_rgba(21, 21, &rgba), Ok(symbol));
    ///
    /// rgba[3 * 4..4 * 4].fill(255);
    /// assert_eq!(Symbol::from_rgba(21, 21, &rgba), Err(ReadError::FinderPattern));
    /// ```
    ///
    /// # Errors
    /// Returns the first [`ReadError`] found, for a damaged symbol as well as for an image without one.
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
