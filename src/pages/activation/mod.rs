//! A user's activation codes: whose they are, the form for user and options, the list, its cards and rows.

mod account_line;
mod card;
mod create;
mod detail;
mod empty_list;
mod expired;
mod export;
mod letter;
mod list;
mod list_options;
mod list_source;
mod list_state;
mod list_tools;
mod request_options;
mod row_heads;
mod selection_bar;
mod selection_box;
mod server_symbol;
mod snapshot;
mod symbol;
mod virtual_list;
mod visibility;
mod visibility_button;

use latchkey_core::{
    activation_code::ListOptions,
    connection::{Connection, Installation, Service, Subject},
    ids::{ConnectionId, UserName},
    request::{CodeOwner, ImageOptions},
    route::Route,
};
use leptos::prelude::*;

pub use self::{letter::print_letters, list_state::ListState};
use self::{list::CodeList, list_source::ListRequest, request_options::RequestOptions};
use super::{not_found::NotFound, require_connection::RequireConnection};

/// A user's activation codes through one connection. Asks for a missing key or user name first.
#[component]
pub fn ActivationPage(
    /// The id of the connection.
    connection: ConnectionId,
    /// The user; `None` if the gateway identifies the person, or the name has to be typed.
    user: Option<UserName>,
    /// Which images are requested.
    images: ImageOptions,
    /// The address form to use instead of the connection's.
    installation: Option<Installation>,
) -> impl IntoView {
    let build = move |(granted, refused): (Connection, RwSignal<bool>)| {
        view! { <UserCodes connection=granted user=user.clone() images installation refused /> }.into_any()
    };
    view! { <RequireConnection id=connection children=build /> }
}

/// The form for user and options, and once a user is known, the list.
#[component]
fn UserCodes(
    /// The connection.
    connection: Connection,
    /// The user, if the address names one.
    user: Option<UserName>,
    /// Which images are requested.
    images: ImageOptions,
    /// The address form to use instead of the connection's.
    installation: Option<Installation>,
    /// Set when the service refuses the credential.
    refused: RwSignal<bool>,
) -> impl IntoView {
    let Connection { id, name, service, subject, .. } = connection;
    let Service::ActivationCodes { base, tenant, installation: default_installation, can_create } = service
    else {
        return view! { <NotFound /> }.into_any();
    };
    let here = Route::Activation {
        connection: id.clone(),
        user: user.clone(),
        images,
        installation,
        list_options: ListOptions::default(),
    };
    let owner = match (subject, &user) {
        (_, Some(user)) => Some(CodeOwner::from(user)),
        (Subject::Me, None) => Some(CodeOwner::me()),
        (Subject::Named, None) => None,
    };
    let Some(owner) = owner else {
        return view! {
            <h1 tabindex="-1">{name}</h1>
            <RequestOptions here subject default_installation />
        }
        .into_any();
    };
    let installation = installation.unwrap_or(default_installation);
    let request = ListRequest { base, tenant, installation, owner, user, images, connection: id, can_create };
    view! {
        <div>
            <CodeList request refused name here subject default_installation />
        </div>
    }
    .into_any()
}
