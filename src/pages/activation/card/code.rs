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

/// A code, masked or shown, with its buttons.
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
) -> impl IntoView {
    let t = texts();
    let code = shown_text(&entry);
    let is_listed = code.is_some();
    let is_shown = Memo::new(move |_| visibility.is_shown());
    let face = move || {
        if is_shown.get() {
            view! { <Revealed state id /> }.into_any()
        } else {
            view! { <Dots is_listed /> }.into_any()
        }
    };
    let copy_button = code.map(|code| view! { <CopyButton text=code label=t.say(Key::CopyCode) /> });
    view! {
        <div class="card-code">{face}</div>
        <div class="card-actions">
            <VisibilityButton visibility is_code_shown=is_listed />
            {copy_button}
            <button
                type="button"
                class="quiet-button large-button"
                aria-label=t.say(Key::CardLarge)
                on:click=move |_| state.large.set(Some(id))
            >
                <Icon name=IconName::Large />
            </button>
        </div>
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
    Some(view! {
        <div class="revealed" class:expires=delay.is_some() style:animation-delay=delay>
            <CodeSymbol state id />
            {line}
        </div>
    })
}
