//! Keeps what is being read where it is while rows above it come, go or change their height.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Id, OVERSCAN_PX, Virtualizer};
use crate::browser::{element, viewport};

/// The room of the bar that stays at the top, in CSS pixels.
const STICKY_BAR_PX: f64 = 148.0;

impl Virtualizer {
    /// Whether no card that exists is on the screen.
    pub fn is_off_screen(self) -> bool {
        let cards = self.elements();
        let edges = cards.first().zip(cards.last());
        edges.is_none_or(|(first, last)| {
            element::top(first) > viewport::height() || element::top(last) + element::height(last) < 0.0
        })
    }

    /// Returns the cards whose upper edge is on the screen, and where it is, once the list's own has left it.
    pub fn cards_on_screen(self) -> Vec<(Id, f64)> {
        let list = self.list.try_get_untracked().flatten();
        if list.is_none_or(|list| element::top(&list) >= 0.0) {
            return Vec::new();
        }
        let ids = self.cards.try_with_untracked(|cards| cards.ids.clone()).unwrap_or_default();
        let tops = self.elements().into_iter().map(|card| element::top(&card));
        ids.into_iter().zip(tops).filter(|(_, top)| (0.0..viewport::height()).contains(top)).collect()
    }

    /// Scrolls so that the first of the cards that still is in the list is where it was.
    pub async fn keep_in_place(self, anchors: &[(Id, f64)], chosen: &Arc<[Id]>) {
        let place_of = |id: &Id| chosen.iter().position(|other| other == id);
        let anchor = anchors.iter().find_map(|(id, top)| Some((*id, *top, place_of(id)?)));
        let Some((id, top_before, place)) = anchor else { return };
        if self.element_of(id).is_none() {
            let list_top = self.list.try_get_untracked().flatten().map_or(0.0, |list| element::top(&list));
            let Some(before) = self.layout.try_with_value(|layout| layout.grid(chosen.len()).before(place))
            else {
                return;
            };
            viewport::scroll_by(list_top + before - top_before);
            self.fill(chosen, OVERSCAN_PX).await;
        }
        if let Some(card) = self.element_of(id) {
            let moved_by = element::top(&card) - top_before;
            if moved_by.abs() >= 1.0 {
                viewport::scroll_by(moved_by);
            }
        }
    }

    /// Brings the first card back to the screen, below the bar that stays there.
    pub fn scroll_to_top(self) {
        let Some(list) = self.list.try_get_untracked().flatten() else { return };
        let above = element::top(&list) - STICKY_BAR_PX;
        if above < 0.0 {
            viewport::scroll_by(above);
        }
    }
}
