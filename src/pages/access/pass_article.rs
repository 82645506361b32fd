use latchkey_core::ids::CustomerId;
use leptos::prelude::*;

use super::{
    actions::PassActions,
    clock_remarks::ClockRemarks,
    full_screen::FullScreen,
    pass_body::{PassBody, PassLine},
    shown_pass::{Panel, ShownPass},
};
use crate::components::Announcer;

/// The card of a pass: the customer, the state, the symbol, the time left, and the buttons.
#[component]
pub fn PassArticle(
    /// The pass.
    shown: ShownPass,
    /// The heading of the card.
    heading: AnyView,
    /// The name of the pass.
    name: String,
    /// The customer, if one is named.
    customer: Option<CustomerId>,
    /// What is below the buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let controller = shown.controller;
    let is_full_screen = RwSignal::new(false);
    view! {
        <article class="card pass" aria-busy=move || (shown.panel.get() == Panel::Loading).to_string()>
            <header class="pass-head">{heading} <PassLine shown customer /></header>
            <PassBody shown />
            <PassActions shown name=name.clone() customer is_full_screen />
            {children.map(|children| children())}
            <ClockRemarks controller />
            <Announcer display=Signal::derive(move || controller.view_state.with(|view| view.display)) />
        </article>
        <FullScreen shown name customer is_open=is_full_screen />
    }
}
