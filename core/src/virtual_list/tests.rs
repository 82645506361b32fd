use proptest::prelude::*;

use super::{Grid, Step};

#[test]
fn the_rows_on_the_screen_are_rendered_with_an_overscan() {
    let grid = Grid::new(10_000, 3, 200.0);
    assert_eq!(grid.rendered_range(0.0, 800.0, 0.0), 0..12);
    assert_eq!(grid.rendered_range(0.0, 800.0, 400.0), 0..18);
    assert_eq!(grid.rendered_range(10_000.0, 800.0, 400.0), 144..168);
    assert_eq!(grid.rendered_range(-5_000.0, 800.0, 400.0), 0..3, "far above the grid, its first row");
    assert_eq!(grid.rendered_range(1e12, 800.0, 400.0), 9_999..10_000, "far below it, its last row");
}

#[test]
fn impossible_sizes_do_not_panic() {
    assert_eq!(Grid::new(0, 0, f64::NAN).rendered_range(f64::NAN, f64::INFINITY, -1.0), 0..0);
    assert_eq!(Grid::new(5, 0, 0.0).rendered_range(f64::NAN, f64::NAN, f64::NAN), 0..1);
    assert_eq!(Grid::new(0, 3, 100.0).step(0, Step::Last, 0.0), 0);
}

#[test]
fn keys_move_through_rows_and_columns() {
    let grid = Grid::new(10, 3, 100.0);
    for (from, step, to) in [
        (0, Step::Previous, 0),
        (9, Step::Next, 9),
        (4, Step::Previous, 3),
        (4, Step::Next, 5),
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
    fn everything_on_the_screen_is_rendered_and_the_total_height_is_constant(
        items in 1_usize..20_000, columns in 1_usize..6, row in 30.0..600.0_f64,
        part in 0.0..1.0_f64, height in 1.0..4_000.0_f64, margin in 0.0..1_000.0_f64,
    ) {
        let grid = Grid::new(items, columns, row);
        let total = grid.height_after(0);
        let top = part * total;
        let range = grid.rendered_range(top, height, margin);
        prop_assert!(range.start < range.end && range.end <= items);
        prop_assert!(range.start.is_multiple_of(columns));
        prop_assert!(range.end.is_multiple_of(columns) || range.end == items);
        // Nothing on the screen is missing.
        prop_assert!(grid.height_before(range.start) <= top + 1e-6);
        prop_assert!(range.end == items || grid.height_before(range.end) >= top + height - 1e-6);
        // No more is rendered than needed.
        let rows = u32::try_from((range.end - range.start).div_ceil(columns)).expect("few");
        prop_assert!(f64::from(rows) <= (height + 2.0 * margin) / row + 2.0);
        let (before, after) = (grid.height_before(range.start), grid.height_after(range.end));
        let rendered = grid.height_before(range.end.next_multiple_of(columns)) - before;
        prop_assert!((before + rendered + after - total).abs() < 1e-3);
    }

    #[test]
    fn a_step_stays_inside_and_is_undone_by_its_opposite(
        items in 1_usize..500, columns in 1_usize..6, from in 0_usize..500, height in 0.0..2_000.0_f64,
    ) {
        let grid = Grid::new(items, columns, 100.0);
        let from = from % items;
        for step in [
            Step::Previous,
            Step::Next,
            Step::Up,
            Step::Down,
            Step::PageUp,
            Step::PageDown,
            Step::First,
            Step::Last,
        ] {
            prop_assert!(grid.step(from, step, height) < items);
        }
        let up = grid.step(from, Step::Up, height);
        prop_assert!(up == from || grid.step(up, Step::Down, height) == from);
    }
}
