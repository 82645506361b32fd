use latchkey_core::{
    connection::{Auth, Connection},
    ids::ConnectionId,
};
use leptos::prelude::*;

use super::{config_failure::config_failure, not_found};
use crate::{
    components::sign_in,
    context::AppContext,
    dom::{El, el},
    state::ConfigState,
};

/// The view of one connection, behind what it takes to get there: the connection has to be known, and a direct
/// one needs a credential, which is asked for here. `build` gets a signal to set when the credential is refused, so
/// that the next question says so.
#[must_use]
pub fn require_connection(
    app: AppContext,
    id: ConnectionId,
    build: impl Fn(Connection, RwSignal<bool>) -> Vec<El> + 'static,
) -> El {
    let refused = RwSignal::new(false);
    let state = move || {
        let found = app.connections.find(&id);
        // What is typed for a connection of the device's own stays when the file comes after all.
        let failed = found.is_none() && app.connections.file() == ConfigState::Failed;
        (found, failed, app.credentials.has(&id))
    };
    let view = move |(found, failed, has_credential): (Option<Connection>, bool, bool)| match found {
        None if failed => vec![config_failure(app, "h1")],
        None => vec![not_found()],
        Some(connection) => match connection.auth {
            Auth::Direct(kind) if !has_credential => {
                let id = connection.id;
                let given = move |credential| app.credentials.keep(id.clone(), credential);
                let heading = el("h1").focusable().text(&connection.name);
                vec![heading, sign_in(kind, refused.get(), given)]
            }
            Auth::Direct(_) | Auth::Gateway => build(connection, refused),
        },
    };
    el("div").part(state, view)
}
