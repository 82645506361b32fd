//! The codewords of a symbol and their error correction.

use zeroize::Zeroizing;

use super::{
    Refusal,
    structure::{Format, Purpose, format, purpose},
};
use crate::qr::Modules;

/// Codewords of error correction in each block, by level and version (ISO/IEC 18004, table 9).
#[rustfmt::skip]
const CORRECTION: [[u8; 40]; 4] = [
    [ 7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28,
     28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
    [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
     26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28],
    [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30,
     28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
    [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28,
     30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30],
];

/// Blocks, by level and version (table 9).
#[rustfmt::skip]
const BLOCKS: [[u8; 40]; 4] = [
    [1, 1, 1, 1, 1, 2, 2, 2, 2, 4,  4,  4,  4,  4,  6,  6,  6,  6,  7,  8,
     8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25],
    [1, 1, 1, 2, 2, 4, 4, 4, 5, 5,  5,  8,  9,  9, 10, 10, 11, 13, 14, 16,
     17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49],
    [1, 1, 2, 2, 4, 4, 6, 6, 8, 8,  8, 10, 12, 16, 12, 17, 16, 18, 21, 20,
     23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68],
    [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25,
     25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81],
];

/// All codewords of a symbol, in the order in which they are placed.
pub(super) struct Codewords {
    sequence: Zeroizing<Vec<u8>>,
    layout: Layout,
}

impl Codewords {
    /// Reads all codewords and checks every block, and that nothing stands behind the last codeword.
    pub(super) fn read(modules: &Modules) -> Result<Self, Refusal> {
        let format = format(modules)?;
        let bits: Zeroizing<Vec<bool>> = Zeroizing::new(bits(modules, format.mask).collect());
        let (octets, rest) = bits.as_chunks::<8>();
        let octet = |bits: &[bool; 8]| bits.iter().fold(0, |octet, bit| octet << 1 | u8::from(*bit));
        let sequence: Zeroizing<Vec<u8>> = Zeroizing::new(octets.iter().map(octet).collect());
        let layout = Layout::of(modules.side(), format, sequence.len()).ok_or(Refusal::Codewords)?;
        let read = Self { sequence, layout };
        if !(0..layout.blocks).all(|block| is_whole(&read.block(block), layout.correction)) {
            return Err(Refusal::Codewords);
        }
        if rest.contains(&true) { Err(Refusal::Remainder) } else { Ok(read) }
    }

    /// The codewords of data alone, block after block.
    pub(super) fn data(&self) -> impl Iterator<Item = u8> {
        let Layout { blocks, short, data, .. } = self.layout;
        (0..blocks).flat_map(move |block| self.block(block).take(data + usize::from(block >= short)))
    }

    fn block(&self, block: usize) -> impl Iterator<Item = u8> + Clone {
        self.layout.places(block).map(|place| self.sequence.get(place).copied().unwrap_or_default())
    }
}

/// The bits of the codewords, unmasked, in the order in which they are placed (7.7.3): in pairs of columns from
/// the right, upwards and downwards in turn, around everything else that is there.
fn bits(modules: &Modules, mask: u8) -> impl Iterator<Item = bool> {
    let side = modules.side();
    (0..side / 2)
        .flat_map(move |pair| {
            let right = side - 1 - 2 * pair;
            // The timing pattern's column is no part of any pair.
            let right = if right <= 6 { right - 1 } else { right };
            (0..side).flat_map(move |n| {
                let y = if pair % 2 == 0 { side - 1 - n } else { n };
                [(right, y), (right - 1, y)]
            })
        })
        .filter(move |(x, y)| matches!(purpose(side, *x, *y), Purpose::Data))
        .map(move |(x, y)| modules.is_dark(x, y) ^ is_turned(mask, x, y))
}

/// Whether a mask turns the module into the other colour (table 10).
fn is_turned(mask: u8, x: u8, y: u8) -> bool {
    let (x, y) = (u32::from(x), u32::from(y));
    let rest = match mask {
        0 => (x + y) % 2,
        1 => y % 2,
        2 => x % 3,
        3 => (x + y) % 3,
        4 => (x / 3 + y / 2) % 2,
        5 => x * y % 2 + x * y % 3,
        6 => (x * y % 2 + x * y % 3) % 2,
        _ => ((x + y) % 2 + x * y % 3) % 2,
    };
    rest == 0
}

/// How the codewords are dealt out to blocks (7.6): the first of each, the second of each, and so on, where the
/// first `short` blocks have one codeword of data less than the others; then their error correction likewise.
#[derive(Clone, Copy)]
struct Layout {
    blocks: usize,
    short: usize,
    /// Codewords of data in a short block.
    data: usize,
    /// Codewords of error correction in every block.
    correction: usize,
}

impl Layout {
    fn of(side: u8, format: Format, codewords: usize) -> Option<Self> {
        let version = usize::from(side.checked_sub(21)? / 4);
        let of = |table: &[[u8; 40]; 4]| {
            table.get(usize::from(format.level))?.get(version).map(|number| usize::from(*number))
        };
        let (blocks, correction) = (of(&BLOCKS)?, of(&CORRECTION)?);
        let long = codewords.checked_rem(blocks)?;
        let data = codewords.checked_div(blocks)?.checked_sub(correction)?;
        Some(Self { blocks, short: blocks - long, data, correction })
    }

    /// Where in the sequence of all codewords those of a block are.
    fn places(self, block: usize) -> impl Iterator<Item = usize> + Clone {
        let Self { blocks, short, data, correction } = self;
        let extra = block.checked_sub(short).map(|n| data * blocks + n);
        let behind_data = data * blocks + (blocks - short);
        (0..data)
            .map(move |n| n * blocks + block)
            .chain(extra)
            .chain((0..correction).map(move |n| behind_data + n * blocks + block))
    }
}

/// Whether a block has no error: as a polynomial it is zero at the first powers of two, as many as it has codewords
/// of error correction (7.5.2).
fn is_whole(block: &(impl Iterator<Item = u8> + Clone), correction: usize) -> bool {
    let powers = std::iter::successors(Some(1), |power| Some(times(*power, 2)));
    powers.take(correction).all(|at| block.clone().fold(0, |sum, codeword| times(sum, at) ^ codeword) == 0)
}

/// The product in the field of 256 elements with x⁸ + x⁴ + x³ + x² + 1. No table: a symbol has at most 3 706
/// codewords.
fn times(a: u8, b: u8) -> u8 {
    (0..8).rev().fold(0, |product: u8, bit| {
        let doubled = product << 1 ^ if product & 0x80 == 0 { 0 } else { 0x1d };
        if b >> bit & 1 == 1 { doubled ^ a } else { doubled }
    })
}
