//! The credentials entered on this page.

use latchkey_core::{credential::Credential, ids::ConnectionId};
use leptos::prelude::*;

use super::readers::renew_readers;

/// The API keys and tokens entered, by connection. They are only in memory, and lost when the tab is closed.
#[derive(Clone, Copy)]
pub struct Credentials(RwSignal<Vec<(ConnectionId, Credential)>>);

impl Credentials {
    /// Creates an empty set.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Adds the credential of a connection, or replaces it.
    pub fn insert(&self, connection: ConnectionId, credential: Credential) {
        self.0.update(|entries| {
            entries.retain(|(id, _)| *id != connection);
            entries.push((connection, credential));
        });
    }

    /// Removes the credential of a connection.
    pub fn remove(&self, connection: &ConnectionId) {
        self.0.update(|entries| entries.retain(|(id, _)| id != connection));
    }

    /// Removes all credentials.
    pub fn clear(&self) {
        self.0.update(Vec::clear);
    }

    /// Forgets the readers that are gone ([`renew_readers`]).
    pub fn renew_readers(&self) {
        renew_readers(&self.0);
    }

    /// Returns the credential of a connection. Not tracked.
    #[must_use]
    pub fn get(&self, connection: &ConnectionId) -> Option<Credential> {
        self.0.with_untracked(|entries| find(entries, connection).cloned())
    }

    /// Returns whether there is a credential for a connection. Tracked.
    #[must_use]
    pub fn has(&self, connection: &ConnectionId) -> bool {
        self.0.with(|entries| find(entries, connection).is_some())
    }
}

impl Default for Credentials {
    fn default() -> Self {
        Self::new()
    }
}

fn find<'a>(entries: &'a [(ConnectionId, Credential)], connection: &ConnectionId) -> Option<&'a Credential> {
    entries.iter().find(|(id, _)| id == connection).map(|(_, credential)| credential)
}
