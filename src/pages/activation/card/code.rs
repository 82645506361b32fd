use latchkey_core::activation_code::ActivationCode;
use leptos::prelude::*;

use super::shown_text;
use crate::{
    components::{CodeText, CopyButton, Icon, IconName, expiry_delay},
    context::use_app,
    i18n::{Key, texts},
    pages::activation::{
        list_state::{Id, ListState},
        symbol::CodeSymbol,
        visibility::Visibility,
        visibility_button::VisibilityButton,
    },
};

/// The same dots for every code, so that they do not reveal its length.
const DOTS: &str = "••••••••";

/// A code, masked or shown.
#[component]
pub fn MaskedCode(
    /// The list.
    state: ListState,
    /// The id of the entry.
    id: Id,
    /// The entry.
    entry: ActivationCode,
    /// Whether the code is shown.
    visibility: Visibility,
    /// The number of answers before the one that is shown.
    #[prop(into)]
    generation: Signal<u32>,
    /// Whether the code is one line of a row, without its symbol.
    is_row: bool,
) -> impl IntoView {
    let is_listed = shown_text(&entry).is_some();
    let is_shown = Memo::new(move |_| visibility.is_shown());
    move || {
        if is_shown.get() {
            view! { <Revealed state id generation with_symbol=!is_row /> }.into_any()
        } else {
            view! { <Dots is_listed /> }.into_any()
        }
    }
}

/// The buttons of a code: show or hide, copy, show large.
#[component]
pub fn CodeButtons(
    /// The list.
    state: ListState,
    /// The id of the entry.
    id: Id,
    /// The entry.
    entry: ActivationCode,
    /// Whether the code is shown.
    visibility: Visibility,
    /// Whether the entry is a row, where the buttons have no room for words.
    is_row: bool,
) -> impl IntoView {
    let t = texts();
    let code = shown_text(&entry);
    let is_listed = code.is_some();
    // A row has no room for a symbol, which is all there is of a code that the service does not show.
    let visibility_button = (is_listed || !is_row)
        .then(|| view! { <VisibilityButton visibility is_code_shown=is_listed is_compact=is_row /> });
    let copy_button =
        code.map(|text| view! { <CopyButton text label=t.say(Key::CopyCode) is_compact=is_row /> });
    view! {
        {visibility_button}
        {copy_button}
        <button
            type="button"
            class="quiet-button large-button"
            title=is_row.then(|| t.say(Key::CardLarge))
            aria-label=t.say(Key::CardLarge)
            on:click=move |_| state.large.set(Some(id))
        >
            <Icon name=IconName::Large />
        </button>
    }
}

/// Dots in place of the code, or a remark that the service hides it.
#[component]
fn Dots(
    /// Whether the service shows the code.
    is_listed: bool,
) -> impl IntoView {
    let t = texts();
    if is_listed {
        view! {
            <p class="code-line masked" role="img" aria-label=t.say(Key::CardMasked)>
                {DOTS}
            </p>
        }
        .into_any()
    } else {
        view! { <p class="code-line masked">{t.say(Key::CardHidden)}</p> }.into_any()
    }
}

/// Symbol and code of an entry, hidden by the stylesheet at its end even if no script runs.
#[component]
pub fn Revealed(
    /// The list.
    state: ListState,
    /// The id of the entry.
    id: Id,
    /// The number of answers before the one that is shown.
    generation: Signal<u32>,
    /// Whether the symbol is shown too.
    #[prop(default = true)]
    with_symbol: bool,
) -> impl IntoView {
    let app = use_app();
    let entry = untrack(|| state.entry(id))?;
    let delay = expiry_delay(entry.end, app.clock.now());
    let line = match shown_text(&entry) {
        Some(code) => view! {
            <p class="code-line">
                <CodeText code />
            </p>
        }
        .into_any(),
        None => view! { <Dots is_listed=false /> }.into_any(),
    };
    let symbol = with_symbol.then(|| view! { <CodeSymbol state id generation /> });
    Some(view! {
        <div class="revealed" class:expires=delay.is_some() style:animation-delay=delay>
            {symbol}
            {line}
        </div>
    })
}
