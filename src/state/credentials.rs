use latchkey_core::{credential::Credential, ids::ConnectionId};

use leptos::prelude::*;

/// The keys and tokens people gave, by connection. In memory only: gone with the tab.
#[derive(Clone, Copy)]
pub struct Credentials(RwSignal<Vec<(ConnectionId, Credential)>>);

impl Credentials {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Keeps a credential until it is dropped or the tab is closed.
    pub fn keep(&self, connection: ConnectionId, credential: Credential) {
        self.0.update(|kept| {
            kept.retain(|(id, _)| *id != connection);
            kept.push((connection, credential));
        });
    }

    /// Drops a connection's credential.
    pub fn drop(&self, connection: &ConnectionId) {
        self.0.update(|kept| kept.retain(|(id, _)| id != connection));
    }

    /// Drops every credential.
    pub fn drop_all(&self) {
        self.0.update(Vec::clear);
    }

    /// A connection's credential, now.
    #[must_use]
    pub fn get(&self, connection: &ConnectionId) -> Option<Credential> {
        self.0.with_untracked(|kept| find(kept, connection).cloned())
    }

    /// Whether a connection has one, reactive.
    #[must_use]
    pub fn has(&self, connection: &ConnectionId) -> bool {
        self.0.with(|kept| find(kept, connection).is_some())
    }
}

impl Default for Credentials {
    fn default() -> Self {
        Self::new()
    }
}

fn find<'a>(kept: &'a [(ConnectionId, Credential)], connection: &ConnectionId) -> Option<&'a Credential> {
    kept.iter().find(|(id, _)| id == connection).map(|(_, credential)| credential)
}
