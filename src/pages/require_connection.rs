use latchkey_core::{
    connection::{Auth, Connection},
    credential::Credential,
    ids::ConnectionId,
};
use leptos::prelude::*;

use super::{access::KeptWithoutKey, config_failure::ConfigFailure, not_found::NotFound};
use crate::{
    components::{Keyed, SignIn},
    context::use_app,
    state::ConfigState,
};

/// What is known of a connection that a view needs.
#[derive(Clone, PartialEq)]
enum Access {
    /// There is no such connection.
    Unknown,
    /// `latchkey.json` could not be fetched, so it is not known.
    ConfigFailed,
    /// It is direct, and its key or token has to be entered first.
    NeedsCredential(Connection),
    /// It can be used.
    Granted(Connection),
}

/// The view of one connection, once the connection is known and, if it is direct, its credential was entered.
/// `children` get the connection, and a signal to set when the service refuses the credential, so that the
/// next sign-in form says so.
#[component]
pub fn RequireConnection(
    /// The id of the connection.
    id: ConnectionId,
    /// Builds the view.
    #[prop(into)]
    children: Callback<(Connection, RwSignal<bool>), AnyView>,
) -> impl IntoView {
    let app = use_app();
    let refused = RwSignal::new(false);
    let current_access = Memo::new(move |_| match app.connections.find(&id) {
        Some(connection) => match connection.auth {
            Auth::Direct(_) if !app.credentials.has(&id) => Access::NeedsCredential(connection),
            Auth::Direct(_) | Auth::Gateway => Access::Granted(connection),
        },
        // A connection of the device's own does not need the file.
        None if app.connections.file() == ConfigState::Failed => Access::ConfigFailed,
        None => Access::Unknown,
    });
    let view = move |access: Access| match access {
        Access::Unknown => view! { <NotFound /> }.into_any(),
        Access::ConfigFailed => view! { <ConfigFailure as_page=true /> }.into_any(),
        Access::NeedsCredential(connection) => {
            let is_refused = refused.get_untracked();
            let kept = (!is_refused).then(|| view! { <KeptWithoutKey connection=connection.clone() /> });
            view! {
                <CredentialQuestion connection refused=is_refused />
                {kept}
            }
            .into_any()
        }
        Access::Granted(connection) => children.run((connection, refused)),
    };
    view! {
        <div>
            <Keyed value=current_access children=view />
        </div>
    }
}

/// Form for the key or token of a direct connection.
#[component]
fn CredentialQuestion(
    /// The id of the connection.
    connection: Connection,
    /// Whether the last one was refused.
    refused: bool,
) -> impl IntoView {
    let app = use_app();
    let Connection { id, name, auth, .. } = connection;
    let keep = Callback::new(move |credential: Credential| app.credentials.insert(id.clone(), credential));
    let question = match auth {
        Auth::Direct(kind) => Some(view! { <SignIn kind refused on_credential=keep /> }),
        Auth::Gateway => None,
    };
    view! {
        <h1 tabindex="-1">{name}</h1>
        {question}
    }
}
