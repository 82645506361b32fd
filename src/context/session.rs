//! The session at the gateway: who is signed in, signing in and out, and its end.

use latchkey_core::session::{self, Session};
use leptos::{prelude::*, task::spawn_local};

use super::AppContext;
use crate::browser::{abort::AbortHandle, address, storage};

impl AppContext {
    /// Asks the gateway who is signed in. An answer that says nothing of it changes nothing. Where there is
    /// no session but codes may be shown, the other tabs lock, as after a request for codes.
    pub fn ask_session(self) {
        let answer = self.transport().send(session::session_request(), AbortHandle::new());
        spawn_local(async move {
            let session = answer.await.ok().and_then(|exchange| Session::from_answer(&exchange.answer));
            // A lock may have ended the session meanwhile.
            if let (Some(session), Some(Session::Unknown)) = (session, self.session.try_get_untracked()) {
                if session == Session::Over {
                    spawn_local(self.kept_codes.doubt_owners());
                    if untrack(|| self.needs_session()) {
                        self.other_tabs.send_lock();
                    }
                }
                self.session.set(session);
            }
        });
    }

    /// Whether the view would show codes through the gateway, but there is no session. Tracked.
    #[must_use]
    pub fn lacks_session(self) -> bool {
        self.session.with(|session| *session == Session::Over) && self.needs_session()
    }

    /// Leaves the page to sign in at the gateway, which returns to it. The fragment of the address does not
    /// survive that, so it is kept for `boot/loader.js`, which restores it.
    pub fn sign_in(self) {
        storage::set_for_tab("return", &address::fragment());
        spawn_local(async move {
            // Another person may sign in. The browser gives up what it is writing when the page is left.
            self.kept_codes.doubt_owners().await;
            address::leave_for(session::SIGN_IN_PATH);
        });
    }

    /// Locks this tab and the others, removes the codes that the device keeps, and leaves the page to end the
    /// sessions at the gateway and at the provider.
    pub fn sign_out(self) {
        self.lock_this_tab();
        self.other_tabs.send_lock();
        spawn_local(async move {
            self.kept_codes.remove_all().await;
            address::leave_for(session::SIGN_OUT_PATH);
        });
    }

    /// Ends the session at the gateway if `latchkey.json` says that a lock does that.
    pub(super) fn end_session(self) {
        self.session_end_failed.set(false);
        if !self.connections.lock_ends_session() {
            return;
        }
        let answer = self.transport().send(session::end_request(), AbortHandle::new());
        spawn_local(async move {
            if answer.await.is_ok_and(|exchange| session::has_ended(&exchange.answer)) {
                self.kept_codes.doubt_owners().await;
                self.session.set(Session::Over);
            } else {
                self.session_end_failed.set(true);
            }
        });
    }
}
