use latchkey_core::{connection::Connection, ids::CustomerId, pass::Pass};
use leptos::prelude::*;

use super::{
    actions::PassActions,
    clock_remarks::ClockRemarks,
    full_screen::FullScreen,
    kept::KeepChoice,
    pass_body::{PassBody, PassLine},
    shown_pass::{Panel, ShownPass},
};
use crate::{components::Announcer, context::use_app};

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
    let Connection { id, name, .. } = connection;
    let shown = ShownPass::start(use_app(), pass, id, customer, refused);
    let controller = shown.controller;
    let is_full_screen = RwSignal::new(false);
    view! {
        <article class="card pass" aria-busy=move || (shown.panel.get() == Panel::Loading).to_string()>
            <header class="pass-head">
                <h1 tabindex="-1">{name.clone()}</h1>
                <PassLine shown customer />
            </header>
            <PassBody shown />
            <PassActions shown name=name.clone() customer is_full_screen />
            <KeepChoice kept=shown.kept code=shown.code />
            <ClockRemarks controller />
            <Announcer display=Signal::derive(move || controller.view_state.with(|view| view.display)) />
        </article>
        <FullScreen shown name customer is_open=is_full_screen />
    }
}
