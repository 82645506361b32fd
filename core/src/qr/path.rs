use super::{Modules, QUIET_ZONE};

/// The symbol as the `d` of one stroked SVG path: each run of dark modules is one line along the middle of
/// its row, with relative moves between them. Draw it with a stroke one unit wide on a white square of
/// `side + 2 * QUIET_ZONE` units.
#[must_use]
pub fn path(modules: &Modules) -> String {
    let mut d = String::with_capacity(usize::from(modules.side()) * 40);
    // The pen stands where the last run ended; the first move is taken from the corner.
    let mut pen = (0_i16, 0_i16);
    for (row, y) in modules.rows().zip(i16::from(QUIET_ZONE)..) {
        let mut x = i16::from(QUIET_ZONE);
        for run in row.chunk_by(|a, b| a == b) {
            let length = i16::try_from(run.len()).unwrap_or(0);
            if run.first() == Some(&true) {
                if d.is_empty() {
                    push(&mut d, &[("M", x), (" ", y)]);
                    d.push_str(".5");
                } else {
                    push(&mut d, &[("m", x - pen.0), (" ", y - pen.1)]);
                }
                push(&mut d, &[("h", length)]);
                pen = (x + length, y);
            }
            x += length;
        }
    }
    d
}

fn push(d: &mut String, parts: &[(&str, i16)]) {
    for (before, number) in parts {
        d.push_str(before);
        d.push_str(&number.to_string());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::qr::encode;

    /// Draws the path back into modules, with the little of SVG's path grammar that it uses.
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
            let modules = encode(&text).expect("short enough");
            let flat: Vec<bool> = modules.rows().flatten().copied().collect();
            prop_assert_eq!(drawn(&path(&modules), usize::from(modules.side())), flat);
        }
    }

    #[test]
    fn nineteen_digits_stay_short() {
        let length = path(&encode("0049267681211943991").expect("short")).len();
        assert!(length <= 800, "{length} characters");
    }
}
