use leptos::{html, prelude::*};

use crate::{
    components::{CopyRow, Icon, IconName, return_focus},
    i18n::{Key, texts},
    pages::{
        activation::list_state::ListState, refresh_controller::RefreshController,
        refresh_controls::RefreshButton,
    },
};

/// How many codes there are, and what can be done with the list.
#[component]
pub fn ListHeader(
    /// The list.
    state: ListState,
    /// Refreshes the list.
    controller: RefreshController,
    /// How many codes can still be used.
    usable: Memo<usize>,
    /// Whether the form for a new code is open; `None` if the connection does not allow it.
    creating: Option<RwSignal<bool>>,
) -> impl IntoView {
    let t = texts();
    let is_plural = Memo::new(move |_| usable.get() > 1);
    let letters_button = move || is_plural.get().then(|| view! { <LettersButton state /> });
    view! {
        <div class="list-head">
            <h2>
                <span role="status" prop:textContent=move || t.count_deferred(Key::ListCount, usable.get()) />
            </h2>
            <div class="list-actions">
                {creating.map(|is_open| view! { <NewCodeButton is_open /> })} {letters_button}
                <RefreshButton controller />
            </div>
        </div>
    }
}

/// A button that starts or ends the selection of codes for letters.
#[component]
fn LettersButton(
    /// The list.
    state: ListState,
) -> impl IntoView {
    let t = texts();
    let button = NodeRef::<html::Button>::new();
    let is_selecting = Signal::derive(move || state.picked.with(Option::is_some));
    return_focus(button, is_selecting);
    let toggle = move |_| state.picked.update(|picked| *picked = picked.take().is_none().then(Vec::new));
    view! {
        <button
            type="button"
            class="quiet-button"
            aria-pressed=move || is_selecting.get().to_string()
            on:click=toggle
            node_ref=button
        >
            <Icon name=IconName::Print />
            {t.say(Key::PickLetters)}
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
            aria-expanded=move || is_open.get().to_string()
            on:click=move |_| is_open.set(true)
            node_ref=button
        >
            <Icon name=IconName::Plus />
            {t.say(Key::CreateNew)}
        </button>
    }
}

/// What people enter in the vendor's app besides a code: user id and tenant.
#[component]
pub fn AccountDetails(
    /// The list.
    state: ListState,
    /// The tenant.
    tenant: String,
) -> impl IntoView {
    let t = texts();
    let user = Memo::new(move |_| state.user());
    let user_row = move || {
        let text = user.get();
        (!text.is_empty())
            .then(|| view! { <CopyRow name=t.say(Key::UserIdName) text label=t.say(Key::CopyUser) /> })
    };
    view! {
        <dl class="card type-these">
            {user_row} <CopyRow name=t.say(Key::TenantName) text=tenant label=t.say(Key::CopyTenant) />
        </dl>
    }
}
