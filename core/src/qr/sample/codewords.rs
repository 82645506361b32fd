//! The codewords of a symbol and their error correction.

use zeroize::Zeroizing;

use super::{
    Refusal,
    structure::{Purpose, format, purpose},
};
use crate::qr::{Modules, blocks::Layout, mask::turns, standard::zigzag};

/// All codewords of a symbol, in the order in which they are placed.
pub(super) struct Codewords {
    sequence: Zeroizing<Vec<u8>>,
    layout: Layout,
}

impl Codewords {
    /// Reads all codewords and checks every block, and that nothing stands behind the last codeword.
    pub(super) fn read(modules: &Modules) -> Result<Self, Refusal> {
        let format = format(modules)?;
        let bits = bits(modules, format.mask);
        let (octets, rest) = bits.as_chunks::<8>();
        let octet = |bits: &[bool; 8]| bits.iter().fold(0, |octet, bit| octet << 1 | u8::from(*bit));
        let sequence: Zeroizing<Vec<u8>> = Zeroizing::new(octets.iter().map(octet).collect());
        let layout = Layout::of(modules.side(), format.level).ok_or(Refusal::Codewords)?;
        let read = Self { sequence, layout };
        if !(0..layout.blocks).all(|block| is_whole(&read.block(block), layout.correction)) {
            return Err(Refusal::Codewords);
        }
        if rest.contains(&true) { Err(Refusal::Remainder) } else { Ok(read) }
    }

    /// The codewords of data alone, block after block.
    pub(super) fn data(&self) -> impl Iterator<Item = u8> {
        (0..self.layout.blocks).flat_map(|block| self.block(block).take(self.layout.data(block)))
    }

    fn block(&self, block: usize) -> impl Iterator<Item = u8> + Clone {
        self.layout.places(block).map(|place| self.sequence.get(place).copied().unwrap_or_default())
    }
}

/// The bits of the codewords, unmasked, in the order in which they are placed, around everything else that is there.
fn bits(modules: &Modules, mask: u8) -> Zeroizing<Vec<bool>> {
    let side = modules.side();
    let mut bits = Zeroizing::new(Vec::with_capacity(usize::from(side) * usize::from(side)));
    zigzag(side, |x, y| {
        if matches!(purpose(side, x, y), Purpose::Data) {
            bits.push(modules.is_dark(x, y) ^ turns(mask, x, y));
        }
    });
    bits
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
