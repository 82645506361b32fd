use std::sync::Arc;

use latchkey_core::{connection::Connection, ids::CustomerId, kept_code::KeptPass, pass::Pass, retry::Api};
use leptos::prelude::*;

use super::{
    actions::PassActions,
    clock_remarks::ClockRemarks,
    full_screen::FullScreen,
    kept::{KeepChoice, KeptState},
    pass_body::{PassBody, PassLine},
    shown_pass::{Panel, ShownPass},
    source::AccessSource,
};
use crate::{
    browser::wake_lock, components::Announcer, context::use_app, pages::refresh_controller::RefreshController,
};

/// The pass: the customer, the state, the symbol, the time left, and the buttons.
#[component]
pub fn PassCard(
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
    let gateway = pass.is_behind_gateway();
    let code = RwSignal::new(None);
    let kept_pass = KeptPass::new(connection.id.clone(), customer, &pass.request(None, ""));
    let source = AccessSource { app, pass, connection: connection.id, code, refused };
    let controller = RefreshController::start(app, Api::AccessCode, Arc::new(source));
    let kept = KeptState::follow(app, kept_pass, code, controller.view_state);
    let shown = ShownPass::new(controller, code, kept, gateway);
    let is_code_shown = Signal::derive(move || shown.panel.get() == Panel::Code);
    wake_lock::hold_while(is_code_shown, app.lifecycle.visible);
    let is_full_screen = RwSignal::new(false);
    let name = connection.name;
    view! {
        <article class="card pass" aria-busy=move || (shown.panel.get() == Panel::Loading).to_string()>
            <header class="pass-head">
                <h1 tabindex="-1">{name.clone()}</h1>
                <PassLine shown customer />
            </header>
            <PassBody shown />
            <PassActions shown name=name.clone() customer is_full_screen />
            <KeepChoice kept code=shown.code />
            <ClockRemarks controller />
            <Announcer display=Signal::derive(move || controller.view_state.with(|view| view.display)) />
        </article>
        <FullScreen shown name customer is_open=is_full_screen />
    }
}
