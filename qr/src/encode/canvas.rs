//! Places patterns and codewords and applies masks, on a bitmap of the symbol beside its transpose.
//!
//! The penalty rules apply to rows and to columns. The columns of the transpose are the rows of the symbol,
//! so the rules are computed along columns only, for 64 columns at once in each machine word.

use qrcode::EcLevel;

use crate::{
    Symbol,
    mask::{Direction, line},
    structure::{alignment_centres, format_information, format_positions, version_information, zigzag},
};

/// The number of light rows above and below, for the penalty rule about light modules beside a pattern.
pub(super) const MARGIN: usize = 4;

/// A bitmap of the symbol beside its transpose, with one word for 64 modules of a row. The words of the
/// leftmost 64 columns come first, from top to bottom, then those of the next 64 columns.
///
/// A lane is a column of the bitmap. Lane `x` is column `x` of the symbol, lane `side + y` is row `y` of the
/// symbol. A column of empty words follows the last one, as its right neighbour.
pub(super) struct Plane<W> {
    side: usize,
    words: Vec<W>,
}

/// 64 modules before a mask is applied.
#[derive(Clone, Copy, Default)]
struct Unmasked {
    dark: u64,
    /// The modules that a mask may invert, which are those of codewords and remainder bits.
    free: u64,
}

/// A symbol before a mask is applied.
pub(super) struct Canvas {
    side: u8,
    plane: Plane<Unmasked>,
}

impl<W: Clone + Default> Plane<W> {
    fn new(side: usize) -> Self {
        let words = ((2 * side).div_ceil(64) + 1) * (side + 2 * MARGIN);
        Self { side, words: vec![W::default(); words] }
    }

    /// Returns the columns of words from the upper to the lower margin, including the empty last column.
    pub(super) fn columns(&self) -> impl Iterator<Item = &[W]> + Clone {
        self.words.chunks_exact(self.side + 2 * MARGIN)
    }

    fn columns_mut(&mut self) -> impl Iterator<Item = &mut [W]> {
        self.words.chunks_exact_mut(self.side + 2 * MARGIN)
    }

    /// Calls `change` with the word and the bit of a module, in the symbol and in its transpose.
    fn at_both(&mut self, x: u8, y: u8, mut change: impl FnMut(&mut W, u64)) {
        let (mut lane, mut row) = (usize::from(x), usize::from(y));
        for _ in 0..2 {
            let place = lane / 64 * (self.side + 2 * MARGIN) + MARGIN + row;
            if let Some(word) = self.words.get_mut(place) {
                change(word, 1 << (lane % 64));
            }
            (lane, row) = (self.side + row, lane);
        }
    }
}

impl Plane<u64> {
    /// Creates the bitmap of any symbol.
    #[cfg(test)]
    pub(super) fn of(symbol: &Symbol) -> Self {
        let mut plane = Self::new(usize::from(symbol.side()));
        for (y, row) in (0..).zip(symbol.rows()) {
            for (x, _) in (0..).zip(row).filter(|(_, dark)| **dark) {
                plane.at_both(x, y, |word, bit| *word |= bit);
            }
        }
        plane
    }

    /// Returns the symbol without its transpose.
    pub(super) fn symbol(&self) -> Option<Symbol> {
        let mut dark = Vec::with_capacity(self.side * self.side);
        for row in MARGIN..MARGIN + self.side {
            for (column, first) in self.columns().zip((0..self.side).step_by(64)) {
                let word = column.get(row)?;
                dark.extend((0..64.min(self.side - first)).map(|lane| word >> lane & 1 == 1));
            }
        }
        Symbol::from_modules(u8::try_from(self.side).ok()?, dark)
    }
}

/// Returns the bits of word number `word` in a row that belong to lanes below `lane`.
pub(super) fn lanes_below(lane: usize, word: usize) -> u64 {
    match lane.saturating_sub(word * 64) {
        lanes @ 0..64 => (1 << lanes) - 1,
        _ => u64::MAX,
    }
}

impl Canvas {
    /// Draws the function patterns and the bits of all codewords.
    pub(super) fn new(side: u8, codewords: &[u8]) -> Self {
        let lanes = usize::from(side);
        let mut plane = Plane::<Unmasked>::new(lanes);
        for (n, column) in plane.columns_mut().enumerate() {
            let free = lanes_below(2 * lanes, n);
            column.iter_mut().skip(MARGIN).take(lanes).for_each(|word| word.free = free);
        }
        let mut canvas = Self { side, plane };
        canvas.draw_function_patterns();
        canvas.place_codewords(codewords);
        canvas
    }

    /// Draws a module that masks do not invert.
    fn draw_fixed(&mut self, x: u8, y: u8, dark: bool) {
        self.plane.at_both(x, y, |word, bit| {
            word.dark = if dark { word.dark | bit } else { word.dark & !bit };
            word.free &= !bit;
        });
    }

    /// Draws `number` square rings around a centre, clipped to the symbol. Bit `n` of `dark` is set if ring
    /// `n` is dark; ring 0 is the centre.
    fn draw_rings(&mut self, (column, row): (u8, u8), number: u8, dark: u8) {
        let side = self.side;
        let along = |centre: u8| centre.saturating_sub(number - 1)..(centre + number).min(side);
        for y in along(row) {
            for x in along(column) {
                self.draw_fixed(x, y, dark >> column.abs_diff(x).max(row.abs_diff(y)) & 1 == 1);
            }
        }
    }

    /// Draws the function patterns and the version information (6.3), and reserves the modules of the format
    /// information.
    fn draw_function_patterns(&mut self) {
        let side = self.side;
        for (x, y) in format_positions(side).flatten() {
            self.draw_fixed(x, y, false);
        }
        self.draw_fixed(8, side - 8, true);
        for along in 8..side - 8 {
            self.draw_fixed(along, 6, along % 2 == 0);
            self.draw_fixed(6, along, along % 2 == 0);
        }
        let last = side - 7;
        for row in alignment_centres(side) {
            for column in alignment_centres(side) {
                if ![(6, 6), (last, 6), (6, last)].contains(&(column, row)) {
                    self.draw_rings((column, row), 3, 0b101);
                }
            }
        }
        // The outermost ring is the light separator.
        for centre in [(3, 3), (side - 4, 3), (3, side - 4)] {
            self.draw_rings(centre, 5, 0b0_1011);
        }
        if side >= 45 {
            let information = version_information(side);
            for bit in 0..18 {
                let (near, away) = (bit / 3, side - 11 + bit % 3);
                self.draw_fixed(near, away, information >> bit & 1 == 1);
                self.draw_fixed(away, near, information >> bit & 1 == 1);
            }
        }
    }

    /// Places the bits of the codewords in the free modules. The remainder bits after them are light (7.7.3).
    fn place_codewords(&mut self, codewords: &[u8]) {
        let mut bit = 0;
        zigzag(self.side, |x, y| {
            let dark = codewords.get(bit / 8).is_some_and(|codeword| codeword >> (7 - bit % 8) & 1 == 1);
            let mut free = false;
            self.plane.at_both(x, y, |word, bit| {
                free = word.free & bit != 0;
                if free && dark {
                    word.dark |= bit;
                }
            });
            bit += usize::from(free);
        });
    }

    /// Returns the symbol with a mask from 0 to 7 applied, and with the format information for level and
    /// mask.
    pub(super) fn masked(&self, level: EcLevel, mask: u8) -> Plane<u64> {
        let lanes = usize::from(self.side);
        let mut plane = Plane::new(lanes);
        for (n, (column, unmasked)) in plane.columns_mut().zip(self.plane.columns()).enumerate() {
            let inverted = inverted(mask, lanes, n);
            // The first rows are the margin, so the first line of the mask applies after them.
            let inverted = inverted.iter().cycle().skip(12 - MARGIN);
            for ((word, unmasked), inverted) in column.iter_mut().zip(unmasked).zip(inverted) {
                *word = unmasked.dark ^ (unmasked.free & inverted);
            }
        }
        let format = format_information(level, mask);
        for (n, places) in format_positions(self.side).enumerate() {
            for (x, y) in places {
                plane.at_both(x, y, |word, bit| {
                    *word = if format >> n & 1 == 1 { *word | bit } else { *word & !bit }
                });
            }
        }
        plane
    }
}

/// Returns the lanes of word number `word` that a mask inverts, for each of twelve rows, after which it
/// repeats.
fn inverted(mask: u8, side: usize, word: usize) -> [u64; 12] {
    let symbol = lanes_below(side, word);
    let mut lines = [0; 12];
    for (at, inverted) in (0..).zip(&mut lines) {
        let rows = repeated(line(mask, at, Direction::Row), word * 64);
        // 15 * 12 is greater than any side, so the difference is not negative.
        let columns = repeated(line(mask, at, Direction::Column), word * 64 + 15 * 12 - side);
        *inverted = rows & symbol | columns & !symbol;
    }
    lines
}

/// Repeats a pattern of twelve bits over a word, starting with bit `from` of the pattern.
fn repeated(pattern: u64, from: usize) -> u64 {
    let from = from % 12;
    (pattern >> from | pattern << (12 - from) & 0xfff).wrapping_mul(0x1001_0010_0100_1001)
}
