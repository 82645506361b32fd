//! The eight data masks (ISO/IEC 18004, table 10). Their patterns repeat every twelve modules in both
//! directions.

/// The direction of a [`line`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Along {
    Row,
    Column,
}

/// All of twelve modules, every second and every third of them, from the first one on.
const ALL: u64 = 0xfff;
const SECOND: u64 = 0x555;
const THIRD: u64 = 0x249;

/// The modules of the row or column `at` that a mask from 0 to 7 inverts: bit `n` of the lowest twelve is set
/// if it inverts module `n`, and so every twelfth module from there.
pub(crate) fn line(mask: u8, at: u8, along: Along) -> u64 {
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
    match (mask, along) {
        (0, _) => sum_is_even,
        (1, Along::Row) => all_if(even),
        (1, Along::Column) => SECOND,
        (2, Along::Row) => THIRD,
        (2, Along::Column) => all_if(at.is_multiple_of(3)),
        (3, _) => sum_is_0,
        // A third of the column plus half of the row is even.
        (4, Along::Row) => 0x1c7 ^ all_if(at / 2 % 2 == 1),
        (4, Along::Column) => 0x333 ^ all_if(at / 3 % 2 == 1),
        (5, _) => product_is_even & product_is_0,
        (6, _) => product_is_even ^ product_is_1,
        _ => sum_is_even ^ product_is_1,
    }
}

/// Whether a mask from 0 to 7 inverts the module in column `x` and row `y`.
pub(crate) fn inverts(mask: u8, x: u8, y: u8) -> bool {
    line(mask, y, Along::Row) >> (x % 12) & 1 == 1
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
                    line(mask, x, Along::Column) >> (y % 12) & 1 == 1,
                    condition == 0,
                    "mask {mask} at {x}, {y}"
                );
                assert!(line(mask, y, Along::Row) <= ALL && line(mask, x, Along::Column) <= ALL);
            }
        }
    }
}
