use latchkey_core::{access_code::AccessCode, failure::Failure, ids::CustomerId, notes::Decoded, retry::Api};
use leptos::prelude::*;

use super::{
    code_panel::CodePanel,
    hidden_panel::HiddenPanel,
    kept::KeptPanel,
    shown_pass::{Panel, ShownPass},
};
use crate::{
    components::{Keyed, Skeleton, StateMark},
    i18n::{Key, texts},
    pages::refresh_controls::RefreshFailure,
};

/// Whose pass it is, and its state.
#[component]
pub fn PassLine(
    /// The pass.
    shown: ShownPass,
    /// The customer, if the address names one.
    customer: Option<CustomerId>,
) -> impl IntoView {
    let t = texts();
    let customer_line = customer.map(|id| {
        view! {
            <p class="pass-customer quiet">
                <span>{t.say(Key::AccessCustomer)} " "</span>
                <bdi translate="no">{id.to_string()}</bdi>
            </p>
        }
    });
    let state_mark = move || {
        let (mark, key) = shown.state.get();
        view! { <StateMark mark text=t.say(key) /> }
    };
    view! {
        <div class="pass-line">
            // Not a live region: the announcer announces changes.
            {customer_line} <div class="pass-state">{state_mark}</div>
        </div>
    }
}

/// The code with its symbol and the time left, or why it is hidden, and a failure.
#[component]
pub fn PassBody(
    /// The pass.
    shown: ShownPass,
    /// Whether it is shown for a reader alone, without how the answer was read.
    #[prop(optional)]
    is_full_screen: bool,
) -> impl IntoView {
    let controller = shown.controller;
    let reason_or_skeleton = move |panel: Panel| match panel {
        Panel::Hidden(reason) => view! { <HiddenPanel controller reason /> }.into_any(),
        Panel::Loading => view! { <Skeleton class="qr-panel" /> }.into_any(),
        Panel::Nothing | Panel::Code => ().into_any(),
    };
    let code_panel = move |code: Option<Decoded<AccessCode>>| match code {
        Some(decoded) => view! { <CodePanel decoded is_full_screen /> }.into_any(),
        None => ().into_any(),
    };
    let failure_report = move |failed: Option<Failure>| match failed {
        Some(failure) => {
            view! { <RefreshFailure controller failure api=Api::AccessCode gateway=shown.gateway /> }
                .into_any()
        }
        None => ().into_any(),
    };
    view! {
        <Keyed value=shown.panel children=reason_or_skeleton />
        // Each code gets elements of its own, because the locks on its end are animations that count from
        // their insertion.
        <Keyed value=shown.code children=code_panel />
        <KeptPanel kept=shown.kept view_state=controller.view_state />
        <Keyed value=shown.failure children=failure_report />
    }
}
