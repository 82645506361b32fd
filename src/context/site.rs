//! Requests to the page's own site: its settings, the time, and whether it can be reached.

use std::time::Duration;

use latchkey_core::{clock::TimeSource, failure::Failure};
use leptos::{prelude::*, task::spawn_local};

use super::AppContext;
use crate::{browser::abort::AbortHandle, net::probe};

/// Longest time for which codes are hidden because the time is uncertain.
const MAX_UNCERTAIN: Duration = Duration::from_secs(1);

impl AppContext {
    /// Fetches `latchkey.json`.
    pub fn fetch_config(self) {
        spawn_local(self.connections.fetch(self.transport(), self.clock));
    }

    /// Asks the site for a sign of life while the browser reports no network. An answer shows that the browser
    /// is wrong.
    pub async fn verify_offline(self) {
        if self.probe().await.is_ok() {
            self.lifecycle.disprove_offline();
        }
    }

    /// Requests the site's time. Any answer shows that it can be reached.
    ///
    /// # Errors
    /// Returns why there was no answer.
    async fn probe(self) -> Result<(), Failure> {
        let exchange = self.transport().send(probe::site_request(), AbortHandle::new()).await?;
        self.clock.add_sample(TimeSource::Site, &exchange);
        self.clock.tick();
        Ok(())
    }

    /// Returns why a service could not be reached: if the site cannot be reached either, the network is lost.
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

    /// Requests the site's time whenever the device's clocks disagree, until the current owner is cleaned up.
    /// Codes are hidden until then, for a second at most.
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
