//! Keeps the focus in the list when the focused card is removed, and restores it when the card is mounted
//! again.

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::{Id, Virtualizer};
use crate::browser::element;

impl Virtualizer {
    /// Moves the focus to the list itself if the card that has it is not among those that will exist.
    pub fn keep_focus_in_list(self, list: &HtmlElement, next: &[Id]) {
        let focused = self.cards.try_with_value(|cards| {
            cards.iter().find(|card| element::contains_focus(&card.element)).map(|card| card.id)
        });
        if let Some(id) = focused.flatten().filter(|id| !next.contains(id)) {
            element::focus(list, false);
            self.layout.update_value(|layout| layout.lost_focus = Some(id));
        }
    }

    /// Restores the focus of the card that had it, once that card is mounted again.
    pub fn restore_focus(self, list: &HtmlElement) {
        let lost_focus = self.layout.with_value(|layout| layout.lost_focus);
        let Some(card) = lost_focus.and_then(|id| self.element_of(id)) else { return };
        // The focus may have been moved in between.
        if element::has_focus(list) {
            element::focus(&card, false);
        }
        self.layout.update_value(|layout| layout.lost_focus = None);
    }
}
