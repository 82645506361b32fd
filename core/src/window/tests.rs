use proptest::prelude::*;

use super::{Grid, Step};

#[test]
fn the_rows_on_the_screen_stand_with_a_margin() {
    let grid = Grid::new(10_000, 3, 200.0);
    assert_eq!(grid.standing(0.0, 800.0, 0.0), 0..12);
    assert_eq!(grid.standing(0.0, 800.0, 400.0), 0..18);
    assert_eq!(grid.standing(10_000.0, 800.0, 400.0), 144..168);
    assert_eq!(grid.standing(-5_000.0, 800.0, 400.0), 0..3, "far above the grid its first row stands");
    assert_eq!(grid.standing(1e12, 800.0, 400.0), 9_999..10_000, "far below it the last one");
}

#[test]
fn what_cannot_be_is_no_trouble() {
    assert_eq!(Grid::new(0, 0, f64::NAN).standing(f64::NAN, f64::INFINITY, -1.0), 0..0);
    assert_eq!(Grid::new(5, 0, 0.0).standing(f64::NAN, f64::NAN, f64::NAN), 0..1);
    assert_eq!(Grid::new(0, 3, 100.0).step(0, Step::Last, 0.0), 0);
}

#[test]
fn keys_move_through_rows_and_columns() {
    let grid = Grid::new(10, 3, 100.0);
    for (from, step, to) in [
        (0, Step::Before, 0),
        (9, Step::After, 9),
        (4, Step::Before, 3),
        (4, Step::After, 5),
        (4, Step::Up, 1),
        (1, Step::Up, 1),
        (4, Step::Down, 7),
        (7, Step::Down, 9),
        (9, Step::Down, 9),
        (1, Step::PageDown, 7),
        (8, Step::PageUp, 2),
        (4, Step::PageUp, 1),
        (4, Step::First, 0),
        (4, Step::Last, 9),
    ] {
        assert_eq!(grid.step(from, step, 250.0), to, "{from} {step:?}");
    }
}

proptest! {
    #[test]
    fn what_is_on_the_screen_stands_and_the_whole_keeps_its_height(
        items in 1_usize..20_000, columns in 1_usize..6, row in 30.0..600.0_f64,
        part in 0.0..1.0_f64, height in 1.0..4_000.0_f64, margin in 0.0..1_000.0_f64,
    ) {
        let grid = Grid::new(items, columns, row);
        let whole = grid.after(0);
        let top = part * whole;
        let standing = grid.standing(top, height, margin);
        prop_assert!(standing.start < standing.end && standing.end <= items);
        prop_assert!(standing.start.is_multiple_of(columns));
        prop_assert!(standing.end.is_multiple_of(columns) || standing.end == items);
        // Nothing on the screen is missing.
        prop_assert!(grid.before(standing.start) <= top + 1e-6);
        prop_assert!(standing.end == items || grid.before(standing.end) >= top + height - 1e-6);
        // No more stands than is needed.
        let rows = u32::try_from((standing.end - standing.start).div_ceil(columns)).expect("few");
        prop_assert!(f64::from(rows) <= (height + 2.0 * margin) / row + 2.0);
        let stand = grid.before(standing.end.next_multiple_of(columns)) - grid.before(standing.start);
        prop_assert!((grid.before(standing.start) + stand + grid.after(standing.end) - whole).abs() < 1e-3);
    }

    #[test]
    fn a_step_stays_inside_and_is_undone_by_its_opposite(
        items in 1_usize..500, columns in 1_usize..6, from in 0_usize..500, height in 0.0..2_000.0_f64,
    ) {
        let grid = Grid::new(items, columns, 100.0);
        let from = from % items;
        for step in [Step::Before, Step::After, Step::Up, Step::Down, Step::PageUp, Step::PageDown, Step::First, Step::Last] {
            prop_assert!(grid.step(from, step, height) < items);
        }
        let up = grid.step(from, Step::Up, height);
        prop_assert!(up == from || grid.step(up, Step::Down, height) == from);
    }
}
