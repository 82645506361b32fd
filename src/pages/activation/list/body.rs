use std::sync::Arc;

use latchkey_core::activation_code::{CodeState, StateCounts, StateFilter};
use leptos::{html, prelude::*};

use super::{bar::ListBar, remarks::ListRemarks};
use crate::{
    browser::{element, first_paint},
    components::Keyed,
    context::use_app,
    i18n::{Key, texts},
    pages::{
        activation::{
            detail::Detail,
            empty_list::{NoCodes, NoneFound},
            expired::ExpiredFold,
            export::ExportPlace,
            list_options::{change_list_options, list_options},
            list_state::{Id, ListState},
            list_tools::type_into_search,
            virtual_list::VirtualList,
        },
        refresh_controller::RefreshController,
    },
};

/// A loaded list: the bar with everything that can be done, the cards, and the expired codes in a collapsed
/// section.
#[component]
pub fn ListBody(
    /// The list.
    state: ListState,
    /// Refreshes the list.
    controller: RefreshController,
    /// The tenant.
    tenant: String,
    /// The number of codes in each state.
    counts: Memo<StateCounts>,
    /// How many codes can still be used.
    usable: Memo<usize>,
    /// Whether the form for a new code is open; `None` if the connection does not allow it.
    creating: Option<RwSignal<bool>>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let search = RwSignal::new(String::new());
    let list = NodeRef::<html::Div>::new();
    let is_narrowed = Memo::new(move |_| {
        !search.with(String::is_empty) || list_options(app).states != StateFilter::default()
    });
    let chosen = choose(state, search, usable);

    // Once shown they stay, because removing them would lose the focus, and every filter has to stay
    // reversible.
    let has_tools =
        Memo::new(move |had: Option<&bool>| had == Some(&true) || state.is_long.get() || is_narrowed.get());
    let gone = move || match state.gone() {
        0 => String::new(),
        gone => t.count(Key::ListGone, gone),
    };
    let search_typed = move |text: String| {
        // A short list has no search field.
        if state.is_long.get_untracked() {
            type_into_search(search, &text);
        }
    };
    let show_expired =
        move |()| change_list_options(app, |options| options.states = StateFilter::of(&[CodeState::Expired]));
    // What is below the list can wait for the first paint: its numbers need formatters, which take long to
    // create.
    let below = move || {
        first_paint::has_happened().then(|| {
            view! {
                <div>
                    <ExpiredFold state counts on_show_all=show_expired />
                </div>
                <ListRemarks state />
            }
        })
    };
    view! {
        <ListBar
            state
            controller
            has_tools
            search
            counts
            usable
            chosen
            is_narrowed
            tenant=tenant.clone()
            creating
        />
        <p class="quiet list-gone" role="status" prop:textContent=gone />
        <p class="print-note">{t.say(Key::ListPrinted)}</p>
        <div>
            <VirtualList state chosen list on_typed=search_typed />
            <EmptyNote chosen is_narrowed search list />
        </div>
        {below}
        <LargeCode state tenant=tenant.clone() />
        <ExportPlace state chosen tenant />
    }
}

/// In place of the cards: why there are none.
#[component]
fn EmptyNote(
    /// The entries that are listed.
    chosen: Memo<Arc<[Id]>>,
    /// Whether search or states narrow the list.
    is_narrowed: Memo<bool>,
    /// The text that is searched for.
    search: RwSignal<String>,
    /// The list's element.
    list: NodeRef<html::Div>,
) -> impl IntoView {
    let app = use_app();
    let show_all = move |()| {
        search.set(String::new());
        change_list_options(app, |options| options.states = StateFilter::default());
        // The button is removed, so the focus moves to the list.
        if let Some(element) = list.get_untracked() {
            element::focus(&element, false);
        }
    };
    let is_empty = Memo::new(move |_| chosen.with(|chosen| chosen.is_empty()));
    move || match (is_empty.get(), is_narrowed.get()) {
        (true, true) => view! { <NoneFound on_show_all=show_all /> }.into_any(),
        (true, false) => view! { <NoCodes /> }.into_any(),
        (false, _) => ().into_any(),
    }
}

/// Selects the entries to list, again when the answer, the search or the options change. A code that expires
/// in between keeps its place, so that nothing moves under a finger. Only when no code is left is the list
/// emptied.
fn choose(state: ListState, search: RwSignal<String>, usable: Memo<usize>) -> Memo<Arc<[Id]>> {
    let app = state.app;
    let is_none_left = Memo::new(move |_| usable.get() == 0);
    Memo::new(move |before: Option<&Arc<[Id]>>| {
        is_none_left.get();
        let options = list_options(app);
        let Some(answer) = state.answer() else { return before.cloned().unwrap_or_default() };
        let now = app.clock.now();
        let places =
            search.with(|search| answer.value.find_positions(&options, search, now.time, now.error_ms));
        state.ids_at(&places).into()
    })
}

/// The entry that is shown large, in front of the others.
#[component]
fn LargeCode(
    /// The list.
    state: ListState,
    /// The tenant.
    tenant: String,
) -> impl IntoView {
    let detail = move |large: Option<Id>| match large {
        Some(id) => {
            let user = untrack(|| state.user());
            view! { <Detail state id user tenant=tenant.clone() /> }.into_any()
        }
        None => ().into_any(),
    };
    view! {
        <div class="large-place">
            <Keyed value=state.large children=detail />
        </div>
    }
}
