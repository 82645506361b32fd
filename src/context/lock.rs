//! Locking removes codes and credentials, in this tab and in the others.

use latchkey_core::{
    connection::{Auth, Subject},
    ids::ConnectionId,
};
use leptos::prelude::*;

use super::AppContext;
use crate::state::ConfigState;

impl AppContext {
    /// Locks this tab and the others.
    pub fn lock(self) {
        self.lock_this_tab();
        self.other_tabs.send_lock();
    }

    /// Drops a credential that its service has refused, and sets `refused`, so that the next sign-in form
    /// says so. Locks the other tabs, which may show codes of the same credential.
    pub fn refuse_credential(self, connection: &ConnectionId, refused: RwSignal<bool>) {
        refused.set(true);
        self.credentials.remove(connection);
        self.other_tabs.send_lock();
    }

    /// Locks this tab alone.
    pub fn lock_this_tab(self) {
        // A view without codes is not covered: it may be a form that is partly filled in.
        let covers = untrack(|| {
            let may_hold = self.may_hold_codes();
            // Until the file has loaded, any connection may be one that is signed in to.
            may_hold
                || self.connections.file() == ConfigState::Loading && self.route.get().connection().is_some()
        });
        self.credentials.clear();
        if covers {
            self.locked.set(true);
        }
    }

    /// Whether the view can show codes: it names a person, through a connection that is signed in to.
    /// Tracked.
    #[must_use]
    pub fn may_hold_codes(self) -> bool {
        let route = self.route.get();
        let connection = route.connection().and_then(|id| self.connections.find(id));
        connection.is_some_and(|connection| {
            let asked = route.has_owner() || connection.subject == Subject::Me;
            let signed_in = match connection.auth {
                Auth::Gateway => true,
                Auth::Direct(_) => self.credentials.has(&connection.id),
            };
            asked && signed_in
        })
    }
}
