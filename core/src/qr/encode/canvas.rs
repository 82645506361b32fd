//! The symbol beside its transpose, in rows of bits.
//!
//! What the standard asks of rows and columns is asked here of columns alone, 64 of them in each machine word: the
//! columns of the transpose are the symbol's rows.

use zeroize::{DefaultIsZeroes, Zeroize, Zeroizing};

use crate::qr::{
    Modules,
    mask::{Along, line},
    standard::{alignment_centres, format_places, format_word, version_word, zigzag},
};

/// Light rows above and below, for those who look for light around a pattern.
pub(super) const MARGIN: usize = 4;

/// Bits of all modules, or two for each: word after word of the first row of words, from top to bottom, and then the
/// next 64 columns.
///
/// Column `x` of the symbol is lane `x`, its row `y` is lane `side + y`. Behind the last words is one column of
/// empty ones, the neighbour of the last.
pub(super) struct Plane<W: Zeroize> {
    side: usize,
    words: Zeroizing<Vec<W>>,
}

/// What of 64 modules does not depend on the mask.
#[derive(Clone, Copy, Default)]
struct Base {
    dark: u64,
    /// The modules that bits of codewords have, and those left over: what a mask may turn.
    free: u64,
}

impl DefaultIsZeroes for Base {}

/// A symbol without a mask.
pub(super) struct Canvas {
    side: u8,
    plane: Plane<Base>,
}

impl<W: Clone + Default + Zeroize> Plane<W> {
    fn new(side: usize) -> Self {
        let words = ((2 * side).div_ceil(64) + 1) * (side + 2 * MARGIN);
        Self { side, words: Zeroizing::new(vec![W::default(); words]) }
    }

    /// Words from the upper margin to the lower one, for each 64 lanes, and one time more with empty words.
    pub(super) fn columns(&self) -> impl Iterator<Item = &[W]> + Clone {
        self.words.chunks_exact(self.side + 2 * MARGIN)
    }

    fn columns_mut(&mut self) -> impl Iterator<Item = &mut [W]> {
        self.words.chunks_exact_mut(self.side + 2 * MARGIN)
    }

    /// Changes the words in which a module is, in the symbol and in its transpose; told which bit it is there.
    fn each(&mut self, x: u8, y: u8, mut change: impl FnMut(&mut W, u64)) {
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
    /// Any modules beside their transpose.
    #[cfg(test)]
    pub(super) fn of(modules: &Modules) -> Self {
        let mut plane = Self::new(usize::from(modules.side()));
        for (y, row) in (0..).zip(modules.rows()) {
            for (x, _) in (0..).zip(row).filter(|(_, dark)| **dark) {
                plane.each(x, y, |word, bit| *word |= bit);
            }
        }
        plane
    }

    /// The modules of the symbol itself.
    pub(super) fn modules(&self) -> Option<Modules> {
        let mut dark = Vec::with_capacity(self.side * self.side);
        for row in MARGIN..MARGIN + self.side {
            for (column, first) in self.columns().zip((0..self.side).step_by(64)) {
                let word = column.get(row)?;
                dark.extend((0..64.min(self.side - first)).map(|lane| word >> lane & 1 == 1));
            }
        }
        Modules::new(u8::try_from(self.side).ok()?, dark)
    }
}

/// The bits of the word numbered `word` that are lanes below `lane`.
pub(super) fn lanes_below(lane: usize, word: usize) -> u64 {
    match lane.saturating_sub(word * 64) {
        lanes @ 0..64 => (1 << lanes) - 1,
        _ => u64::MAX,
    }
}

impl Canvas {
    /// Draws the patterns of the standard and the bits of all codewords.
    pub(super) fn new(side: u8, codewords: &[u8]) -> Self {
        let lanes = usize::from(side);
        let mut plane = Plane::<Base>::new(lanes);
        for (n, column) in plane.columns_mut().enumerate() {
            let free = lanes_below(2 * lanes, n);
            column.iter_mut().skip(MARGIN).take(lanes).for_each(|word| word.free = free);
        }
        let mut canvas = Self { side, plane };
        canvas.draw_patterns();
        canvas.place(codewords);
        canvas
    }

    /// Draws a module that no mask turns.
    fn fix(&mut self, x: u8, y: u8, dark: bool) {
        self.plane.each(x, y, |word, bit| {
            word.dark = if dark { word.dark | bit } else { word.dark & !bit };
            word.free &= !bit;
        });
    }

    /// Draws rings around a centre as far as they lie in the symbol: the bits of `dark`, so many of them, say which
    /// ring is dark, the lowest what the centre is.
    fn rings(&mut self, (column, row): (u8, u8), number: u8, dark: u8) {
        let side = self.side;
        let along = |centre: u8| centre.saturating_sub(number - 1)..(centre + number).min(side);
        for y in along(row) {
            for x in along(column) {
                self.fix(x, y, dark >> column.abs_diff(x).max(row.abs_diff(y)) & 1 == 1);
            }
        }
    }

    /// Draws what is the same in all symbols of the size, and keeps the modules of the format free of codewords (6.3).
    fn draw_patterns(&mut self) {
        let side = self.side;
        for (x, y) in format_places(side).flatten() {
            self.fix(x, y, false);
        }
        self.fix(8, side - 8, true);
        for along in 8..side - 8 {
            self.fix(along, 6, along % 2 == 0);
            self.fix(6, along, along % 2 == 0);
        }
        let last = side - 7;
        for row in alignment_centres(side) {
            for column in alignment_centres(side) {
                if ![(6, 6), (last, 6), (6, last)].contains(&(column, row)) {
                    self.rings((column, row), 3, 0b101);
                }
            }
        }
        // The outermost ring is the light separator.
        for centre in [(3, 3), (side - 4, 3), (3, side - 4)] {
            self.rings(centre, 5, 0b0_1011);
        }
        if side >= 45 {
            let word = version_word(side);
            for bit in 0..18 {
                let (near, away) = (bit / 3, side - 11 + bit % 3);
                self.fix(near, away, word >> bit & 1 == 1);
                self.fix(away, near, word >> bit & 1 == 1);
            }
        }
    }

    /// Gives each free module its bit; those behind the last codeword are light (7.7.3).
    fn place(&mut self, codewords: &[u8]) {
        let mut bit = 0;
        zigzag(self.side, |x, y| {
            let dark = codewords.get(bit / 8).is_some_and(|codeword| codeword >> (7 - bit % 8) & 1 == 1);
            let mut free = false;
            self.plane.each(x, y, |word, bit| {
                free = word.free & bit != 0;
                if free && dark {
                    word.dark |= bit;
                }
            });
            bit += usize::from(free);
        });
    }

    /// The symbol with one of the masks and the format information that says so.
    pub(super) fn masked(&self, level: u8, mask: u8) -> Plane<u64> {
        let lanes = usize::from(self.side);
        let mut plane = Plane::new(lanes);
        for (n, (column, base)) in plane.columns_mut().zip(self.plane.columns()).enumerate() {
            let turned = turned(mask, lanes, n);
            // The margin is four words high, so that the line for the first row comes behind eight others.
            let turned = turned.iter().cycle().skip(12 - MARGIN);
            for ((word, base), turned) in column.iter_mut().zip(base).zip(turned) {
                *word = base.dark ^ (base.free & turned);
            }
        }
        let format = format_word(level, mask);
        for (n, places) in format_places(self.side).enumerate() {
            for (x, y) in places {
                plane.each(x, y, |word, bit| {
                    *word = if format >> n & 1 == 1 { *word | bit } else { *word & !bit }
                });
            }
        }
        plane
    }
}

/// What a mask turns in the lanes of a word, for each of twelve rows; then it repeats.
fn turned(mask: u8, side: usize, word: usize) -> [u64; 12] {
    let symbol = lanes_below(side, word);
    let mut lines = [0; 12];
    for (at, turned) in (0..).zip(&mut lines) {
        let rows = repeated(line(mask, at, Along::Row), word * 64);
        // Fifteen times twelve is more than any side.
        let columns = repeated(line(mask, at, Along::Column), word * 64 + 15 * 12 - side);
        *turned = rows & symbol | columns & !symbol;
    }
    lines
}

/// A pattern of twelve bits over and over, from one of them on.
fn repeated(pattern: u64, from: usize) -> u64 {
    let from = from % 12;
    (pattern >> from | pattern << (12 - from) & 0xfff).wrapping_mul(0x1001_0010_0100_1001)
}
