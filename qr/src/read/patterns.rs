//! Checks the function patterns, which are the same in every symbol of a size, and reads the format
//! information.

use qrcode::EcLevel;

use super::ReadError;
use crate::{
    Symbol,
    structure::{alignment_centres, format_information, format_positions, version_information},
};

/// The purpose of a module.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// A part of a function pattern: whether it is dark, and the error if it has the other colour.
    Fixed(bool, ReadError),
    /// A bit of the format information.
    Format,
    /// A bit of a codeword, or a remainder bit.
    Data,
}

/// The content of the format information (ISO/IEC 18004, 7.9.1).
#[derive(Clone, Copy)]
pub(super) struct Format {
    /// The error correction level.
    pub(super) level: EcLevel,
    /// The mask, 0 to 7.
    pub(super) mask: u8,
}

/// Checks every module of the function patterns.
pub(super) fn check(symbol: &Symbol) -> Result<(), ReadError> {
    let side = symbol.side();
    let positions = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
    let wrong = positions.filter_map(|(x, y)| match purpose(side, x, y) {
        Purpose::Fixed(dark, error) if dark != symbol.is_dark(x, y) => Some(error),
        _ => None,
    });
    wrong.min().map_or(Ok(()), Err)
}

/// Returns the purpose of the module in column `x` and row `y` of a symbol with `side` modules along a side
/// (6.3).
pub(super) fn purpose(side: u8, x: u8, y: u8) -> Purpose {
    // The rings around the centre of a finder pattern: 0 and 1 are dark, 2 is light, 3 dark, and 4 is the
    // light separator.
    let ring = |centre: (u8, u8)| centre.0.abs_diff(x).max(centre.1.abs_diff(y));
    let far = side - 4;
    if let Some(ring) = [(3, 3), (far, 3), (3, far)].map(ring).into_iter().find(|ring| *ring <= 4) {
        return Purpose::Fixed(!matches!(ring, 2 | 4), ReadError::FinderPattern);
    }
    if let (Some(column), Some(row)) = (alignment(side, x), alignment(side, y)) {
        // Finder patterns replace three of them.
        let last = side - 7;
        if ![(6, 6), (last, 6), (6, last)].contains(&(column, row)) {
            return Purpose::Fixed(ring((column, row)) != 1, ReadError::AlignmentPattern);
        }
    }
    if x == 6 || y == 6 {
        return Purpose::Fixed((x ^ y) & 1 == 0, ReadError::TimingPattern);
    }
    if (x, y) == (8, side - 8) {
        return Purpose::Fixed(true, ReadError::DarkModule);
    }
    let beside_finder = |along: u8| along <= 8 || along >= side - 8;
    if (x == 8 && beside_finder(y)) || (y == 8 && beside_finder(x)) {
        return Purpose::Format;
    }
    // The version information has two areas of 3 by 6 modules, mirrored at the diagonal.
    let (near, away) = (x.min(y), x.max(y));
    match away.checked_sub(side - 11) {
        Some(bit @ 0..=2) if side >= 45 && near < 6 => Purpose::Fixed(
            version_information(side) >> (3 * near + bit) & 1 == 1,
            ReadError::VersionInformation,
        ),
        _ => Purpose::Data,
    }
}

/// Returns the centre of the alignment patterns that cover this column or row, if there are any (Annex E).
fn alignment(side: u8, at: u8) -> Option<u8> {
    alignment_centres(side).find(|centre| centre.abs_diff(at) <= 2)
}

/// Reads the format information. Both copies must be valid and equal; wrong bits are not corrected, because
/// an image drawn by a program has none.
pub(super) fn format(symbol: &Symbol) -> Result<Format, ReadError> {
    // From the highest of the fifteen bits to the lowest.
    let [first, second] = format_positions(symbol.side()).rev().fold([0, 0], |[first, second], places| {
        let [a, b] = places.map(|(x, y)| u32::from(symbol.is_dark(x, y)));
        [first << 1 | a, second << 1 | b]
    });
    [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H]
        .into_iter()
        .flat_map(|level| (0..8).map(move |mask| Format { level, mask }))
        .find(|format| format_information(format.level, format.mask) == first)
        .filter(|_| first == second)
        .ok_or(ReadError::FormatInformation)
}
