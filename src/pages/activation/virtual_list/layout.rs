//! The layout of the grid of cards, and which of them are mounted.

use std::{ops::Range, sync::Arc};

use latchkey_core::virtual_list::{Grid, floor_to_usize};
use leptos::prelude::*;
use web_sys::HtmlElement;

use super::{Card, Id, MAX_WHOLE, Virtualizer, Window};
use crate::browser::{element, viewport};

/// The height of a row before one has been measured, in CSS pixels.
const ROW_GUESS_PX: f64 = 190.0;
/// The same where the entries are rows of one line.
const DENSE_ROW_GUESS_PX: f64 = 53.0;
/// The height above a list before it has been measured, in CSS pixels.
const TOP_GUESS_PX: f64 = 240.0;
/// The minimum width of a column, in CSS pixels; used for the first estimate only.
const COLUMN_PX: f64 = 330.0;
/// The most columns; the page grows no wider.
const MAX_COLUMNS: usize = 3;

/// What the height of a row depends on.
#[derive(Clone, Copy, Default, PartialEq)]
pub struct Shape {
    /// The width of the list, in CSS pixels; zero before it was laid out.
    pub width: f64,
    /// Whether all codes are shown.
    pub are_codes_open: bool,
    /// Whether the entries are rows of one line.
    pub is_dense: bool,
}

/// The layout of the grid, as measured so far, and the state of its cards.
pub struct Layout {
    /// Cards in a row.
    pub columns: usize,
    /// The height of a row with the gap below it, once one has been measured, in CSS pixels.
    pub row_px: Option<f64>,
    /// What the height of a row depends on.
    pub shape: Shape,
    /// The height of the bar above the list, in CSS pixels.
    pub bar_px: usize,
    /// The position from which the next key moves.
    pub current: usize,
    /// The card that was removed while it had the focus. The list itself has the focus until it returns.
    pub lost_focus: Option<Id>,
    /// The cards that were on the screen last, and where their upper edges were.
    pub on_screen: Vec<(Id, f64)>,
    /// Whether anything was painted yet. Until then only the cards on the screen exist, also of a short list.
    pub is_painted: bool,
}

impl Layout {
    pub fn new() -> Self {
        Self {
            columns: 1,
            row_px: None,
            shape: Shape::default(),
            bar_px: 0,
            current: 0,
            lost_focus: None,
            on_screen: Vec::new(),
            is_painted: false,
        }
    }

    /// Stores what the height of a row depends on. Returns whether that has changed.
    pub fn reshape(&mut self, shape: Shape) -> bool {
        let has_changed = shape != self.shape;
        if has_changed {
            self.columns = columns_guess(shape.is_dense);
            (self.shape, self.row_px) = (shape, None);
        }
        has_changed
    }

    /// Forgets the previous cards, because other entries are chosen.
    pub fn start_over(&mut self) {
        (self.current, self.lost_focus) = (0, None);
        self.on_screen.clear();
    }

    pub fn grid(&self, items: usize) -> Grid {
        let guess_px = if self.shape.is_dense { DENSE_ROW_GUESS_PX } else { ROW_GUESS_PX };
        Grid::new(items, self.columns, self.row_px.unwrap_or(guess_px))
    }

    /// Measures columns and row height from the upper edges of the cards. Returns whether they have changed.
    fn measure(&mut self, tops: &[f64]) -> bool {
        let Some(first) = tops.first() else { return false };
        let columns = tops.iter().take_while(|top| (*top - first).abs() < 1.0).count();
        // A single row shows neither the empty columns nor the gap.
        if columns == tops.len() {
            return false;
        }
        // An opened card makes its row higher than the others, so the lowest height that was measured counts.
        let rows = tops.iter().step_by(columns).zip(tops.iter().skip(columns).step_by(columns));
        let row_px = rows.map(|(top, next)| next - top).reduce(f64::min);
        let known = self.row_px.filter(|_| columns == self.columns);
        if known.zip(row_px).is_some_and(|(known, row_px)| known <= row_px + 0.5) {
            return false;
        }
        (self.row_px, self.columns) = (row_px, columns);
        true
    }
}

/// Estimates the columns: one for every 330 pixels, as the stylesheet makes them.
fn columns_guess(is_dense: bool) -> usize {
    let fits =
        |columns: &usize| viewport::width() >= f64::from(u8::try_from(*columns).unwrap_or(1)) * COLUMN_PX;
    if is_dense { 1 } else { (1..=MAX_COLUMNS).rev().find(fits).unwrap_or(1) }
}

impl Virtualizer {
    /// Mounts the cards near the screen, and measures them. If the estimate was wrong, this is repeated once
    /// with the measured values.
    pub fn fill(self, list: &HtmlElement, chosen: &Arc<[Id]>, overscan_px: f64) {
        for _ in 0..2 {
            let Some((grid, range)) = self.layout.try_with_value(|layout| {
                let grid = layout.grid(chosen.len());
                // A list that was not laid out yet has no position.
                let top = if layout.shape.width > 0.0 { element::top(list) } else { TOP_GUESS_PX };
                (grid, self.range(layout, &grid, chosen.len(), top, overscan_px))
            }) else {
                return;
            };
            let list_style = HtmlElement::style(list);
            let padding =
                |name, length| list_style.set_property(name, &format!("{}px", floor_to_usize(length)));
            let _ = padding("padding-block-start", grid.height_before(range.start));
            let _ = padding("padding-block-end", grid.height_after(range.end));
            let ids = chosen.get(range.clone()).unwrap_or_default().to_vec();
            self.keep_focus_in_list(list, &ids);
            self.show_window(list, Window { first: range.start, ids });
            let tops: Vec<f64> = self.elements().iter().map(|card| element::top(card)).collect();
            if self.layout.try_update_value(|layout| layout.measure(&tops)) != Some(true) {
                break;
            }
        }
    }

    fn range(self, layout: &Layout, grid: &Grid, items: usize, top: f64, overscan: f64) -> Range<usize> {
        let mut range = if items <= MAX_WHOLE && layout.is_painted {
            0..items
        } else {
            grid.rendered_range(-top, viewport::height(), overscan)
        };
        if !layout.is_painted && range.start == 0 {
            // A card that is removed here could be needed again at once.
            let existing = self.window.with_untracked(|window| window.ids.len());
            range.end = range.end.max(existing).min(items);
        }
        if layout.row_px.is_none() {
            // With two rows the height of one can be measured, even if the list begins below the screen or
            // ends above it.
            let rows = items.div_ceil(layout.columns);
            range.start = range.start.min(rows.saturating_sub(2) * layout.columns);
            range.end = range.end.max(range.start + 2 * layout.columns).min(items);
        }
        range
    }

    /// Returns the cards' elements, in their order.
    pub fn elements(self) -> Vec<HtmlElement> {
        let elements = |cards: &Vec<Card>| cards.iter().map(|card| card.element.clone()).collect();
        self.cards.try_with_value(elements).unwrap_or_default()
    }

    /// Returns the element of an entry's card, if it exists.
    pub fn element_of(self, id: Id) -> Option<HtmlElement> {
        let find =
            |cards: &Vec<Card>| cards.iter().find(|card| card.id == id).map(|card| card.element.clone());
        self.cards.try_with_value(find).flatten()
    }
}
