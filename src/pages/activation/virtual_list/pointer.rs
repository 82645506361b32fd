//! Selecting rows with the pointer.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use super::Virtualizer;
use crate::browser::element;

impl Virtualizer {
    /// Keeps a press with Shift from selecting the text between two rows.
    pub fn prevent_text_selection(self, event: &MouseEvent) {
        if self.extends(event).is_some() {
            event.prevent_default();
        }
    }

    /// Extends the selection to the row that was clicked with Shift. Every click sets the row from which the
    /// next key and the next extension start.
    pub fn handle_click(self, event: &MouseEvent) {
        let before = self.current_id();
        let clicked: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
        self.start_from(clicked.as_ref());
        let Some(target) = self.extends(event) else { return };
        let Some((from, to)) = before.zip(self.current_id()) else { return };
        // A box is checked by the browser, after this.
        if target.tag_name() != "INPUT" {
            event.prevent_default();
        }
        if let Some(row) = self.element_of(to) {
            element::focus(&row, false);
        }
        self.state.extend_picked(&self.chosen.get_untracked(), from, to);
    }

    /// Returns what was pressed if that extends the selection: with Shift in a row, and not on a button.
    fn extends(self, event: &MouseEvent) -> Option<Element> {
        let target: Element = event.target()?.dyn_into().ok()?;
        let is_in_row = event.shift_key() && self.state.is_dense.get_untracked();
        let is_button = target.closest("button").ok().flatten().is_some();
        (is_in_row && !is_button && self.card_with(&target).is_some()).then_some(target)
    }
}
