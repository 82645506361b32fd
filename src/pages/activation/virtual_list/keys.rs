//! The keys that move from card to card.

use latchkey_core::virtual_list::Step;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use super::Virtualizer;
use crate::browser::{element, viewport};

impl Virtualizer {
    /// Handles a key: moves to another card, or clicks the first button of a card. Returns any other
    /// character that was typed.
    pub fn handle_key(self, event: &KeyboardEvent) -> Option<String> {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return None;
        }
        let key = event.key();
        let is_character = key.chars().count() == 1;
        // With Shift, a key that is no character extends a selection of text.
        if event.shift_key() && !is_character {
            return None;
        }
        let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
        self.start_from(target.as_ref());
        if key == "Enter" {
            if let Some(card) = target.filter(|target| target.tag_name() == "LI") {
                event.prevent_default();
                element::click_first_button(&card);
            }
            return None;
        }
        if let Some(step) = step_of(&key) {
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

    /// Stores the card from which the next step starts: the one that has the focus, or had it before it was
    /// removed.
    fn start_from(self, target: Option<&Element>) {
        let card = target.and_then(|target| target.closest("li").ok().flatten());
        let position = card.and_then(|card| card.get_attribute("aria-posinset")?.parse::<usize>().ok());
        if let Some(position) = position {
            self.layout.update_value(|layout| layout.current = position.saturating_sub(1));
        }
        let list_has_focus = || self.list.get_untracked().is_some_and(|list| element::has_focus(&list));
        if let Some(lost) = self.layout.with_value(|layout| layout.lost_focus)
            && list_has_focus()
            && let Some(place) = self.chosen.with_untracked(|chosen| chosen.iter().position(|id| *id == lost))
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
