//! A user's activation codes: who is asked for and how, the list, its cards.

mod bar;
mod card;
mod create;
mod detail;
mod expired;
mod letter;
mod list;
mod list_state;
mod request_options;
mod selection_bar;
mod server_symbol;
mod symbol;
mod virtual_list;
mod visibility;

use latchkey_core::{
    activation_code::Arrangement,
    connection::{Installation, Service, Subject},
    ids::{ConnectionId, UserName},
    request::{ImageWish, Whose},
    route::Route,
};

pub use self::{letter::print_letters, list_state::ListState};
use leptos::prelude::*;

use self::{list::code_list, list_state::ListRequest, request_options::request_options};
use super::bridge::{not_found, require_connection};
use crate::{
    context::use_app,
    dom::{El, el},
};

/// A user's activation codes through one connection. Asks first for whatever is still missing.
#[component]
pub fn ActivationPage(
    /// Which connection.
    connection: ConnectionId,
    /// Whose codes; nothing where the connection knows, or where the name has to be typed.
    user: Option<UserName>,
    /// How the service's images are asked for.
    images: ImageWish,
    /// The address form to use instead of the connection's.
    installation: Option<Installation>,
) -> impl IntoView {
    activation(connection, user, images, installation).into_view()
}

fn activation(
    id: ConnectionId,
    user: Option<UserName>,
    images: ImageWish,
    chosen: Option<Installation>,
) -> El {
    let app = use_app();
    require_connection(id, move |connection, refused| {
        let Service::ActivationCodes { base, tenant, installation, create } = connection.service.clone()
        else {
            return vec![not_found()];
        };
        let whose = match (connection.subject, &user) {
            (_, Some(user)) => Some(Whose::from(user)),
            (Subject::Me, None) => Some(Whose::me()),
            (Subject::Named, None) => None,
        };
        let list = whose.map(|whose| {
            let installation = chosen.unwrap_or(installation);
            let (user, connection) = (user.clone(), connection.id.clone());
            let asked = ListRequest { base, tenant, installation, whose, user, images, connection, create };
            code_list(app, asked, refused)
        });
        let heading = el("h1").focusable().text(&connection.name);
        let here = Route::Activation {
            connection: connection.id,
            user: user.clone(),
            images,
            installation: chosen,
            arrangement: Arrangement::default(),
        };
        let mut view = vec![heading, request_options(app, here, connection.subject, installation)];
        view.extend(list);
        view
    })
}
