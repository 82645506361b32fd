//! Which items of a long grid are rendered: those on the screen, and an overscan around them.

use std::ops::Range;

/// Smallest row height that is accepted, in CSS pixels. Smaller ones come from cards that are not laid out
/// yet.
const MIN_ROW_HEIGHT_PX: f64 = 24.0;

/// Geometry of a grid of rows with equal heights, of which only a range is rendered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    items: usize,
    columns: usize,
    row_height_px: f64,
}

/// Movement of the focus from item to item by a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the previous item.
    Previous,
    /// To the next item.
    Next,
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
    /// Creates a grid of `items` in `columns`, with a row height (gap included) in CSS pixels. Zero columns
    /// count as one.
    #[must_use]
    pub fn new(items: usize, columns: usize, row_height_px: f64) -> Self {
        // `f64::max` also replaces NaN.
        Self { items, columns: columns.max(1), row_height_px: row_height_px.max(MIN_ROW_HEIGHT_PX) }
    }

    /// Returns the items to render for a viewport that begins `top` pixels below the upper edge of the grid
    /// (negative: above it) and is `height` pixels high, with an overscan of `margin` pixels on both sides.
    /// They fill whole rows, at least one if there are items.
    #[must_use]
    pub fn rendered_range(&self, top: f64, height: f64, margin: f64) -> Range<usize> {
        let rows = self.items.div_ceil(self.columns);
        let first_row = floor_to_usize((top - margin) / self.row_height_px).min(rows.saturating_sub(1));
        let end_row = floor_to_usize(((top + height + margin) / self.row_height_px).ceil())
            .clamp(first_row + 1, rows.max(first_row + 1));
        (first_row * self.columns).min(self.items)..(end_row * self.columns).min(self.items)
    }

    /// Returns the height of the rows before an item, in CSS pixels.
    #[must_use]
    pub fn height_before(&self, item: usize) -> f64 {
        self.height_of(item / self.columns)
    }

    /// Returns the height of the rows that begin at an item or after it, in CSS pixels.
    #[must_use]
    pub fn height_after(&self, item: usize) -> f64 {
        let rows = self.items.div_ceil(self.columns);
        self.height_of(rows.saturating_sub(item.div_ceil(self.columns)))
    }

    /// Returns the item to which a step from an item leads; a step beyond an edge stays inside. A page is the
    /// rows that fit into `height` pixels, at least one.
    #[must_use]
    pub fn step(&self, from: usize, step: Step, height: f64) -> usize {
        let page = floor_to_usize(height / self.row_height_px).max(1) * self.columns;
        let last = self.items.saturating_sub(1);
        // The last row may be shorter: from the row above it, down leads to its last item.
        let down = |by: usize| {
            let to = from + by;
            let (last_row, row) = (last / self.columns, from / self.columns);
            if to <= last || row < last_row { to.min(last) } else { from }
        };
        let up = |by: usize| if from >= by { from - by } else { from % self.columns };
        let to = match step {
            Step::Previous => from.saturating_sub(1),
            Step::Next => from + 1,
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
        rows as f64 * self.row_height_px
    }
}

/// Rounds a number down and clamps it to at most 2^24; zero for negative numbers and `NaN`.
#[must_use]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates, as intended")]
pub fn floor_to_usize(number: f64) -> usize {
    (number as usize).min(1 << 24)
}

#[cfg(test)]
mod tests;
