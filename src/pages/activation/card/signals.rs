use leptos::prelude::*;

use crate::pages::activation::{
    list_state::{Id, ListState},
    visibility::PageSignals,
};

/// What a card shows of the list and the page, besides its entry: signals of its own, which the list sets.
///
/// A signal keeps memory for every effect that has ever read it, because signals do not forget effects that
/// are gone (`reactive_graph` 0.2.16). Scrolling creates thousands of cards, so none of them reads a signal
/// that outlives it.
#[derive(Clone, Copy)]
pub struct CardSignals {
    /// The place of the card in the list, from 1.
    pub position: RwSignal<usize>,
    /// How many cards the list has, whether or not they exist.
    pub set_size: RwSignal<usize>,
    /// The number of answers before the one that the card shows.
    pub generation: RwSignal<u32>,
    /// Whether the code was just created.
    pub is_fresh: RwSignal<bool>,
    /// Whether the code is selected; `None` while none are being selected.
    pub picked: RwSignal<Option<bool>>,
    is_page_visible: RwSignal<bool>,
    are_codes_open: RwSignal<bool>,
}

impl CardSignals {
    /// Creates the signals of the card of an entry.
    #[must_use]
    pub fn new(state: ListState, id: Id, position: usize, set_size: usize) -> Self {
        let this = Self {
            position: RwSignal::new(position),
            set_size: RwSignal::new(set_size),
            generation: RwSignal::new(0),
            is_fresh: RwSignal::new(false),
            picked: RwSignal::new(None),
            is_page_visible: RwSignal::new(false),
            are_codes_open: RwSignal::new(false),
        };
        untrack(|| this.update(state, id, position, set_size));
        this
    }

    /// Sets what has changed. Tracks the list and the page.
    pub fn update(self, state: ListState, id: Id, position: usize, set_size: usize) {
        set_if_changed(self.position, position);
        set_if_changed(self.set_size, set_size);
        set_if_changed(self.generation, state.generation());
        set_if_changed(self.is_fresh, state.is_fresh(id));
        let picked = state.picked.with(|picked| picked.as_ref().map(|selection| selection.contains(id)));
        set_if_changed(self.picked, picked);
        set_if_changed(self.is_page_visible, state.app.lifecycle.visible.get());
        set_if_changed(self.are_codes_open, state.app.preferences.codes_open.get());
    }

    /// Returns what of the page decides whether the code is shown.
    #[must_use]
    pub fn page(self) -> PageSignals {
        PageSignals { is_visible: self.is_page_visible.into(), are_codes_open: self.are_codes_open.into() }
    }
}

fn set_if_changed<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|current| *current != value) {
        signal.set(value);
    }
}
