//! A user's activation codes: who is asked for and how, the list, its cards.

mod card;
mod create;
mod detail;
mod empty_list;
mod expired;
mod letter;
mod list;
mod list_options;
mod list_source;
mod list_state;
mod list_tools;
mod request_options;
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

/// A user's activation codes through one connection. Asks first for whatever is still missing.
#[component]
pub fn ActivationPage(
    /// Which connection.
    connection: ConnectionId,
    /// Whose codes; nothing where the connection knows, or where the name has to be typed.
    user: Option<UserName>,
    /// How the service's images are asked for.
    images: ImageOptions,
    /// The address form to use instead of the connection's.
    installation: Option<Installation>,
) -> impl IntoView {
    let build = move |granted: Connection, refused| {
        view! { <UserCodes connection=granted user=user.clone() images installation refused /> }.into_any()
    };
    view! { <RequireConnection id=connection children=build /> }
}

/// The question whose codes are wanted and how, and the list.
#[component]
fn UserCodes(
    /// Through which connection.
    connection: Connection,
    /// Whose codes, where the address says so.
    user: Option<UserName>,
    /// How the service's images are asked for.
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
    let list = owner.map(|owner| {
        let installation = installation.unwrap_or(default_installation);
        let request =
            ListRequest { base, tenant, installation, owner, user, images, connection: id, can_create };
        view! { <CodeList request refused /> }
    });
    view! {
        <h1 tabindex="-1">{name}</h1>
        <RequestOptions here subject default_installation />
        {list}
    }
    .into_any()
}
