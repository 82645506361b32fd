//! A customer's access code: the pass.

mod code_panel;
mod hidden_panel;
mod kept;
mod source;
mod state;

use std::sync::Arc;

use latchkey_core::{
    access_code::AccessCode,
    connection::{Connection, Service},
    failure::Failure,
    ids::{ConnectionId, CustomerId},
    kept_code::KeptPass,
    notes::Decoded,
    pass::Pass,
    refresh::{Display, HiddenReason},
    retry::Api,
    route::Route,
    time::Validity,
};
use leptos::prelude::*;

pub use self::kept::KeptWithoutKey;
use self::{
    code_panel::CodePanel,
    hidden_panel::HiddenPanel,
    kept::{KeepChoice, KeptPanel, KeptState},
    source::AccessSource,
    state::pass_state,
};
use super::{
    about::clock_words,
    lookup_form::LookupForm,
    not_found::NotFound,
    refresh_controller::RefreshController,
    refresh_controls::{RefreshButton, RefreshFailure},
    require_connection::RequireConnection,
};
use crate::{
    browser::{address, wake_lock},
    components::{
        Announcer, CopyButton, IconName, Keyboard, Keyed, Notice, Skeleton, StateMark, customer_id_problem,
    },
    context::use_app,
    i18n::{Key, texts},
};

/// A customer's access code through one connection. Asks for a missing key or customer id first.
#[component]
pub fn AccessPage(
    /// The id of the connection.
    connection: ConnectionId,
    /// The customer; `None` if the gateway identifies the person, or the id has to be typed.
    customer: Option<CustomerId>,
) -> impl IntoView {
    let build = move |granted: Connection, refused| {
        let Service::AccessCode { .. } = granted.service else {
            return view! { <NotFound /> }.into_any();
        };
        match Pass::new(granted.clone(), customer) {
            Some(pass) => view! { <PassCard pass connection=granted customer refused /> }.into_any(),
            None => view! { <CustomerQuestion connection=granted /> }.into_any(),
        }
    };
    view! { <RequireConnection id=connection children=build /> }
}

/// Form for the customer id.
#[component]
fn CustomerQuestion(
    /// The connection.
    connection: Connection,
) -> impl IntoView {
    let Connection { id, name, .. } = connection;
    let visit = move |text: String| {
        if let Ok(customer) = text.parse() {
            address::navigate_to(&Route::Access { connection: id.clone(), customer: Some(customer) });
        }
    };
    view! {
        <section class="card form">
            <h1 tabindex="-1">{name}</h1>
            <LookupForm
                label=Key::CustomerLabel
                hint=Key::CustomerHint
                keyboard=Keyboard::Numeric
                validate=customer_id_problem
                on_found=visit
            />
        </section>
    }
}

/// What is shown, without the seconds: the symbol is rebuilt only when this changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Panel {
    Loading,
    Nothing,
    Code,
    Hidden(HiddenReason),
}

/// The pass: the customer, the state, the symbol, the time left, and the buttons.
#[component]
fn PassCard(
    /// Builds the request.
    pass: Pass,
    /// The connection.
    connection: Connection,
    /// The customer, if the address names one.
    customer: Option<CustomerId>,
    /// Set when the service refuses the credential.
    refused: RwSignal<bool>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let gateway = pass.is_behind_gateway();
    let code = RwSignal::new(None::<Decoded<AccessCode>>);
    let kept_pass = KeptPass::new(connection.id.clone(), customer, &pass.request(None, ""));
    let source = AccessSource { app, pass, connection: connection.id, code, refused };
    let controller = RefreshController::start(app, Api::AccessCode, Arc::new(source));
    let view_state = controller.view_state;
    let kept = KeptState::follow(app, kept_pass, code, view_state);

    let panel = Memo::new(move |_| {
        view_state.with(|view| match view.display {
            Display::Code(_) => Panel::Code,
            Display::Hidden(reason) => Panel::Hidden(reason),
            Display::Nothing if view.failure.is_some() => Panel::Nothing,
            Display::Nothing => Panel::Loading,
        })
    });
    let current_failure = Memo::new(move |_| view_state.with(|view| view.failure.clone()));
    let has_failed = Memo::new(move |_| current_failure.with(Option::is_some));
    let state = Memo::new(move |_| kept.mark().unwrap_or_else(|| view_state.with(pass_state)));
    let is_code_shown = Signal::derive(move || panel.get() == Panel::Code);
    wake_lock::hold_while(is_code_shown, app.lifecycle.visible);
    let code_seen = Memo::new(move |_| code.get().filter(|_| panel.get() == Panel::Code));

    let customer_line = customer.map(|id| {
        view! {
            <p class="pass-customer quiet">
                <span>{t.say(Key::AccessCustomer)} " "</span>
                <bdi translate="no">{id.to_string()}</bdi>
            </p>
        }
    });
    let state_mark = move || {
        let (mark, key) = state.get();
        view! { <StateMark mark text=t.say(key) /> }
    };
    let reason_or_skeleton = move |shown: Panel| match shown {
        Panel::Hidden(reason) => view! { <HiddenPanel controller reason /> }.into_any(),
        Panel::Loading => view! { <Skeleton class="qr-panel" /> }.into_any(),
        Panel::Nothing | Panel::Code => ().into_any(),
    };
    let code_panel = |shown: Option<Decoded<AccessCode>>| match shown {
        Some(decoded) => view! { <CodePanel decoded /> }.into_any(),
        None => ().into_any(),
    };
    let failure_report = move |failed: Option<Failure>| match failed {
        Some(failure) => {
            view! { <RefreshFailure controller failure api=Api::AccessCode gateway /> }.into_any()
        }
        None => ().into_any(),
    };
    // A failure has a button of its own that does the same.
    let refresh_button = move || (!has_failed.get()).then(|| view! { <RefreshButton controller /> });
    let copy_button = move |shown: Option<Decoded<AccessCode>>| match shown {
        Some(decoded) => {
            view! { <CopyButton text=decoded.value.content label=t.say(Key::CopyCode) /> }.into_any()
        }
        None => ().into_any(),
    };
    view! {
        <article class="card pass" aria-busy=move || (panel.get() == Panel::Loading).to_string()>
            <header class="pass-head">
                <h1 tabindex="-1">{connection.name}</h1>
                <div class="pass-line">
                    // Not a live region: the announcer announces changes.
                    {customer_line} <div class="pass-state">{state_mark}</div>
                </div>
            </header>
            <Keyed value=panel children=reason_or_skeleton />
            // Each code gets elements of its own, because the locks on its end are animations that count from
            // their insertion.
            <Keyed value=code_seen children=code_panel />
            <KeptPanel kept view_state />
            <Keyed value=current_failure children=failure_report />
            <footer class="pass-actions">
                {refresh_button} <Keyed value=code_seen children=copy_button />
            </footer>
            <KeepChoice kept code=code_seen />
            <ClockRemarks controller />
            <Announcer display=Signal::derive(move || view_state.with(|view| view.display)) />
        </article>
    }
}

/// Remarks if the device's clock is wrong, or no server's time is known.
#[component]
fn ClockRemarks(
    /// Loads the code.
    controller: RefreshController,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    // Rounded to a second: in milliseconds it would change with every answer.
    let ahead_ms = Memo::new(move |_| {
        app.clock.device_offset_ms().map(|ahead_ms| (ahead_ms + 500).div_euclid(1000) * 1000)
    });
    // Without a server's time the countdown is only as good as the device's clock.
    let is_doubtful = Memo::new(move |_| {
        let counts_down =
            controller.view_state.with(|view| matches!(view.display, Display::Code(Validity::Valid { .. })));
        counts_down && !app.clock.is_verified()
    });
    let off = move || {
        ahead_ms.get().map(|ahead_ms| view! { <Notice icon=IconName::Soon text=clock_words(t, ahead_ms) /> })
    };
    let doubt = move || {
        is_doubtful.get().then(|| view! { <Notice icon=IconName::Soon text=t.say(Key::ClockUnverified) /> })
    };
    view! {
        {off}
        {doubt}
    }
}
