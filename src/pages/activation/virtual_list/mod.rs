//! A list of which only the cards near the screen exist. The rest is padding, so that the scroll bar is right.

mod anchor;
mod focus;
mod keys;
mod layout;

use std::sync::Arc;

use leptos::{html, prelude::*, task::spawn_local};

use self::layout::Layout;
use super::{
    card::CodeCard,
    list_state::{Id, ListState},
};
use crate::{
    browser::{element, viewport},
    i18n::{Key, texts},
};

/// How far beyond both edges of the screen cards exist, in CSS pixels: what is scrolled to next is there already.
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
    viewport::follow(move || this.update());
    // The first frame paints the cards on the screen; only then those around them are made.
    request_animation_frame(move || {
        request_animation_frame(move || {
            this.layout.update_value(|layout| layout.is_painted = true);
            this.update();
        });
    });
    let card = move |id: Id| {
        let position = Signal::derive(move || this.position_of(id));
        let set_size = Signal::derive(move || chosen.with(|chosen| chosen.len()));
        view! { <CodeCard state id position set_size /> }
    };
    let keydown = move |event: web_sys::KeyboardEvent| {
        if let Some(text) = this.handle_key(&event) {
            on_typed.run(text);
        }
    };
    view! {
        <ul
            class="cards"
            tabindex="-1"
            aria-label=t.say(Key::ActivationTitle)
            style:padding-block-start=move || pixels(this.padding.get().0)
            style:padding-block-end=move || pixels(this.padding.get().1)
            on:keydown=keydown
            node_ref=list
        >
            <For each=move || this.cards.with(|cards| cards.ids.clone()) key=|id| *id children=card />
        </ul>
    }
}

/// The cards that exist: some entries in a row.
#[derive(Clone, Default, PartialEq)]
struct Cards {
    /// The place of the first among the chosen entries.
    first: usize,
    /// The entries.
    ids: Vec<Id>,
}

/// How far an update of the cards is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Update {
    Idle,
    Running,
    /// Something changed meanwhile.
    RunningAndDue,
}

/// Decides which cards exist, from where the list is on the screen. A copy is the same.
#[derive(Clone, Copy)]
struct Virtualizer {
    state: ListState,
    chosen: Memo<Arc<[Id]>>,
    list: NodeRef<html::Ul>,
    cards: RwSignal<Cards>,
    /// The room of the cards that do not exist, before and after those that do, in CSS pixels.
    padding: RwSignal<(f64, f64)>,
    layout: StoredValue<Layout>,
    update: StoredValue<Update>,
}

impl Virtualizer {
    fn new(state: ListState, chosen: Memo<Arc<[Id]>>, list: NodeRef<html::Ul>) -> Self {
        let this = Self {
            state,
            chosen,
            list,
            cards: RwSignal::new(Cards::default()),
            padding: RwSignal::new((0.0, 0.0)),
            layout: StoredValue::new(Layout::new()),
            update: StoredValue::new(Update::Idle),
        };
        // Cards for a first frame, by a guess of what is on the screen.
        this.place(&this.chosen.get_untracked(), 0.0);
        this
    }

    /// Updates the cards when others are chosen. Other entries of the same answer begin at the top.
    fn follow_chosen(self) {
        Effect::new(move |before: Option<(u32, Arc<[Id]>)>| {
            let (generation, chosen) = (self.state.generation(), self.chosen.get());
            let was_rearranged = before.is_some_and(|(before, ids)| before == generation && ids != chosen);
            if was_rearranged {
                self.layout.update_value(Layout::start_over);
                self.scroll_to_top();
            }
            self.update();
            // What has just come has no place yet.
            self.update_in_next_frame();
            (generation, chosen)
        });
    }

    fn position_of(self, id: Id) -> usize {
        self.cards.with(|cards| {
            let place = cards.ids.iter().position(|other| *other == id).unwrap_or_default();
            cards.first + place + 1
        })
    }

    fn update_in_next_frame(self) {
        request_animation_frame(move || self.update());
    }

    /// Has those cards exist that the screen shows now, and no others. Returns at once: the elements follow the signals within
    /// the current task, before the next frame.
    fn update(self) {
        match self.update.try_get_value() {
            Some(Update::Idle) => {
                self.update.set_value(Update::Running);
                spawn_local(async move {
                    while self.update.try_get_value().is_some_and(|update| update != Update::Idle) {
                        self.update.set_value(Update::Running);
                        self.update_once().await;
                        if self.update.try_get_value() == Some(Update::Running) {
                            self.update.set_value(Update::Idle);
                        }
                    }
                });
            }
            Some(Update::Running) => self.update.set_value(Update::RunningAndDue),
            Some(Update::RunningAndDue) | None => {}
        }
    }

    async fn update_once(self) -> Option<()> {
        let list = self.list.try_get_untracked().flatten()?;
        let chosen = self.chosen.try_get_untracked()?;
        let are_codes_open = self.state.app.preferences.codes_open.get_untracked();
        // What was on the screen before the list got another shape, or what is there now.
        let width = element::width(&list);
        let was_reshaped = self.layout.try_update_value(|layout| layout.reshape(width, are_codes_open))?;
        let anchors = if was_reshaped {
            self.layout.try_update_value(|layout| std::mem::take(&mut layout.on_screen))?
        } else {
            self.cards_on_screen()
        };
        let is_painted = self.layout.try_with_value(|layout| layout.is_painted)?;
        let overscan = if is_painted && !self.is_off_screen() { OVERSCAN_PX } else { 0.0 };
        self.fill(&chosen, overscan).await;
        self.keep_in_place(&anchors, &chosen).await;
        let on_screen = self.cards_on_screen();
        self.layout.try_update_value(|layout| layout.on_screen = on_screen)?;
        self.restore_focus();
        if is_painted
            && overscan < OVERSCAN_PX
            && self.cards.try_with_untracked(|cards| cards.ids.len())? < chosen.len()
        {
            // Those on the screen are painted first, then those around them.
            self.update_in_next_frame();
        }
        Some(())
    }
}

fn pixels(length: f64) -> String {
    format!("{}px", latchkey_core::window::whole(length))
}
