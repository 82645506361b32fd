//! The keys that lead from card to card.

use leptos::prelude::*;
use std::sync::Arc;

use latchkey_core::window::{Grid, Step};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

use super::{Cards, Id};
use crate::browser::viewport;

impl Cards {
    /// Moves to another card; what else was typed is returned.
    pub(super) fn key(&mut self, event: &Event) -> Option<String> {
        let event: &KeyboardEvent = event.unchecked_ref();
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return None;
        }
        let on: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
        if let Some(card) = on.as_ref().and_then(|on| on.closest("li").ok().flatten())
            && let Some(place) =
                card.get_attribute("aria-posinset").and_then(|place| place.parse::<usize>().ok())
        {
            self.current = place.saturating_sub(1);
        }
        if let Some(lost) = self.lost.filter(|_| self.list.has_focus()) {
            let place = self.chosen.with_untracked(|chosen| chosen.iter().position(|id| *id == lost));
            self.current = place.unwrap_or(self.current);
        }
        let key = event.key();
        // With Shift, what is not a letter marks text.
        if event.shift_key() && key.chars().count() > 1 {
            return None;
        }
        let step = match key.as_str() {
            "ArrowLeft" => Step::Before,
            "ArrowRight" => Step::After,
            "ArrowUp" => Step::Up,
            "ArrowDown" => Step::Down,
            "PageUp" => Step::PageUp,
            "PageDown" => Step::PageDown,
            "Home" => Step::First,
            "End" => Step::Last,
            "Enter" if on.is_some_and(|on| on.tag_name() == "LI") => {
                event.prevent_default();
                if let Some(standing) = self.standing.iter().find(|standing| standing.card.has_focus()) {
                    standing.card.press_first_button();
                }
                return None;
            }
            // A blank presses buttons; everything else of one letter is looked for.
            _ if key.chars().count() == 1 && key != " " => {
                event.prevent_default();
                return Some(key);
            }
            _ => return None,
        };
        event.prevent_default();
        let chosen = self.chosen.get_untracked();
        let grid = self.grid(chosen.len());
        self.current = grid.step(self.current, step, viewport::height());
        self.show(&chosen, &grid);
        None
    }

    /// Has the current card stand, and moves the focus to it.
    fn show(&mut self, chosen: &Arc<[Id]>, grid: &Grid) {
        let place =
            |this: &Self| this.current.checked_sub(this.first(chosen)).filter(|at| *at < this.standing.len());
        if place(self).is_none() {
            viewport::scroll_by(self.list.top() + grid.before(self.current) - viewport::height() / 3.0);
            self.look();
        }
        if let Some(standing) = place(self).and_then(|at| self.standing.get(at)) {
            standing.card.focus(true);
            self.lost = None;
        }
    }
}
