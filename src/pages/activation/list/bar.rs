use std::sync::Arc;

use latchkey_core::{activation_code::StateCounts, selection::Selection};
use leptos::{html, prelude::*};

use crate::{
    components::{Icon, IconName, return_focus},
    i18n::{Key, texts},
    pages::{
        activation::{
            list_state::{Id, ListState},
            list_tools::{ListFilter, SearchField},
            selection_bar::SelectionBar,
        },
        refresh_controller::RefreshController,
        refresh_controls::RefreshButton,
    },
};

/// Everything that can be done with the list, in one bar that stays at the top of the screen.
#[component]
pub fn ListBar(
    /// The list.
    state: ListState,
    /// Refreshes the list.
    controller: RefreshController,
    /// Whether the list can be searched, sorted and filtered.
    has_tools: Memo<bool>,
    /// The text that is searched for.
    search: RwSignal<String>,
    /// The number of codes in each state.
    counts: Memo<StateCounts>,
    /// How many codes can still be used.
    usable: Memo<usize>,
    /// The entries that are listed.
    chosen: Memo<Arc<[Id]>>,
    /// Whether search or states narrow the list.
    is_narrowed: Memo<bool>,
    /// The tenant.
    tenant: String,
    /// Whether the form for a new code is open; `None` if the connection does not allow it.
    creating: Option<RwSignal<bool>>,
) -> impl IntoView {
    let t = texts();
    let is_plural = Memo::new(move |_| usable.get() > 1);
    let search_field = move || has_tools.get().then(|| view! { <SearchField search /> });
    let select_button = move || is_plural.get().then(|| view! { <SelectButton state /> });
    let filter = move || has_tools.get().then(|| view! { <ListFilter counts /> });
    let found = move || {
        if is_narrowed.get() {
            t.count(Key::ListFound, chosen.with(|chosen| chosen.len()))
        } else {
            String::new()
        }
    };
    view! {
        <div class="list-bar" class:few=move || !has_tools.get()>
            {search_field}
            <div class="list-actions">
                {creating.map(|is_open| view! { <NewCodeButton is_open /> })} <RefreshButton controller />
                {select_button}
            </div>
            {filter}
            <p class="quiet list-found" role="status" prop:textContent=found />
            <SelectionBar state chosen tenant />
        </div>
    }
}

/// A button that starts or ends the selection of codes.
#[component]
fn SelectButton(
    /// The list.
    state: ListState,
) -> impl IntoView {
    let t = texts();
    let button = NodeRef::<html::Button>::new();
    let is_selecting = Memo::new(move |_| state.picked.with(Option::is_some));
    return_focus(button, is_selecting.into());
    let toggle =
        move |_| state.picked.update(|picked| *picked = picked.take().is_none().then(Selection::default));
    view! {
        <button
            type="button"
            class="quiet-button"
            title=t.say(Key::PickStart)
            aria-pressed=move || is_selecting.get().to_string()
            on:click=toggle
            node_ref=button
        >
            <Icon name=IconName::Select />
            <span>{t.say(Key::PickStart)}</span>
        </button>
    }
}

/// A button that opens the form for a new code.
#[component]
fn NewCodeButton(
    /// Whether the form is open.
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let t = texts();
    let button = NodeRef::<html::Button>::new();
    return_focus(button, is_open.into());
    view! {
        <button
            type="button"
            class="quiet-button"
            title=t.say(Key::CreateNew)
            aria-expanded=move || is_open.get().to_string()
            on:click=move |_| is_open.set(true)
            node_ref=button
        >
            <Icon name=IconName::Plus />
            <span>{t.say(Key::CreateNew)}</span>
        </button>
    }
}
