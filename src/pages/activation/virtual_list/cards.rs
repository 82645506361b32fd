//! The mounted cards.
//!
//! They are mounted one by one. Leptos' keyed list removes cards that stay from the document and inserts them
//! again when others are inserted before them: the focus would be lost, and the animation that hides an
//! expired code would restart.

use leptos::{
    mount::{UnmountHandle, mount_to},
    prelude::*,
    tachys::view::any_view::AnyViewState,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{Id, Virtualizer, Window};
use crate::pages::activation::card::{CardSignals, CodeCard};

/// A mounted card.
pub struct Card {
    /// Its entry.
    pub id: Id,
    /// Its element.
    pub element: HtmlElement,
    /// What it shows of the list and the page.
    pub signals: CardSignals,
    /// Removes the card when it is dropped.
    handle: UnmountHandle<AnyViewState>,
    owner: Owner,
}

impl Virtualizer {
    /// Mounts the cards of this window, and unmounts the others. Cards that are in both are not rebuilt,
    /// which would mask a code that is being read.
    pub fn show_window(self, list: &HtmlElement, window: Window) {
        let cards = self.cards.try_update_value(std::mem::take).unwrap_or_default();
        let (mut cards, gone): (Vec<_>, Vec<_>) =
            cards.into_iter().partition(|card| window.ids.contains(&card.id));
        for card in gone {
            self.unmount(card);
        }
        let mut next: Option<Element> = None;
        let mut shown = Vec::with_capacity(window.ids.len());
        for (place, id) in window.ids.iter().enumerate().rev() {
            let position = window.first + place + 1;
            let existing = cards.iter().position(|card| card.id == *id);
            let existing = existing.map(|index| cards.swap_remove(index));
            let Some(card) = existing.or_else(|| self.mount(list, *id, position)) else {
                continue;
            };
            let follows = card.element.next_element_sibling();
            if follows != next {
                let _ = list.insert_before(&card.element, next.as_deref());
            }
            next = Some(card.element.clone().into());
            shown.push(card);
        }
        shown.reverse();
        self.cards.set_value(shown);
        if self.window.with_untracked(|current| *current != window) {
            self.window.set(window);
        }
    }

    /// Mounts all cards anew, because they become rows or rows become cards.
    pub fn remount(self) {
        let Some(list) = self.list_element() else { return };
        self.keep_focus_in_list(&list, &[]);
        for card in self.cards.try_update_value(std::mem::take).unwrap_or_default() {
            self.unmount(card);
        }
        self.window.set(Window::default());
        self.update();
    }

    /// Keeps what the cards show of the list and the page up to date.
    pub fn follow_signals(self) {
        Effect::new(move || {
            let first = self.window.with(|window| window.first);
            let set_size = self.chosen.with(|chosen| chosen.len());
            let _ = self.cards.try_with_value(|cards| {
                for (card, position) in cards.iter().zip(first + 1..) {
                    card.signals.update(self.state, card.id, position, set_size);
                }
            });
        });
    }

    fn mount(self, list: &HtmlElement, id: Id, position: usize) -> Option<Card> {
        let Self { state, chosen, .. } = self;
        if !untrack(|| state.contains(id)) {
            return None;
        }
        let free_owner = self.free_owners.try_update_value(Vec::pop).flatten();
        let owner = free_owner.or_else(|| Some(self.owner.try_get_value()?.upgrade()?.child()))?;
        let set_size = chosen.with_untracked(|chosen| chosen.len());
        let (signals, handle) = owner.with(|| {
            let signals = CardSignals::new(state, id, position, set_size);
            let card = move || view! { <CodeCard state id signals /> }.into_any();
            (signals, untrack(|| mount_to(list.clone(), card)))
        });
        let element = list.last_element_child()?.dyn_into().ok()?;
        Some(Card { id, element, signals, handle, owner })
    }

    fn unmount(self, Card { handle, owner, .. }: Card) {
        drop(handle);
        owner.cleanup();
        self.free_owners.update_value(|free| free.push(owner));
    }
}
