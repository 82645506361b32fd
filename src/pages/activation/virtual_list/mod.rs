//! A virtual list: only the cards near the screen are mounted. Padding replaces the rest, so that the scroll
//! bar is right.

mod anchor;
mod cards;
mod focus;
mod keys;
mod layout;
mod pointer;

use std::{mem, sync::Arc};

use leptos::{html, prelude::*, reactive::owner::WeakOwner};
use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};

use self::{
    cards::Card,
    layout::{Layout, Shape},
};
use super::{
    list_state::{Id, ListState},
    row_heads::RowHeads,
};
use crate::{
    browser::{element, viewport},
    i18n::{Key, texts},
};

/// Overscan: how far beyond both edges of the screen cards are mounted, in CSS pixels.
const OVERSCAN_PX: f64 = 400.0;
/// A list with at most this many entries is mounted as a whole.
const MAX_WHOLE: usize = 24;

/// The id of the sentence that says which keys rows have.
const KEYS_ID: &str = "row-keys";

/// The chosen entries as cards, or as rows with heads. Arrow keys, Home, End and the page keys move from one
/// to the next ([decision 22](../../../../docs/decisions/0022-rows-of-a-long-list.md) is about the roles).
#[component]
pub fn VirtualList(
    /// The list.
    state: ListState,
    /// The entries to show, in their order.
    chosen: Memo<Arc<[Id]>>,
    /// The list's element, so that others can focus it.
    list: NodeRef<html::Div>,
    /// Called with a character that was typed while the focus was in the list.
    #[prop(into)]
    on_typed: Callback<String>,
) -> impl IntoView {
    let t = texts();
    let this = Virtualizer::new(state, chosen, list);
    let is_selecting = Memo::new(move |_| state.picked.with(Option::is_some));
    this.follow_chosen();
    this.follow_shape(is_selecting);
    this.follow_signals();
    let keydown = move |event: KeyboardEvent| {
        if let Some(text) = this.handle_key(&event) {
            on_typed.run(text);
        }
    };
    let is_dense = state.is_dense;
    let heads = move || is_dense.get().then(|| view! { <RowHeads is_selecting /> });
    let keys = move || is_dense.get().then(|| t.say(Key::ListRowKeys));
    // Signals of one type, because each type of a changing attribute takes space in the bundle.
    let in_grid = move |value: &'static str| Signal::derive(move || is_dense.get().then_some(value));
    let row_count =
        Signal::derive(move || is_dense.get().then(|| chosen.with(|chosen| chosen.len() + 1).to_string()));
    let title = t.say(Key::ActivationTitle);
    view! {
        <p id=KEYS_ID hidden>
            {keys}
        </p>
        <div
            class="codes"
            class:dense=is_dense
            class:selecting=is_selecting
            role=in_grid("grid")
            aria-label=in_grid(title)
            aria-rowcount=row_count
            aria-multiselectable=in_grid("true")
            aria-describedby=in_grid(KEYS_ID)
        >
            {heads}
            <div
                class="cards"
                tabindex="-1"
                role=move || if is_dense.get() { "rowgroup" } else { "list" }
                aria-label=title
                data-typing=""
                on:keydown=keydown
                on:mousedown=move |event: MouseEvent| this.prevent_text_selection(&event)
                on:click=move |event: MouseEvent| this.handle_click(&event)
                node_ref=list
            />
        </div>
    }
}

/// The mounted cards: consecutive entries.
#[derive(Clone, Default, PartialEq)]
struct Window {
    /// The position of the first in the chosen entries.
    first: usize,
    /// The entries.
    ids: Vec<Id>,
}

/// Decides which cards are mounted, from the position of the list on the screen. A copy refers to the same
/// list.
#[derive(Clone, Copy)]
struct Virtualizer {
    state: ListState,
    chosen: Memo<Arc<[Id]>>,
    list: NodeRef<html::Div>,
    window: RwSignal<Window>,
    cards: StoredValue<Vec<Card>, LocalStorage>,
    /// Owners of removed cards, which are reused, because an owner never forgets a child.
    free_owners: StoredValue<Vec<Owner>>,
    layout: StoredValue<Layout>,
    /// The owner of the list, and so of the cards. Weak, because it owns this.
    owner: StoredValue<WeakOwner>,
}

impl Virtualizer {
    fn new(state: ListState, chosen: Memo<Arc<[Id]>>, list: NodeRef<html::Div>) -> Self {
        Self {
            state,
            chosen,
            list,
            window: RwSignal::new(Window::default()),
            cards: StoredValue::new_local(Vec::new()),
            free_owners: StoredValue::new(Vec::new()),
            layout: StoredValue::new(Layout::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default().downgrade()),
        }
    }

    /// Updates the cards when other entries are chosen. After another search or order of the same answer the
    /// list starts at the top.
    fn follow_chosen(self) {
        Effect::new(move |before: Option<(u32, Arc<[Id]>)>| {
            let (generation, chosen) = (self.state.generation(), self.chosen.get());
            let was_rearranged = before.is_some_and(|(before, ids)| before == generation && ids != chosen);
            if was_rearranged {
                self.layout.update_value(Layout::start_over);
            }
            self.update();
            if was_rearranged {
                self.scroll_to_top();
                self.update();
            }
            // New cards are laid out by then.
            self.update_in_next_frame();
            (generation, chosen)
        });
    }

    /// Updates the cards when they change their size or the screen is scrolled, and after the first frame.
    fn follow_shape(self, is_selecting: Memo<bool>) {
        Effect::new(move || {
            self.state.app.preferences.codes_open.track();
            // The bar above the list becomes higher, and each entry gets a box.
            is_selecting.track();
            self.update_in_next_frame();
        });
        Effect::new(move |before: Option<bool>| {
            let is_dense = self.state.is_dense.get();
            if before.is_some_and(|before| before != is_dense) {
                self.remount();
            }
            is_dense
        });
        viewport::on_change(move || self.update());
        // The first frame paints the cards on the screen; those around them are mounted after it.
        request_animation_frame(move || {
            request_animation_frame(move || {
                self.layout.update_value(|layout| layout.is_painted = true);
                self.update();
            });
        });
    }

    fn update_in_next_frame(self) {
        request_animation_frame(move || self.update());
    }

    /// Mounts the cards on the screen now, and those around them in the next frame.
    fn update(self) {
        if self.try_update() == Some(true) {
            request_animation_frame(move || {
                let _ = self.try_update();
            });
        }
    }

    /// Mounts the cards that are due. Returns whether those around the screen are still missing, because
    /// those on it are painted first; `None` if the view was disposed.
    fn try_update(self) -> Option<bool> {
        let list = self.list_element()?;
        let chosen = self.chosen.try_get_untracked()?;
        self.place_below_bar();
        let shape = Shape {
            width: element::width(&list),
            are_codes_open: self.state.app.preferences.codes_open.get_untracked(),
            is_dense: self.state.is_dense.try_get_untracked()?,
        };
        // The cards on the screen before the list changed its shape, or the current ones.
        let was_reshaped = self.layout.try_update_value(|layout| layout.reshape(shape))?;
        let anchors = if was_reshaped {
            self.layout.try_update_value(|layout| mem::take(&mut layout.on_screen))?
        } else {
            self.cards_on_screen()
        };
        let is_painted = self.layout.try_with_value(|layout| layout.is_painted)?;
        let overscan_px = if is_painted && !self.is_off_screen() { OVERSCAN_PX } else { 0.0 };
        self.fill(&list, &chosen, overscan_px);
        self.keep_in_place(&list, &anchors, &chosen);
        let on_screen = self.cards_on_screen();
        self.layout.update_value(|layout| layout.on_screen = on_screen);
        self.restore_focus(&list);
        let existing = self.window.with_untracked(|window| window.ids.len());
        Some(is_painted && overscan_px < OVERSCAN_PX && existing < chosen.len())
    }

    fn list_element(self) -> Option<HtmlElement> {
        Some(self.list.try_get_untracked().flatten()?.into())
    }
}
