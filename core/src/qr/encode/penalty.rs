//! What speaks against a mask (ISO/IEC 18004, 7.8.3.1), as `docs/qr.md` reads it.

use super::canvas::{MARGIN, Plane, lanes_below};

/// The sum of all penalties of a symbol; the mask with the smallest wins.
pub(super) fn penalty(plane: &Plane<u64>, side: usize) -> u32 {
    let (mut dark, mut squares, mut straight) = (0, 0, 0);
    let columns = plane.columns().zip(plane.columns().skip(1));
    for (n, (column, right)) in columns.enumerate() {
        let lanes = lanes_below(2 * side, n);
        // The last column of the symbol and that of its transpose have no neighbour.
        let pairs = lanes_below(2 * side - 1, n) & !(lanes_below(side, n) & !lanes_below(side - 1, n));
        let (rows, right) = (inner(column), inner(right));
        dark += rows.iter().map(|word| word.count_ones()).sum::<u32>();
        squares += blocks(rows, right, pairs);
        straight += runs(rows, lanes) + 40 * patterns(column);
    }
    // The transpose counts blocks and dark modules once more.
    straight + 3 * squares / 2 + balance(dark, side)
}

fn inner(column: &[u64]) -> &[u64] {
    column.get(MARGIN..column.len() - MARGIN).unwrap_or_default()
}

/// Ten for each whole step of five per cent that the dark modules are away from half of all, where exactly that far is
/// not yet a step; `dark` counts each twice.
fn balance(dark: u32, side: usize) -> u32 {
    let all = u32::try_from(side * side).unwrap_or_default();
    10 * (dark.abs_diff(all) * 10).div_ceil(all).saturating_sub(1)
}

/// Squares of two by two modules of one colour, which may overlap.
fn blocks(rows: &[u64], right: &[u64], pairs: u64) -> u32 {
    let squares = rows.array_windows().zip(right.array_windows());
    squares
        .map(|([a, b], [right_a, right_b])| {
            let (c, d) = (a >> 1 | right_a << 63, b >> 1 | right_b << 63);
            (one_colour([*a, *b, c, d]) & pairs).count_ones()
        })
        .sum()
}

/// Three for five modules of one colour in a column, and one for each more.
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

/// The lanes in which all words agree.
fn one_colour<const N: usize>(words: [u64; N]) -> u64 {
    words.iter().fold(u64::MAX, |all, word| all & word) | !words.iter().fold(0, |any, word| any | word)
}

/// Runs as in a finder pattern, with a light one at least four times as long as the shortest before them or behind;
/// twice where there are both.
fn patterns(column: &[u64]) -> u32 {
    let mut found = 0;
    for (n, words) in column.array_windows().enumerate() {
        let [w0, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11] = words;
        let behind = !w0 & w1 & !w2 & w3 & w4 & w5 & !w6 & w7 & !(w8 | w9 | w10 | w11);
        let before = !(w0 | w1 | w2 | w3) & w4 & !w5 & w6 & w7 & w8 & !w9 & w10 & !w11;
        found += behind.count_ones() + before.count_ones();
        // Larger ones are rare. This is where one twice as large, and one larger than that, may have the dark run in
        // its middle.
        let twice = w0 & w1 & !w2 & !w3 & w4 & w5 & w6 & w7 & w8 & w9 & !w10 & !w11;
        let more = !w0 & !w1 & !w2 & w3 & w4 & w5 & w6 & w7 & w8 & w9 & w10 & w11;
        for (mut lanes, middle) in [(twice, n + 4), (more, n + 3)] {
            while lanes != 0 {
                found += larger(column, middle, lanes.trailing_zeros());
                lanes &= lanes - 1;
            }
        }
    }
    found
}

/// As [`patterns`], for one lane and a dark run in the middle of a pattern that begins at `middle`.
fn larger(column: &[u64], middle: usize, lane: u32) -> u32 {
    let (above, below) = column.split_at_checked(middle).unwrap_or_default();
    let [length, dark_above, outer_above, _] = run_lengths(above.iter().rev(), lane, false);
    let [core, light_below, dark_below, outer_below] = run_lengths(below.iter(), lane, true);
    let fits = core == 3 * length && [dark_above, light_below, dark_below] == [length; 3];
    if !fits || outer_above.min(outer_below) < length {
        return 0;
    }
    u32::from(outer_above >= 4 * length) + u32::from(outer_below >= 4 * length)
}

/// The lengths of four runs in one lane, light and dark in turn, the first of the colour `dark`; a missing one is
/// empty. All around the symbol it is light.
fn run_lengths<'a>(words: impl Iterator<Item = &'a u64>, lane: u32, dark: bool) -> [usize; 4] {
    // No light run has to be longer than four seventh of a side.
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
