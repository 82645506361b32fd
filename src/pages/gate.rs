use latchkey_core::{
    connection::{Auth, Connection},
    ids::ConnectionId,
};

use super::{config_failure::config_failure, not_found};
use crate::{
    components::{sign_in, skeleton},
    dom::{El, el},
    live::Live,
    state::Known,
    world::World,
};

/// Why a connection is not there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    Not,
    Awaited,
    Failed,
    Unknown,
}

impl Missing {
    fn of(file: &Known) -> Self {
        match file {
            Known::Awaited => Self::Awaited,
            Known::Failed => Self::Failed,
            Known::Read(_) => Self::Unknown,
        }
    }
}

/// The view of one connection, behind what it takes to get there: the connection has to be known, and a direct
/// one needs a credential, which is asked for here. `waiting` is the class of the place kept meanwhile; `build`
/// gets a signal to set when the credential is refused, so that the next question says so.
#[must_use]
pub fn gate(
    world: &'static World,
    id: ConnectionId,
    waiting: &'static str,
    build: impl Fn(Connection, Live<bool>) -> Vec<El> + 'static,
) -> El {
    let refused = Live::new(false);
    let state = move || {
        let found = world.connections.find(&id);
        // A connection of the device's own is there before the file is: what is typed meanwhile must stay.
        let missing = if found.is_some() { Missing::Not } else { Missing::of(&world.connections.file()) };
        (found, missing, world.credentials.has(&id))
    };
    let view = move |(found, missing, has_credential): (Option<Connection>, Missing, bool)| match found {
        None => vec![match missing {
            Missing::Awaited => skeleton(waiting),
            Missing::Failed => config_failure(world, "h1"),
            Missing::Not | Missing::Unknown => not_found(),
        }],
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
