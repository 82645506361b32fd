//! What is the same in every symbol of a size, and what a symbol says of itself.

use super::Refusal;
use crate::qr::{
    Modules,
    standard::{alignment_centres, format_places, format_word, version_word},
};

/// What a module is for.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    /// The standard fixes its colour, dark if `true`; if it has the other, that is the reason to refuse.
    Fixed(bool, Refusal),
    /// A bit of the format information.
    Format,
    /// A bit of a codeword, or one left over.
    Data,
}

/// What the format information says (ISO/IEC 18004, 7.9.1).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Format {
    /// The level of error correction in ascending order: 0 is L, 1 M, 2 Q, 3 H.
    pub(super) level: u8,
    /// The mask's number, 0 to 7.
    pub(super) mask: u8,
}

/// Checks every module whose colour is fixed.
pub(super) fn check(modules: &Modules) -> Result<(), Refusal> {
    let side = modules.side();
    let places = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
    let wrong = places.filter_map(|(x, y)| match purpose(side, x, y) {
        Purpose::Fixed(dark, refusal) if dark != modules.is_dark(x, y) => Some(refusal),
        _ => None,
    });
    wrong.min().map_or(Ok(()), Err)
}

/// What the module at `x` and `y` of a symbol with `side` modules is for (6.3).
pub(super) fn purpose(side: u8, x: u8, y: u8) -> Purpose {
    // Rings around the middle of a finder pattern: 0 and 1 dark, 2 light, 3 dark, and 4 is the light separator.
    let ring = |centre: (u8, u8)| centre.0.abs_diff(x).max(centre.1.abs_diff(y));
    let far = side - 4;
    if let Some(ring) = [(3, 3), (far, 3), (3, far)].map(ring).into_iter().find(|ring| *ring <= 4) {
        return Purpose::Fixed(!matches!(ring, 2 | 4), Refusal::Finder);
    }
    if let (Some(column), Some(row)) = (alignment(side, x), alignment(side, y)) {
        // There is none where the finder patterns are.
        let last = side - 7;
        if ![(6, 6), (last, 6), (6, last)].contains(&(column, row)) {
            return Purpose::Fixed(ring((column, row)) != 1, Refusal::Alignment);
        }
    }
    if x == 6 || y == 6 {
        return Purpose::Fixed((x ^ y) & 1 == 0, Refusal::Timing);
    }
    if (x, y) == (8, side - 8) {
        return Purpose::Fixed(true, Refusal::DarkModule);
    }
    let beside_finder = |along: u8| along <= 8 || along >= side - 8;
    if (x == 8 && beside_finder(y)) || (y == 8 && beside_finder(x)) {
        return Purpose::Format;
    }
    // Two areas of 3 by 6 modules, mirrored at the diagonal.
    let (near, away) = (x.min(y), x.max(y));
    match away.checked_sub(side - 11) {
        Some(bit @ 0..=2) if side >= 45 && near < 6 => {
            Purpose::Fixed(version_word(side) >> (3 * near + bit) & 1 == 1, Refusal::Version)
        }
        _ => Purpose::Data,
    }
}

/// The centre of the alignment patterns that cover this column or row, if any do (Annex E).
fn alignment(side: u8, at: u8) -> Option<u8> {
    alignment_centres(side).find(|centre| centre.abs_diff(at) <= 2)
}

/// Reads the format information, without any tolerance.
///
/// A wrong bit could be corrected, but a picture made by a program has none; and the two copies must be equal.
pub(super) fn format(modules: &Modules) -> Result<Format, Refusal> {
    // The lowest of the fifteen bits comes first.
    let [first, second] = format_places(modules.side()).rev().fold([0, 0], |words, places| {
        let [first, second] = places.map(|(x, y)| u32::from(modules.is_dark(x, y)));
        [words[0] << 1 | first, words[1] << 1 | second]
    });
    (0..32)
        .map(|data| Format { level: data >> 3, mask: data & 7 })
        .find(|format| format_word(format.level, format.mask) == first)
        .filter(|_| first == second)
        .ok_or(Refusal::Format)
}
