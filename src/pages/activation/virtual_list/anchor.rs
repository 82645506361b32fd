//! Scroll anchoring: keeps the cards on the screen in place while rows above them are added, removed or
//! resized.

use std::{mem, sync::Arc};

use latchkey_core::virtual_list::floor_to_usize;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Id, OVERSCAN_PX, Virtualizer};
use crate::browser::{document, element, viewport};

/// The bar above the list.
const BAR: &str = ".list-bar";

impl Virtualizer {
    /// Whether no card that exists is on the screen.
    pub fn is_off_screen(self) -> bool {
        let cards = self.elements();
        let edges = cards.first().zip(cards.last());
        edges.is_none_or(|(first, last)| {
            element::top(first) > viewport::height() || element::top(last) + element::height(last) < 0.0
        })
    }

    /// Returns the cards whose upper edge is on the screen, with its position, if the top of the list is
    /// above the screen.
    pub fn cards_on_screen(self) -> Vec<(Id, f64)> {
        if self.list_element().is_none_or(|list| element::top(&list) >= 0.0) {
            return Vec::new();
        }
        let tops = self.cards.try_with_value(|cards| {
            cards.iter().map(|card| (card.id, element::top(&card.element))).collect::<Vec<_>>()
        });
        let is_on_screen = |top: f64| (0.0..viewport::height()).contains(&top);
        tops.unwrap_or_default().into_iter().filter(|(_, top)| is_on_screen(*top)).collect()
    }

    /// Scrolls so that the first of these cards that is still in the list keeps its position.
    pub fn keep_in_place(self, list: &HtmlElement, anchors: &[(Id, f64)], chosen: &Arc<[Id]>) {
        let place_of = |id: &Id| chosen.iter().position(|other| other == id);
        let anchor = anchors.iter().find_map(|(id, top)| Some((*id, *top, place_of(id)?)));
        let Some((id, top_before, place)) = anchor else { return };
        // The cards there may be lower than those that were measured, so that another one is there.
        for _ in 0..2 {
            if self.element_of(id).is_some() {
                break;
            }
            let before = self.layout.with_value(|layout| layout.grid(chosen.len()).height_before(place));
            viewport::scroll_by(element::top(list) + before - top_before);
            self.fill(list, chosen, OVERSCAN_PX);
        }
        if let Some(card) = self.element_of(id) {
            let moved_by = element::top(&card) - top_before;
            if moved_by.abs() >= 1.0 {
                viewport::scroll_by(moved_by);
            }
        }
    }

    /// Tells the stylesheet how high the bar above the list is: the heads of rows stay below it, and what has
    /// the focus is not covered by it.
    pub fn place_below_bar(self) {
        let bar_px = document::find(BAR).map_or(0, |bar| floor_to_usize(element::height(&bar)));
        let before = self.layout.try_update_value(|layout| mem::replace(&mut layout.bar_px, bar_px));
        let codes =
            self.list_element().and_then(|list| list.parent_element()?.dyn_into::<HtmlElement>().ok());
        if let Some(codes) = codes
            && before.is_some_and(|before| before != bar_px)
        {
            let _ = codes.style().set_property("--bar-height", &format!("{bar_px}px"));
        }
    }

    /// Scrolls the first card back to the screen, below what stays at the top of it.
    pub fn scroll_to_top(self) {
        let Some(list) = self.list_element() else { return };
        let heads = list.previous_element_sibling();
        let covering = heads.or_else(|| document::find(BAR).map(Into::into));
        // On a low screen the bar scrolls away, and its lower edge is above the screen.
        let covered_px = covering.map_or(0.0, |bar| (element::top(&bar) + element::height(&bar)).max(0.0));
        let above = element::top(&list) - covered_px;
        if above < -1.0 {
            viewport::scroll_by(above);
        }
    }
}
