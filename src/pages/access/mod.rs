//! A customer's access code: the pass.

mod actions;
mod clock_remarks;
mod code_panel;
mod full_screen;
mod hidden_panel;
mod kept;
mod paper;
mod pass_article;
mod pass_body;
mod pass_card;
mod shown_pass;
mod source;
mod state;

use latchkey_core::{
    connection::{Connection, Service},
    ids::{ConnectionId, CustomerId},
    pass::Pass,
    remembered_passes::PassId,
    route::Route,
};
use leptos::prelude::*;

use self::pass_card::PassCard;
pub use self::{
    code_panel::CodePanel, kept::KeptWithoutKey, pass_article::PassArticle, shown_pass::ShownPass,
};
use super::{
    customer_form::CustomerForm, not_found::NotFound, passes::PassTools,
    require_connection::RequireConnection,
};
use crate::{
    browser::address,
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
    let build = move |(granted, refused): (Connection, RwSignal<bool>)| {
        let Service::AccessCode { .. } = granted.service else {
            return view! { <NotFound /> }.into_any();
        };
        match Pass::new(granted.clone(), customer) {
            Some(pass) => {
                let (id, name) = remembered_as(&granted, customer);
                view! {
                    <PassCard pass connection=granted customer refused />
                    <PassTools id name />
                }
                .into_any()
            }
            None => view! { <CustomerQuestion connection=granted /> }.into_any(),
        }
    };
    view! { <RequireConnection id=connection children=build /> }
}

/// Returns under which id and name a pass is remembered.
fn remembered_as(connection: &Connection, customer: Option<CustomerId>) -> (PassId, String) {
    let name = match customer {
        Some(customer) => format!("{} {customer}", connection.name),
        None => connection.name.clone(),
    };
    (PassId { connection: connection.id.clone(), customer }, name)
}

/// Form for the customer id.
#[component]
fn CustomerQuestion(
    /// The connection.
    connection: Connection,
) -> impl IntoView {
    let Connection { id, name, .. } = connection;
    let desk = Route::Desk { connection: id.clone() };
    let visit = move |text: String| {
        if let Ok(customer) = text.parse() {
            address::navigate_to(&Route::Access { connection: id.clone(), customer: Some(customer) });
        }
    };
    view! {
        <section class="card form">
            <h1 tabindex="-1">{name}</h1>
            <CustomerForm on_found=visit />
            <a href=desk.href()>{texts().say(Key::DeskLink)}</a>
        </section>
    }
}
