//! The eight data masks (ISO/IEC 18004, table 10), whose patterns repeat every twelve modules in both
//! directions.

/// The direction of a [`line`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Row,
    Column,
}

/// All of twelve modules.
const ALL: u64 = 0xfff;
/// Every second of twelve modules, from the first one on.
const SECOND: u64 = 0x555;
/// Every third of twelve modules, from the first one on.
const THIRD: u64 = 0x249;

/// Returns which modules of row or column number `at` a mask from 0 to 7 inverts: bit `n` of the lowest
/// twelve is set if it inverts module `n` and every twelfth module after it.
pub(crate) fn line(mask: u8, at: u8, direction: Direction) -> u64 {
    let all_if = |condition| if condition { ALL } else { 0 };
    let even = at.is_multiple_of(2);
    let sum_is_even = if even { SECOND } else { SECOND << 1 };
    let product_is_even = if even { ALL } else { SECOND };
    // The sum of column and row modulo three, and their product.
    let (sum_is_0, product_is_0, product_is_1) = match at % 3 {
        0 => (THIRD, ALL, 0),
        1 => (THIRD << 2, THIRD, THIRD << 1),
        _ => (THIRD << 1, THIRD, THIRD << 2),
    };
    match (mask, direction) {
        (0, _) => sum_is_even,
        (1, Direction::Row) => all_if(even),
        (1, Direction::Column) => SECOND,
        (2, Direction::Row) => THIRD,
        (2, Direction::Column) => all_if(at.is_multiple_of(3)),
        (3, _) => sum_is_0,
        // The sum of column / 3 and row / 2 is even.
        (4, Direction::Row) => 0x1c7 ^ all_if(at / 2 % 2 == 1),
        (4, Direction::Column) => 0x333 ^ all_if(at / 3 % 2 == 1),
        (5, _) => product_is_even & product_is_0,
        (6, _) => product_is_even ^ product_is_1,
        _ => sum_is_even ^ product_is_1,
    }
}

/// Returns whether a mask from 0 to 7 inverts the module in column `x` and row `y`.
pub(crate) fn inverts(mask: u8, x: u8, y: u8) -> bool {
    line(mask, y, Direction::Row) >> (x % 12) & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_patterns_are_those_of_the_table() {
        for (x, y) in (0..36_u8).flat_map(|y| (0..36_u8).map(move |x| (x, y))) {
            let (j, i) = (u32::from(x), u32::from(y));
            let conditions = [
                (i + j) % 2,
                i % 2,
                j % 3,
                (i + j) % 3,
                (i / 2 + j / 3) % 2,
                (i * j) % 2 + (i * j) % 3,
                ((i * j) % 2 + (i * j) % 3) % 2,
                ((i + j) % 2 + (i * j) % 3) % 2,
            ];
            for (mask, condition) in (0..).zip(conditions) {
                assert_eq!(inverts(mask, x, y), condition == 0, "mask {mask} at {x}, {y}");
                assert_eq!(
                    line(mask, x, Direction::Column) >> (y % 12) & 1 == 1,
                    condition == 0,
                    "mask {mask} at {x}, {y}"
                );
                assert!(line(mask, y, Direction::Row) <= ALL && line(mask, x, Direction::Column) <= ALL);
            }
        }
    }
}
