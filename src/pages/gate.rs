use latchkey_core::{
    connection::{Auth, Connection},
    ids::ConnectionId,
};
use leptos::prelude::*;

use super::not_found;
use crate::{
    components::{sign_in, skeleton},
    dom::{El, el},
    state::Known,
    world::World,
};

/// The view of one connection, behind what it takes to get there: the connection has to be known, and a direct
/// one needs a credential, which is asked for here. `waiting` is the class of the place kept meanwhile; `build`
/// gets a signal to set when the credential is refused, so that the next question says so.
#[must_use]
pub fn gate(
    world: &'static World,
    id: ConnectionId,
    waiting: &'static str,
    build: impl Fn(Connection, RwSignal<bool>) -> Vec<El> + 'static,
) -> El {
    let refused = RwSignal::new(false);
    let state = move || {
        let found = world.connections.find(&id);
        // A connection of the device's own is there before the file is: what is typed meanwhile must stay.
        let awaited = found.is_none() && world.connections.file() == Known::Awaited;
        (found, awaited, world.credentials.has(&id))
    };
    let view = move |(found, awaited, has_credential): (Option<Connection>, bool, bool)| match found {
        None if awaited => vec![skeleton(waiting)],
        None => vec![not_found()],
        Some(connection) => match connection.auth {
            Auth::Direct(kind) if !has_credential => {
                let id = connection.id;
                let given = move |credential| world.credentials.keep(id.clone(), credential);
                let heading = el("h1").focusable().text(&connection.name);
                vec![heading, sign_in(kind, refused.get(), given)]
            }
            Auth::Direct(_) | Auth::Gateway => build(connection, refused),
        },
    };
    el("div").part(state, view)
}
