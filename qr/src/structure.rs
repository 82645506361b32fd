//! The positions of patterns and codewords in a symbol, and its format and version information (ISO/IEC
//! 18004). Encoding and reading share them.

use qrcode::EcLevel;

/// Returns the coordinates of the alignment patterns' centres along either axis; none in version 1 (Annex E).
///
/// There is a pattern at each pair of them, except for the three pairs inside finder patterns.
pub(crate) fn alignment_centres(side: u8) -> impl Iterator<Item = u8> + Clone {
    let version = u16::from((side - 17) / 4);
    // A formula for the standard's table: the first centre is 6, and the others are evenly spaced from the
    // last one.
    let number = version / 7 + 2;
    let step = (version * 8 + number * 3 + 5) / (number * 4 - 4) * 2;
    let others = (0..number - 1).map(move |n| u16::from(side - 7) - n * step);
    let all = std::iter::once(6).chain(others.filter_map(|centre| u8::try_from(centre).ok()));
    all.take(if version == 1 { 0 } else { usize::from(number) })
}

/// Calls `visit` with the column and row of every module outside the vertical timing pattern, in the order in
/// which the bits of codewords are placed (7.7.3): in pairs of columns from the right, upwards and downwards
/// in turn.
pub(crate) fn zigzag(side: u8, mut visit: impl FnMut(u8, u8)) {
    for pair in 0..side / 2 {
        let right = side - 1 - 2 * pair;
        // The column of the timing pattern is skipped.
        let right = if right <= 6 { right - 1 } else { right };
        for n in 0..side {
            let y = if pair % 2 == 0 { side - 1 - n } else { n };
            for x in (right - 1..=right).rev() {
                visit(x, y);
            }
        }
    }
}

/// Returns the column and row of each of the fifteen bits of the format information, in both copies, lowest
/// bit first (7.9.1).
pub(crate) fn format_positions(side: u8) -> impl DoubleEndedIterator<Item = [(u8, u8); 2]> {
    (0..15).map(move |bit| {
        let first = match bit {
            0..6 => (8, bit),
            6 | 7 => (8, bit + 1),
            8 => (7, 8),
            _ => (14 - bit, 8),
        };
        let second = if bit < 8 { (side - 1 - bit, 8) } else { (8, side - 15 + bit) };
        [first, second]
    })
}

/// Returns the fifteen bits of the format information for a level and a mask from 0 to 7 (7.9.1).
pub(crate) fn format_information(level: EcLevel, mask: u8) -> u32 {
    let level = match level {
        EcLevel::L => 0b01,
        EcLevel::M => 0b00,
        EcLevel::Q => 0b11,
        EcLevel::H => 0b10,
    };
    with_check_bits(level << 3 | u32::from(mask), 10, 0x537) ^ 0x5412
}

/// Returns the eighteen bits of the version information (7.10).
pub(crate) fn version_information(side: u8) -> u32 {
    with_check_bits(u32::from((side - 17) / 4), 12, 0x1f25)
}

/// Appends `check_bits` bits to `data`, the remainder of the division by the generator of a BCH code.
fn with_check_bits(data: u32, check_bits: u32, generator: u32) -> u32 {
    let remainder = (0..check_bits).fold(data, |rest, _| {
        let shifted = rest << 1;
        if shifted >> check_bits & 1 == 1 { shifted ^ generator } else { shifted }
    });
    data << check_bits | remainder
}
