//! Encodes a symbol as one SVG path.

use crate::{QUIET_ZONE, Symbol};

impl Symbol {
    /// Returns the symbol as the `d` attribute of one stroked SVG path. Each run of dark modules is one line
    /// along the middle of its row, with relative moves between the lines. Draw it with a stroke one unit
    /// wide on a white square of `side + 2 * QUIET_ZONE` units.
    #[must_use]
    pub fn to_svg_path(&self) -> String {
        let side = usize::from(self.side());
        // About a quarter of the modules begin a dark run, and a run takes some seven characters.
        let mut d = Vec::with_capacity(2 * side * side);
        d.extend_from_slice(b"M4 4.5");
        // The start of the next relative move: the upper left module, and later the end of the last run.
        let mut pen = (QUIET_ZONE, QUIET_ZONE);
        for (mut rest, y) in self.rows().zip(QUIET_ZONE..) {
            let mut x = QUIET_ZONE;
            while let Some((light, dark, others)) = first_run(rest) {
                x += light;
                match (light, dark) {
                    // The common case: one digit each, in the same row as the run before.
                    (1..10, 1..10) if y == pen.1 => {
                        d.extend_from_slice(&[b'm', b'0' + light, b' ', b'0', b'h', b'0' + dark]);
                    }
                    _ => {
                        if (x, y) != pen {
                            push_number(&mut d, b'm', i16::from(x) - i16::from(pen.0));
                            push_number(&mut d, b' ', i16::from(y) - i16::from(pen.1));
                        }
                        push_number(&mut d, b'h', i16::from(dark));
                    }
                }
                x += dark;
                pen = (x, y);
                rest = others;
            }
        }
        String::from_utf8(d).unwrap_or_default()
    }
}

/// Returns the number of light modules before the first dark run of a row, the length of that run, and the
/// modules after it.
fn first_run(row: &[bool]) -> Option<(u8, u8, &[bool])> {
    let light = row.iter().position(|dark| *dark)?;
    let (_, row) = row.split_at_checked(light)?;
    let dark = row.iter().position(|dark| !dark).unwrap_or(row.len());
    let (_, others) = row.split_at_checked(dark)?;
    Some((u8::try_from(light).ok()?, u8::try_from(dark).ok()?, others))
}

/// Appends a letter and a number between -255 and 255.
fn push_number(d: &mut Vec<u8>, letter: u8, number: i16) {
    d.push(letter);
    if number < 0 {
        d.push(b'-');
    }
    let [size, _] = number.unsigned_abs().to_le_bytes();
    if size >= 100 {
        d.push(b'0' + size / 100);
    }
    if size >= 10 {
        d.push(b'0' + size / 10 % 10);
    }
    d.push(b'0' + size % 10);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Draws the path into modules. Supports only the part of SVG's path grammar that is used.
    fn drawn(d: &str, side: usize) -> Vec<bool> {
        let mut dark = vec![false; side * side];
        let (mut x, mut y) = (0_i32, 0_i32);
        let spaced = d.replace('h', " h ").replace('m', " m ").replace('M', " M ");
        let mut words = spaced.split_whitespace();
        while let Some(word) = words.next() {
            let mut number =
                || words.next().expect("a number").replace(".5", "").parse::<i32>().expect("a number");
            match word {
                "M" => (x, y) = (number() - 4, number() - 4),
                "m" => (x, y) = (x + number(), y + number()),
                "h" => {
                    for _ in 0..number() {
                        dark[usize::try_from(y).expect("inside") * side
                            + usize::try_from(x).expect("inside")] = true;
                        x += 1;
                    }
                }
                other => panic!("unexpected {other}"),
            }
        }
        dark
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_path_draws_exactly_the_modules(text in "\\PC{1,200}") {
            let symbol = Symbol::encode(&text).expect("short enough");
            let flat: Vec<bool> = symbol.rows().flatten().copied().collect();
            prop_assert_eq!(drawn(&symbol.to_svg_path(), usize::from(symbol.side())), flat);
        }
    }

    #[test]
    fn nineteen_digits_stay_short() {
        let symbol = Symbol::encode("0049267681211943991").expect("short");
        let (side, d) = (symbol.side() + 2 * QUIET_ZONE, symbol.to_svg_path());
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\">\
             <rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/><path d=\"{d}\" stroke=\"#000\"/></svg>"
        );
        assert!(svg.len() <= 872, "{} bytes", svg.len());
    }
}
