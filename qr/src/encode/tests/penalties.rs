//! Compares the penalty of any square of modules with a simple implementation, line by line.

use proptest::prelude::*;

use crate::{
    Symbol,
    encode::{canvas::Plane, penalty::penalty},
};

/// Returns the lengths of the runs of one colour. The first and the last run are light and long.
fn runs(line: &[bool]) -> Vec<usize> {
    let framed = [&[false; 1_000], line, &[false; 1_000]].concat();
    framed.chunk_by(|a, b| a == b).map(<[bool]>::len).collect()
}

fn line_penalty(line: &[bool]) -> usize {
    let long = line.chunk_by(|a, b| a == b).map(<[bool]>::len).filter(|length| *length >= 5);
    let runs = runs(line);
    let patterns = runs.windows(7).enumerate().filter_map(|(at, runs)| {
        let unit = runs[1];
        // The runs with an odd index are dark.
        let fits = at % 2 == 0 && runs[1..6] == [unit, unit, 3 * unit, unit, unit];
        let (before, behind) = (runs[0], runs[6]);
        let enough = fits && before.min(behind) >= unit;
        enough.then_some(usize::from(before >= 4 * unit) + usize::from(behind >= 4 * unit))
    });
    long.map(|length| length - 2).sum::<usize>() + 40 * patterns.sum::<usize>()
}

fn expected(symbol: &Symbol) -> usize {
    let rows: Vec<&[bool]> = symbol.rows().collect();
    let columns = (0..rows.len()).map(|x| rows.iter().map(|row| row[x]).collect::<Vec<bool>>());
    let lines = rows.iter().map(|row| line_penalty(row)).sum::<usize>()
        + columns.map(|column| line_penalty(&column)).sum::<usize>();
    let squares = rows
        .windows(2)
        .flat_map(|pair| (1..rows.len()).map(|x| [&pair[0][x - 1..=x], &pair[1][x - 1..=x]].concat()));
    let squares = squares.filter(|square| square.iter().all(|dark| dark == &square[0])).count();
    let dark = rows.concat().iter().filter(|dark| **dark).count();
    let all = rows.len() * rows.len();
    let steps = (0..10).find(|k| ((45 - 5 * k.min(&9)) * all..=(55 + 5 * k) * all).contains(&(100 * dark)));
    lines + 3 * squares + 10 * steps.expect("a share")
}

/// Generates lines of runs, some of them like finder patterns of any size.
fn any_line(side: u8) -> impl Strategy<Value = Vec<bool>> {
    let pattern = (1..26_usize, 0..50_usize, 0..50_usize)
        .prop_map(|(unit, before, behind)| [before, unit, unit, 3 * unit, unit, unit, behind].to_vec());
    let noise = prop::collection::vec(1..7_usize, 0..40);
    let runs = prop::collection::vec(prop_oneof![pattern, noise], 1..6);
    runs.prop_map(move |runs| {
        let symbol = (0..).zip(runs.concat()).flat_map(|(n, length)| vec![n % 2 == 1; length]);
        let mut line: Vec<bool> = symbol.take(usize::from(side)).collect();
        line.resize(usize::from(side), false);
        line
    })
}

/// Generates symbols that have such lines as rows or as columns, each once or several times.
fn any_modules() -> impl Strategy<Value = Symbol> {
    let side = (0..40_u8).prop_map(|n| 21 + 4 * n);
    side.prop_flat_map(|side| {
        let lines = prop::collection::vec((any_line(side), 1..9_usize), usize::from(side));
        (lines, any::<bool>()).prop_map(move |(lines, turned)| {
            let n = usize::from(side);
            let rows: Vec<Vec<bool>> =
                lines.into_iter().flat_map(|(line, times)| vec![line; times]).take(n).collect();
            let module = |at: usize| if turned { rows[at % n][at / n] } else { rows[at / n][at % n] };
            Symbol::from_modules(side, (0..n * n).map(module).collect()).expect("a symbol's size")
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 64 } else { 4_096 }))]

    #[test]
    fn the_penalty_is_that_of_the_simple_implementation(symbol in any_modules()) {
        let counted = penalty(&Plane::of(&symbol), usize::from(symbol.side()));
        prop_assert_eq!(usize::try_from(counted).expect("small"), expected(&symbol));
    }
}
