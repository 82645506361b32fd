//! What is the same in every symbol of a size, and what a symbol says of itself.

use super::Refusal;
use crate::qr::Modules;

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
    let version = u16::from((side - 17) / 4);
    if version == 1 {
        return None;
    }
    // The table of the standard as a rule: the first centre is 6, the others are spaced evenly from the last on.
    let number = version / 7 + 2;
    let step = (version * 8 + number * 3 + 5) / (number * 4 - 4) * 2;
    let others = (0..number - 1).filter_map(|n| u8::try_from(u16::from(side - 7) - n * step).ok());
    std::iter::once(6).chain(others).find(|centre| centre.abs_diff(at) <= 2)
}

/// The version as 18 bits with a BCH code (7.10).
fn version_word(side: u8) -> u32 {
    with_check_bits(u32::from((side - 17) / 4), 12, 0x1f25)
}

/// Reads the format information, without any tolerance.
///
/// A wrong bit could be corrected, but a picture made by a program has none; and the two copies must be equal.
pub(super) fn format(modules: &Modules) -> Result<Format, Refusal> {
    let end = modules.side() - 1;
    let first = (0..6).map(|y| (8, y)).chain([(8, 7), (8, 8), (7, 8)]).chain((0..6).rev().map(|x| (x, 8)));
    let second = (0..8).map(|n| (end - n, 8)).chain((0..7).map(|n| (8, end - 6 + n)));
    // The lowest of the fifteen bits comes first.
    let add = |word: u32, (x, y)| word << 1 | u32::from(modules.is_dark(x, y));
    let (first, second) = (first.rev().fold(0, add), second.rev().fold(0, add));
    (0..32)
        .find(|data| with_check_bits(u32::from(*data), 10, 0x537) ^ 0x5412 == first)
        .filter(|_| first == second)
        // The standard numbers M 00, L 01, H 10 and Q 11: by the lower bit turned round, they ascend.
        .map(|data| Format { level: data >> 3 ^ 1, mask: data & 7 })
        .ok_or(Refusal::Format)
}

/// `data` followed by the remainder of its division by the generator, which has `check + 1` bits.
fn with_check_bits(data: u32, check: u32, generator: u32) -> u32 {
    let remainder = (0..check).fold(data, |rest, _| {
        let shifted = rest << 1;
        if shifted >> check & 1 == 1 { shifted ^ generator } else { shifted }
    });
    data << check | remainder
}
