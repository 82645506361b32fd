//! The keys that move from card to card, and those that open and select rows.

use latchkey_core::virtual_list::Step;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::{Card, Id, Virtualizer};
use crate::{
    browser::{element, viewport},
    pages::activation::visibility::is_over,
};

impl Virtualizer {
    /// Handles a key: moves to another card, clicks the first button of a card, opens a row, or selects rows.
    /// Returns any other character that was typed.
    pub fn handle_key(self, event: &KeyboardEvent) -> Option<String> {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return None;
        }
        let key = event.key();
        let is_character = key.chars().count() == 1;
        let is_dense = self.state.is_dense.get_untracked();
        let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
        let step = step_of(&key);
        if event.shift_key() && !is_character {
            // In cards it extends a selection of text.
            if let Some(step @ (Step::Up | Step::Down)) = step.filter(|_| is_dense) {
                event.prevent_default();
                self.start_from(target.as_ref());
                self.extend_by(step);
            }
            return None;
        }
        self.start_from(target.as_ref());
        let focused = target.as_ref().and_then(|target| self.card_with(target));
        // Not a button inside.
        let is_card = |card: &HtmlElement| target.as_ref().is_some_and(|target| **card == *target);
        if let Some((id, card)) = focused.filter(|(_, card)| is_card(card)) {
            match (key.as_str(), is_dense) {
                ("Enter", true) => self.open_large(id),
                ("Enter", false) => element::click_first_button(&card),
                (" ", true) => self.state.toggle_picked(id),
                _ => return self.move_or_type(event, step),
            }
            event.prevent_default();
            return None;
        }
        self.move_or_type(event, step)
    }

    /// Moves the focus by a step. Without one, returns the character that was typed.
    fn move_or_type(self, event: &KeyboardEvent, step: Option<Step>) -> Option<String> {
        let key = event.key();
        let is_character = key.chars().count() == 1;
        if let Some(step) = step {
            event.prevent_default();
            self.move_focus(step);
            return None;
        }
        // A blank presses buttons; every other character is searched for.
        if is_character && key != " " {
            event.prevent_default();
            return Some(key);
        }
        None
    }

    /// Shows a code large, unless it has ended.
    fn open_large(self, id: Id) {
        let now = self.state.app.clock.now();
        if untrack(|| self.state.entry(id)).is_some_and(|entry| !is_over(entry.end, now)) {
            self.state.large.set(Some(id));
        }
    }

    /// Moves the focus by one step, and extends the selection to that row.
    fn extend_by(self, step: Step) {
        let from = self.current_id();
        self.move_focus(step);
        if let Some((from, to)) = from.zip(self.current_id()) {
            self.state.extend_picked(&self.chosen.get_untracked(), from, to);
        }
    }

    /// Returns the card that contains an element, or is that element.
    pub fn card_with(self, element: &Element) -> Option<(Id, HtmlElement)> {
        let find = |cards: &Vec<Card>| {
            let card = cards.iter().find(|card| card.element.contains(Some(element)));
            card.map(|card| (card.id, card.element.clone()))
        };
        self.cards.try_with_value(find).flatten()
    }

    /// Returns the entry from which the next step starts.
    pub fn current_id(self) -> Option<Id> {
        let current = self.layout.try_with_value(|layout| layout.current)?;
        self.chosen.with_untracked(|chosen| chosen.get(current).copied())
    }

    /// Stores the card from which the next step starts: the one that has the focus, or had it before it was
    /// removed.
    pub fn start_from(self, target: Option<&Element>) {
        let focused = target.and_then(|target| self.card_with(target)).map(|(id, _)| id);
        let list_has_focus = || self.list_element().is_some_and(|list| element::has_focus(&list));
        let lost_focus = || self.layout.with_value(|layout| layout.lost_focus).filter(|_| list_has_focus());
        if let Some(id) = focused.or_else(lost_focus)
            && let Some(place) =
                self.chosen.with_untracked(|chosen| chosen.iter().position(|other| *other == id))
        {
            self.layout.update_value(|layout| layout.current = place);
        }
    }

    /// Moves the focus by one step, to a card that may not exist yet.
    fn move_focus(self, step: Step) {
        let chosen = self.chosen.get_untracked();
        let current = self.layout.try_update_value(|layout| {
            layout.current = layout.grid(chosen.len()).step(layout.current, step, viewport::height());
            layout.current
        });
        let Some((current, id)) = current.and_then(|current| Some((current, *chosen.get(current)?))) else {
            return;
        };
        if self.element_of(id).is_none() {
            let list_top = self.list_element().map_or(0.0, |list| element::top(&list));
            let before = self.layout.with_value(|layout| layout.grid(chosen.len()).height_before(current));
            viewport::scroll_by(list_top + before - viewport::height() / 3.0);
            self.update();
        }
        if let Some(card) = self.element_of(id) {
            element::focus(&card, true);
            self.layout.update_value(|layout| layout.lost_focus = None);
        }
    }
}

fn step_of(key: &str) -> Option<Step> {
    Some(match key {
        "ArrowLeft" => Step::Previous,
        "ArrowRight" => Step::Next,
        "ArrowUp" => Step::Up,
        "ArrowDown" => Step::Down,
        "PageUp" => Step::PageUp,
        "PageDown" => Step::PageDown,
        "Home" => Step::First,
        "End" => Step::Last,
        _ => return None,
    })
}
