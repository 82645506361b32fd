use latchkey_core::activation_code::{CodeState, SortOrder, StateCounts};
use leptos::{attr::custom::custom_attribute, ev::KeyboardEvent, html, prelude::*};

use super::list_options::{change_list_options, list_options};
use crate::{
    browser::{dialog, document, events::listen_in_owner, intl},
    components::{Mark, StateMark},
    context::use_app,
    i18n::{Key, texts},
};

/// The id of the search field in the page, and how to find it.
const SEARCH_ID: &str = "search";
const SEARCH_SELECTOR: &str = "#search";

/// The orders with their names.
const ORDERS: [(SortOrder, Key); 3] =
    [(SortOrder::End, Key::OrderEnd), (SortOrder::Sent, Key::OrderSent), (SortOrder::Code, Key::OrderCode)];

/// The order, and the filter by state. Both are in the address.
#[component]
pub fn ListFilter(
    /// The number of codes in each state.
    counts: Memo<StateCounts>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let order_options = ORDERS
        .map(|(order, name)| view! { <option value=order.as_str()>{t.say(name)}</option> })
        .collect_view();
    let change_order = move |word: String| {
        change_list_options(app, |options| options.order = SortOrder::from_name(&word).unwrap_or_default());
    };
    let chips = CodeState::ALL.map(|kind| view! { <StateChip kind counts /> }).collect_view();
    view! {
        <div class="list-filter">
            // A property: after a choice by hand the browser ignores the attributes of the options.
            <select
                aria-label=t.say(Key::OrderLabel)
                prop:value=move || list_options(app).order.as_str()
                on:change:target=move |event| change_order(event.target().value())
            >
                {order_options}
            </select>
            <div class="chips" role="group" aria-label=t.say(Key::FilterLabel)>
                {chips}
            </div>
        </div>
    }
}

/// The search field. Its text is in no address, because it is part of a code. The page holds only a small
/// part of a long list, so looking for a text in the page means this field; pressed once more in it, Ctrl+F
/// opens the browser's own search.
#[component]
pub fn SearchField(
    /// The text that is searched for.
    search: RwSignal<String>,
) -> impl IntoView {
    let t = texts();
    let field = NodeRef::<html::Input>::new();
    listen_in_owner(&["keydown"], move |event| {
        let event: &KeyboardEvent = wasm_bindgen::JsCast::unchecked_ref(&event);
        let is_find = (event.ctrl_key() || event.meta_key())
            && !event.alt_key()
            && !event.shift_key()
            && event.key().eq_ignore_ascii_case("f");
        let is_in_field = || {
            field
                .try_get_untracked()
                .flatten()
                .is_some_and(|field| crate::browser::element::has_focus(&field))
        };
        if is_find && !is_in_field() && !dialog::is_any_open() {
            event.prevent_default();
            document::focus(SEARCH_SELECTOR);
        }
    });
    view! {
        <input
            id=SEARCH_ID
            type="search"
            autocomplete="off"
            autocapitalize="off"
            {..custom_attribute("autocorrect", "off")}
            spellcheck="false"
            placeholder=t.say(Key::SearchPlaceholder)
            aria-label=t.say(Key::SearchLabel)
            prop:value=search
            on:input:target=move |event| search.set(event.target().value())
            node_ref=field
        />
    }
}

/// A button that shows the codes of one state or hides them, with how many there are.
#[component]
fn StateChip(
    /// The state.
    kind: CodeState,
    /// The number of codes in each state.
    counts: Memo<StateCounts>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let (mark, name) = match kind {
        CodeState::Valid => (Mark::Good, Key::StateValid),
        CodeState::Ending => (Mark::Soon, Key::StateEnding),
        CodeState::NoEnd => (Mark::Plain, Key::StateNoEnd),
        CodeState::Expired => (Mark::Over, Key::StateExpired),
    };
    let count = move || intl::deferred_number(t.language(), counts.with(|counts| counts.of(kind)));
    let toggle = move |_| change_list_options(app, |options| options.states = options.states.toggled(kind));
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || list_options(app).states.contains(kind).to_string()
            on:click=toggle
        >
            <StateMark mark text=t.say(name) />
            <span class="chip-count" prop:textContent=count />
        </button>
    }
}

/// Appends what was typed elsewhere to the search, and moves the focus to its field.
pub fn type_into_search(search: RwSignal<String>, text: &str) {
    search.update(|search| search.push_str(text));
    document::focus(SEARCH_SELECTOR);
}
