//! A list of which only the cards near the screen exist. The rest is padding, so that the scroll bar is
//! right.

mod anchor;
mod cards;
mod focus;
mod keys;
mod layout;

use std::{mem, sync::Arc};

use leptos::{html, prelude::*, reactive::owner::WeakOwner};
use web_sys::{HtmlUListElement, KeyboardEvent};

use self::{cards::Card, layout::Layout};
use super::list_state::{Id, ListState};
use crate::{
    browser::{element, viewport},
    i18n::{Key, texts},
};

/// How far beyond both edges of the screen cards exist, in CSS pixels: what is scrolled to next is there
/// already.
const OVERSCAN_PX: f64 = 400.0;
/// A list of no more entries exists as a whole.
const MAX_WHOLE: usize = 24;

/// The chosen entries as cards. Arrow keys, Home, End and the page keys move from card to card.
#[component]
pub fn VirtualList(
    /// The list.
    state: ListState,
    /// The entries to show, in their order.
    chosen: Memo<Arc<[Id]>>,
    /// The element, for those who move the focus to it.
    list: NodeRef<html::Ul>,
    /// Called with a character that was typed while the focus was in the list.
    #[prop(into)]
    on_typed: Callback<String>,
) -> impl IntoView {
    let t = texts();
    let this = Virtualizer::new(state, chosen, list);
    this.follow_chosen();
    Effect::new(move || {
        state.app.preferences.codes_open.track();
        this.update_in_next_frame();
    });
    viewport::on_change(move || this.update());
    // The first frame paints the cards on the screen; only then those around them are made.
    request_animation_frame(move || {
        request_animation_frame(move || {
            this.layout.update_value(|layout| layout.is_painted = true);
            this.update();
        });
    });
    let keydown = move |event: KeyboardEvent| {
        if let Some(text) = this.handle_key(&event) {
            on_typed.run(text);
        }
    };
    view! {
        <ul
            class="cards"
            tabindex="-1"
            aria-label=t.say(Key::ActivationTitle)
            on:keydown=keydown
            node_ref=list
        />
    }
}

/// Which cards exist: some entries in a row.
#[derive(Clone, Default, PartialEq)]
struct Window {
    /// The place of the first among the chosen entries.
    first: usize,
    /// The entries.
    ids: Vec<Id>,
}

/// Decides which cards exist, from where the list is on the screen. A copy is the same.
#[derive(Clone, Copy)]
struct Virtualizer {
    state: ListState,
    chosen: Memo<Arc<[Id]>>,
    list: NodeRef<html::Ul>,
    window: RwSignal<Window>,
    cards: StoredValue<Vec<Card>, LocalStorage>,
    /// Owners of cards that are gone, for the next ones: an owner remembers each child that it ever had.
    free_owners: StoredValue<Vec<Owner>>,
    layout: StoredValue<Layout>,
    /// The owner of the list, and so of the cards. Weak, because it owns this.
    owner: StoredValue<WeakOwner>,
}

impl Virtualizer {
    fn new(state: ListState, chosen: Memo<Arc<[Id]>>, list: NodeRef<html::Ul>) -> Self {
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

    /// Updates the cards when others are chosen. Other entries of the same answer begin at the top.
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
            // What has just come has no place yet.
            self.update_in_next_frame();
            (generation, chosen)
        });
    }

    fn update_in_next_frame(self) {
        request_animation_frame(move || self.update());
    }

    /// Has those cards exist that the screen shows now, and in the next frame those around them.
    fn update(self) {
        if self.try_update() == Some(true) {
            request_animation_frame(move || {
                let _ = self.try_update();
            });
        }
    }

    /// Has the cards exist that belong there now. Returns whether those around the screen are still missing,
    /// because those on it are painted first; nothing where the view is gone.
    fn try_update(self) -> Option<bool> {
        let list = self.list_element()?;
        let chosen = self.chosen.try_get_untracked()?;
        let are_codes_open = self.state.app.preferences.codes_open.get_untracked();
        // What was on the screen before the list got another shape, or what is there now.
        let width = element::width(&list);
        let was_reshaped = self.layout.try_update_value(|layout| layout.reshape(width, are_codes_open))?;
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

    fn list_element(self) -> Option<HtmlUListElement> {
        self.list.try_get_untracked().flatten()
    }
}
