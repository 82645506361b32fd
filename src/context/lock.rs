//! Locking removes codes and credentials, in this tab and in the others.

use latchkey_core::{
    connection::{Auth, Connection, Subject},
    failure::Failure,
    ids::ConnectionId,
    session::Session,
};
use leptos::{prelude::*, task::spawn_local};

use super::AppContext;
use crate::state::ConfigState;

impl AppContext {
    /// Returns whether there is something to lock. Tracked.
    #[must_use]
    pub fn can_lock(self) -> bool {
        self.may_hold_codes() && !self.locked.get() && !self.lacks_session()
    }

    /// Locks this tab and the others, removes the codes that the device keeps, and ends the session at the
    /// gateway if that is configured.
    pub fn lock(self) {
        self.lock_this_tab();
        spawn_local(self.kept_codes.remove_all());
        self.other_tabs.send_lock();
        self.end_session();
    }

    /// Locks this tab alone, because its list was left alone or open for too long: a list must not remove a
    /// pass in another tab. Ends the session at the gateway if that is configured.
    pub fn lock_after_idle(self) {
        self.lock_this_tab();
        self.end_session();
    }

    /// Follows a failure of a request through `connection`, if it is a 401: drops a credential that its
    /// service has refused, and sets `refused`, so that the next sign-in form says so. Where a gateway says
    /// that there is no session, the view is replaced. Locks the other tabs, which may show codes of the same
    /// credential or session.
    pub fn follow_refusal(self, failure: &Failure, connection: &ConnectionId, refused: RwSignal<bool>) {
        let is_session_over = *failure == Failure::SessionOver;
        if !is_session_over && !matches!(failure, Failure::NotAccepted(_)) {
            return;
        }
        refused.set(true);
        self.credentials.remove(connection);
        self.other_tabs.send_lock();
        if is_session_over {
            spawn_local(self.kept_codes.doubt_owners());
        }
        let found = untrack(|| self.connections.find(connection));
        if is_session_over && found.is_some_and(|found| found.auth == Auth::Gateway) {
            self.session.set(Session::Over);
        }
    }

    /// Locks this tab alone.
    pub(super) fn lock_this_tab(self) {
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

    /// Whether the view can show codes: it names a person, through a connection that is signed in to, or
    /// shows a code that the device keeps. Tracked.
    #[must_use]
    pub fn may_hold_codes(self) -> bool {
        self.connection_with_codes().is_some() || self.kept_codes.is_shown.get()
    }

    /// Whether the view can show codes through the gateway. Tracked.
    pub(super) fn needs_session(self) -> bool {
        self.connection_with_codes().is_some_and(|connection| connection.auth == Auth::Gateway)
    }

    fn connection_with_codes(self) -> Option<Connection> {
        let route = self.route.get();
        let connection = route.connection().and_then(|id| self.connections.find(id))?;
        let asked = route.can_show_codes() || connection.subject == Subject::Me;
        let signed_in = match connection.auth {
            Auth::Gateway => true,
            Auth::Direct(_) => self.credentials.has(&connection.id),
        };
        (asked && signed_in).then_some(connection)
    }
}
