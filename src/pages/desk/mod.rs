//! The studio's desk: one customer after another, by typing or by a reader that types like a keyboard.
//!
//! No id is in an address, so that neither the browser's history nor the device keeps one.

mod customer_window;

use latchkey_core::{
    connection::{Connection, Service, Subject},
    ids::{ConnectionId, CustomerId},
    pass::Pass,
};
use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;

use self::customer_window::CustomerWindow;
use super::{
    access::{PassArticle, ShownPass},
    customer_form::CustomerForm,
    lookup_form,
    not_found::NotFound,
    require_connection::RequireConnection,
};
use crate::{
    browser::{dialog, document, element, events::listen_in_owner},
    components::Keyed,
    context::use_app,
    i18n::{Key, texts},
};

/// The desk of one connection: a field for a customer's id, and below it the pass of the last one.
#[component]
pub fn DeskPage(
    /// The id of the connection.
    connection: ConnectionId,
) -> impl IntoView {
    let build = |(granted, refused): (Connection, RwSignal<bool>)| match (&granted.service, granted.subject) {
        (Service::AccessCode { .. }, Subject::Named) => {
            view! { <Desk connection=granted refused /> }.into_any()
        }
        _ => view! { <NotFound /> }.into_any(),
    };
    view! { <RequireConnection id=connection children=build /> }
}

/// The field, the window for the customer, and the pass.
#[component]
fn Desk(
    /// The connection.
    connection: Connection,
    /// Set when the service refuses the credential.
    refused: RwSignal<bool>,
) -> impl IntoView {
    // The number tells visits of the same customer apart.
    let last_visit = RwSignal::new(None::<(CustomerId, u32)>);
    let shown = RwSignal::new(None::<ShownPass>);
    let show = move |text: String| {
        if let Ok(customer) = text.parse() {
            last_visit.update(|visit| *visit = Some((customer, visit.map_or(0, |(_, number)| number + 1))));
        }
    };
    follow_digits();
    let name = connection.name.clone();
    let pass = move |visit: Option<(CustomerId, u32)>| {
        let customer = visit.map(|(customer, _)| customer);
        let pass = customer.and_then(|customer| Pass::new(connection.clone(), Some(customer)));
        match (customer, pass) {
            (Some(customer), Some(pass)) => {
                view! { <DeskPass pass connection=connection.clone() customer refused current=shown /> }
                    .into_any()
            }
            _ => ().into_any(),
        }
    };
    view! {
        <div class="desk">
            <section class="card form">
                <h1 tabindex="-1">{name}</h1>
                <CustomerForm on_found=show is_repeated=true />
                <CustomerWindow shown />
            </section>
            <div>
                <Keyed value=last_visit children=pass />
            </div>
        </div>
    }
}

/// Moves the focus to the field when a digit is typed anywhere else, so that a reader's number arrives there
/// after a button was pressed.
fn follow_digits() {
    listen_in_owner(&["keydown"], |event| {
        let event: &KeyboardEvent = event.unchecked_ref();
        let key = event.key();
        let is_digit = key.len() == 1 && key.bytes().all(|byte| byte.is_ascii_digit());
        let has_modifier = event.alt_key() || event.ctrl_key() || event.meta_key();
        let is_elsewhere = element::is_typing_place(event.target()) || dialog::is_any_open();
        if is_digit && !has_modifier && !is_elsewhere {
            document::focus(lookup_form::FIELD);
        }
    });
}

/// One customer's pass. The device remembers nothing of it.
#[component]
fn DeskPass(
    /// Builds the request.
    pass: Pass,
    /// The connection.
    connection: Connection,
    /// The customer.
    customer: CustomerId,
    /// Set when the service refuses the credential.
    refused: RwSignal<bool>,
    /// Set to the pass, for the customer's window.
    current: RwSignal<Option<ShownPass>>,
) -> impl IntoView {
    let Connection { id, name, .. } = connection;
    let customer = Some(customer);
    let shown = ShownPass::start(use_app(), pass, id, customer, refused);
    current.set(Some(shown));
    on_cleanup(move || {
        let _ = current.try_set(None);
    });
    let heading = view! { <h2>{texts().say(Key::AccessTitle)}</h2> }.into_any();
    view! { <PassArticle shown heading name customer /> }
}
