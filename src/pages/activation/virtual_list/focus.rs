//! Keeps the focus in the list when the card that has it is removed, and gives it back when the card returns.

use leptos::prelude::*;

use super::{Id, Virtualizer};
use crate::browser::element;

impl Virtualizer {
    /// Moves the focus to the list itself if the card that has it is not among those that will exist.
    pub fn keep_focus_in_list(self, next: &[Id]) {
        let Some(list) = self.list.try_get_untracked().flatten() else { return };
        let ids = self.cards.try_with_untracked(|cards| cards.ids.clone()).unwrap_or_default();
        let focused = self.elements().into_iter().zip(ids).find(|(card, _)| element::contains_focus(card));
        if let Some((_, id)) = focused.filter(|(_, id)| !next.contains(id)) {
            element::focus(&list, false);
            self.layout.update_value(|layout| layout.lost_focus = Some(id));
        }
    }

    /// Gives the focus back to the card that had lost it, once it exists again.
    pub fn restore_focus(self) {
        let lost_focus = self.layout.try_with_value(|layout| layout.lost_focus).flatten();
        let card = lost_focus.and_then(|id| self.element_of(id));
        let (Some(card), Some(list)) = (card, self.list.try_get_untracked().flatten()) else { return };
        // Somebody may have moved it elsewhere meanwhile.
        if element::has_focus(&list) {
            element::focus(&card, false);
        }
        self.layout.update_value(|layout| layout.lost_focus = None);
    }
}
