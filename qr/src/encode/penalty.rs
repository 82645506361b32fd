//! Computes the penalty of a masked symbol (ISO/IEC 18004, 7.8.3.1). The README explains how the rules are
//! read.

use super::canvas::{MARGIN, Plane, lanes_below};

/// Returns the sum of all penalties of a symbol. The mask with the lowest one is used.
pub(super) fn penalty(plane: &Plane<u64>, side: usize) -> u32 {
    let (mut dark, mut squares, mut straight) = (0, 0, 0);
    let columns = plane.columns().zip(plane.columns().skip(1));
    for (n, (column, right)) in columns.enumerate() {
        let lanes = lanes_below(2 * side, n);
        // The last columns of the symbol and of its transpose have no right neighbour.
        let pairs = lanes_below(2 * side - 1, n) & !(lanes_below(side, n) & !lanes_below(side - 1, n));
        let (rows, right) = (inner(column), inner(right));
        dark += rows.iter().map(|word| word.count_ones()).sum::<u32>();
        squares += blocks(rows, right, pairs);
        straight += runs(rows, lanes) + 40 * patterns(column);
    }
    // The transpose has the same blocks and dark modules, so they were counted twice.
    straight + 3 * squares / 2 + balance(dark, side)
}

/// Returns the words without the margins.
fn inner(column: &[u64]) -> &[u64] {
    column.get(MARGIN..column.len() - MARGIN).unwrap_or_default()
}

/// Rule 4: returns ten for each whole step of five per cent by which the share of dark modules differs from
/// half. A difference that ends exactly with a step does not count that step. `dark` counts each module
/// twice.
fn balance(dark: u32, side: usize) -> u32 {
    let all = u32::try_from(side * side).unwrap_or_default();
    10 * (dark.abs_diff(all) * 10).div_ceil(all).saturating_sub(1)
}

/// Rule 2: returns the number of blocks of two by two modules of one colour, which may overlap. `pairs` are
/// the lanes that have a right neighbour.
fn blocks(rows: &[u64], right: &[u64], pairs: u64) -> u32 {
    let squares = rows.array_windows().zip(right.array_windows());
    squares
        .map(|([a, b], [right_a, right_b])| {
            let (c, d) = (a >> 1 | right_a << 63, b >> 1 | right_b << 63);
            (one_colour([*a, *b, c, d]) & pairs).count_ones()
        })
        .sum()
}

/// Rule 1: returns three for each run of five modules of one colour in a column, and one for each further
/// module.
fn runs(rows: &[u64], lanes: u64) -> u32 {
    let mut before = 0;
    let mut penalty = 0;
    for five in rows.array_windows::<5>() {
        let five = one_colour(*five) & lanes;
        penalty += five.count_ones() + 2 * (five & !before).count_ones();
        before = five;
    }
    penalty
}

/// Returns the lanes in which all words agree.
fn one_colour<const N: usize>(words: [u64; N]) -> u64 {
    words.iter().fold(u64::MAX, |all, word| all & word) | !words.iter().fold(0, |any, word| any | word)
}

/// Rule 3: returns the number of finder-like patterns, runs of 1:1:3:1:1 with a light run of at least four
/// units before or after them. A pattern with both counts twice.
fn patterns(column: &[u64]) -> u32 {
    let mut found = 0;
    for (n, words) in column.array_windows().enumerate() {
        let [w0, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11] = words;
        let behind = !w0 & w1 & !w2 & w3 & w4 & w5 & !w6 & w7 & !(w8 | w9 | w10 | w11);
        let before = !(w0 | w1 | w2 | w3) & w4 & !w5 & w6 & w7 & w8 & !w9 & w10 & !w11;
        found += behind.count_ones() + before.count_ones();
        // Patterns with units of more than one module are rare. These lanes may have the middle run of a
        // pattern with units of two modules, or of more.
        let twice = w0 & w1 & !w2 & !w3 & w4 & w5 & w6 & w7 & w8 & w9 & !w10 & !w11;
        let more = !w0 & !w1 & !w2 & w3 & w4 & w5 & w6 & w7 & w8 & w9 & w10 & w11;
        for (mut lanes, middle) in [(twice, n + 4), (more, n + 3)] {
            while lanes != 0 {
                found += larger_patterns(column, middle, lanes.trailing_zeros());
                lanes &= lanes - 1;
            }
        }
    }
    found
}

/// Returns the same as [`patterns`] for one lane and a pattern whose middle dark run begins at `middle`.
fn larger_patterns(column: &[u64], middle: usize, lane: u32) -> u32 {
    let (above, below) = column.split_at_checked(middle).unwrap_or_default();
    let [length, dark_above, outer_above, _] = run_lengths(above.iter().rev(), lane, false);
    let [core, light_below, dark_below, outer_below] = run_lengths(below.iter(), lane, true);
    let fits = core == 3 * length && [dark_above, light_below, dark_below] == [length; 3];
    if !fits || outer_above.min(outer_below) < length {
        return 0;
    }
    u32::from(outer_above >= 4 * length) + u32::from(outer_below >= 4 * length)
}

/// Returns the lengths of the first four runs in one lane, alternately dark and light, the first one dark if
/// `dark` is set. A missing run has length 0. Modules outside the symbol are light.
fn run_lengths<'a>(words: impl Iterator<Item = &'a u64>, lane: u32, dark: bool) -> [usize; 4] {
    // A light run of four sevenths of a side, which is at most 102 modules, is always long enough.
    let outside = std::iter::repeat_n(&0, 102);
    let mut lengths = [0; 4];
    let (mut run, mut colour) = (0, dark);
    for word in words.chain(outside) {
        if (word >> lane & 1 == 1) != colour {
            colour = !colour;
            run += 1;
        }
        let Some(length) = lengths.get_mut(run) else { break };
        *length += 1;
    }
    lengths
}
