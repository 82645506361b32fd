//! Which items of a long grid have to stand in the page: those on the screen, and some around them.

use std::ops::Range;

/// The least height of a row that is believed, in pixels: what has not been laid out yet says nothing.
const LEAST_ROW: f64 = 24.0;

/// A grid of equal rows, most of which do not exist.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    items: usize,
    columns: usize,
    row: f64,
}

/// A key that moves from item to item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the item before.
    Before,
    /// To the item after.
    After,
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// Up by as many rows as the screen shows.
    PageUp,
    /// Down by as many rows as the screen shows.
    PageDown,
    /// To the first item.
    First,
    /// To the last item.
    Last,
}

impl Grid {
    /// A grid of so many items in so many columns; `row` is the height of a row with the gap below it, in pixels.
    #[must_use]
    pub fn new(items: usize, columns: usize, row: f64) -> Self {
        Self { items, columns: columns.max(1), row: if row >= LEAST_ROW { row } else { LEAST_ROW } }
    }

    /// The items that stand when the screen shows `height` pixels from `top` on, counted from the upper edge of the
    /// grid and negative above it; `margin` pixels more on both sides. Whole rows, and at least one where there are
    /// items.
    #[must_use]
    pub fn standing(&self, top: f64, height: f64, margin: f64) -> Range<usize> {
        let rows = self.items.div_ceil(self.columns);
        let first = whole(((top - margin) / self.row).floor()).min(rows.saturating_sub(1));
        let end = whole(((top + height + margin) / self.row).ceil()).clamp(first + 1, rows.max(first + 1));
        (first * self.columns).min(self.items)..(end * self.columns).min(self.items)
    }

    /// The height of the rows before an item, in pixels.
    #[must_use]
    pub fn before(&self, item: usize) -> f64 {
        self.height_of(item / self.columns)
    }

    /// The height of the rows that begin at an item or after it, in pixels.
    #[must_use]
    pub fn after(&self, item: usize) -> f64 {
        let rows = self.items.div_ceil(self.columns);
        self.height_of(rows.saturating_sub(item.div_ceil(self.columns)))
    }

    /// The item a key leads to; the edges hold. A page is what fits into `height` pixels, and at least one row.
    #[must_use]
    pub fn step(&self, from: usize, step: Step, height: f64) -> usize {
        let page = whole((height / self.row).floor()).max(1) * self.columns;
        let last = self.items.saturating_sub(1);
        // From the last row but one, down leads into a last row that may be shorter.
        let down = |by: usize| {
            let to = from + by;
            let (last_row, row) = (last / self.columns, from / self.columns);
            if to <= last || row < last_row { to.min(last) } else { from }
        };
        let up = |by: usize| if from >= by { from - by } else { from % self.columns };
        let to = match step {
            Step::Before => from.saturating_sub(1),
            Step::After => from + 1,
            Step::Up => up(self.columns),
            Step::Down => down(self.columns),
            Step::PageUp => up(page),
            Step::PageDown => down(page),
            Step::First => 0,
            Step::Last => last,
        };
        to.min(last)
    }

    #[allow(clippy::cast_precision_loss, reason = "rows of a page stay far below 2^52")]
    fn height_of(&self, rows: usize) -> f64 {
        rows as f64 * self.row
    }
}

/// The whole part of a number, at most 2^24; zero for anything below and for what is no number.
#[must_use]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates, which is what is wanted"
)]
pub fn whole(number: f64) -> usize {
    (number as usize).min(1 << 24)
}

#[cfg(test)]
mod tests;
