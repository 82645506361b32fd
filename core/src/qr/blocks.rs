//! How many codewords a symbol has, and how they are dealt out to blocks.

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

/// How the codewords are dealt out to blocks (7.6): the first of each, the second of each, and so on, where the
/// first `short` blocks have one codeword of data less than the others; then their error correction likewise.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    pub(super) blocks: usize,
    short: usize,
    /// Codewords of data in a short block.
    data: usize,
    /// Codewords of error correction in every block, 7 to 30.
    pub(super) correction: usize,
}

impl Layout {
    /// The layout of a symbol of `side` modules, 21 to 177, at a level from 0 for L to 3 for H.
    pub(super) fn of(side: u8, level: u8) -> Option<Self> {
        let version = usize::from(side.checked_sub(21)? / 4);
        let of = |table: &[[u8; 40]; 4]| {
            table.get(usize::from(level))?.get(version).map(|number| usize::from(*number))
        };
        let (blocks, correction) = (of(&BLOCKS)?, of(&CORRECTION)?);
        let codewords = codewords(usize::from(side));
        let long = codewords.checked_rem(blocks)?;
        let data = codewords.checked_div(blocks)?.checked_sub(correction)?;
        Some(Self { blocks, short: blocks - long, data, correction })
    }

    /// All codewords of the symbol, at most 3 706.
    pub(super) fn codewords(self) -> usize {
        self.codewords_of_data() + self.blocks * self.correction
    }

    /// The codewords of data in all blocks, at most 2 956.
    pub(super) fn codewords_of_data(self) -> usize {
        self.data * self.blocks + (self.blocks - self.short)
    }

    /// The codewords of data in one block.
    pub(super) fn data(self, block: usize) -> usize {
        self.data + usize::from(block >= self.short)
    }

    /// Where in the sequence of all codewords those of a block are, those of data first.
    pub(super) fn places(self, block: usize) -> impl Iterator<Item = usize> + Clone {
        let Self { blocks, short, data, correction } = self;
        let extra = block.checked_sub(short).map(|n| data * blocks + n);
        let behind_data = self.codewords_of_data();
        (0..data)
            .map(move |n| n * blocks + block)
            .chain(extra)
            .chain((0..correction).map(move |n| behind_data + n * blocks + block))
    }
}

/// The codewords for which a symbol has room: an eighth of the modules that no pattern and no word takes (table 1).
fn codewords(side: usize) -> usize {
    let version = (side - 17) / 4;
    // Three finder patterns with separators, two timing patterns, both copies of the format, the dark module.
    let mut taken = 3 * 64 + 2 * (side - 16) + 31;
    if version > 1 {
        // A square of alignment patterns without three corners; some share five modules with a timing pattern.
        let along = version / 7 + 2;
        taken += 25 * (along * along - 3) - 2 * 5 * (along - 2);
    }
    if version >= 7 {
        taken += 2 * 18;
    }
    (side * side - taken) / 8
}
