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
use crate::pages::activation::card::CodeCard;

/// A mounted card.
pub struct Card {
    /// Its entry.
    pub id: Id,
    /// Its element.
    pub element: HtmlElement,
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
        for id in window.ids.iter().rev() {
            let place = cards.iter().position(|card| card.id == *id);
            let Some(card) = place.map(|place| cards.swap_remove(place)).or_else(|| self.mount(list, *id))
            else {
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

    fn mount(self, list: &HtmlElement, id: Id) -> Option<Card> {
        let Self { state, chosen, window, .. } = self;
        // Created in the card, so that the signals belong to it and not to the caller's owner.
        let card = move || {
            let position = move || {
                window.with(|window| {
                    let place = window.ids.iter().position(|other| *other == id).unwrap_or_default();
                    window.first + place + 1
                })
            };
            let set_size = move || chosen.with(|chosen| chosen.len());
            view! { <CodeCard state id position=Signal::derive(position) set_size=Signal::derive(set_size) /> }
                .into_any()
        };
        if !untrack(|| state.contains(id)) {
            return None;
        }
        let free_owner = self.free_owners.try_update_value(Vec::pop).flatten();
        let owner = free_owner.or_else(|| Some(self.owner.try_get_value()?.upgrade()?.child()))?;
        let handle = owner.with(|| untrack(|| mount_to(list.clone(), card)));
        let element = list.last_element_child()?.dyn_into().ok()?;
        Some(Card { id, element, handle, owner })
    }

    fn unmount(self, Card { handle, owner, .. }: Card) {
        drop(handle);
        owner.cleanup();
        self.free_owners.update_value(|free| free.push(owner));
    }
}
