//! What the site itself is asked for: its settings, the time, and a sign of life.

use std::time::Duration;

use latchkey_core::{
    clock::TimeSource,
    failure::Failure,
    request::{Method, Request},
};
use leptos::{prelude::*, task::spawn_local};

use super::AppContext;
use crate::browser::abort::AbortHandle;

/// How long codes stay covered at most while the server's time is uncertain.
const MAX_UNCERTAIN: Duration = Duration::from_secs(1);

impl AppContext {
    /// Fetches `latchkey.json`.
    pub fn fetch_config(self) {
        spawn_local(self.connections.fetch(self.transport(), self.clock));
    }

    /// Asks the site for its time. Any answer shows that it can be reached.
    ///
    /// # Errors
    /// Returns why there was no answer.
    async fn probe(self) -> Result<(), Failure> {
        let (url, headers) = ("latchkey.json".to_owned(), Vec::new());
        let request = Request { method: Method::Head, url, is_same_origin: true, headers, body: None };
        let exchange = self.transport().send(request, AbortHandle::new()).await?;
        self.clock.add_sample(TimeSource::Site, &exchange);
        self.clock.tick();
        Ok(())
    }

    /// Returns what it means that a service could not be reached: if the site cannot be reached either, the
    /// network is lost.
    pub async fn why_unreachable(self) -> Failure {
        // A hidden page sends nothing.
        if !self.lifecycle.visible.get_untracked() {
            return Failure::Unreachable;
        }
        match self.probe().await {
            Ok(()) => Failure::Unreachable,
            Err(Failure::Offline) => Failure::Offline,
            Err(_) => Failure::NoConnection,
        }
    }

    /// Asks the site for the time whenever the device's clocks disagree, until the current owner is cleaned
    /// up. Meanwhile codes are covered, a second at most.
    pub fn follow_clock_jumps(self) {
        let rebase_timer = StoredValue::new(None::<TimeoutHandle>);
        Effect::new(move || {
            let is_visible = self.lifecycle.visible.get();
            if self.clock.now_tracked().is_certain || !is_visible || rebase_timer.with_value(Option::is_some)
            {
                return;
            }
            let rebase = move || {
                rebase_timer.set_value(None);
                self.clock.rebase();
            };
            rebase_timer.set_value(set_timeout_with_handle(rebase, MAX_UNCERTAIN).ok());
            spawn_local(async move {
                let _ = self.probe().await;
            });
        });
        on_cleanup(move || {
            if let Some(handle) = rebase_timer.try_get_value().flatten() {
                handle.clear();
            }
        });
    }
}
