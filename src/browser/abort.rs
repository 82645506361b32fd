//! Aborts a request: by hand, after a timeout, or when its owner is dropped.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::prelude::*;
use web_sys::{AbortController, AbortSignal};

/// Cancels one request. A copy cancels the same request.
#[derive(Clone)]
pub struct AbortHandle {
    controller: Rc<Option<AbortController>>,
    timed_out: Rc<Cell<bool>>,
    timeout: Rc<Cell<Option<TimeoutHandle>>>,
}

impl AbortHandle {
    /// Creates a handle for a request about to be sent.
    #[must_use]
    pub fn new() -> Self {
        Self {
            controller: Rc::new(AbortController::new().ok()),
            timed_out: Rc::default(),
            timeout: Rc::default(),
        }
    }

    /// Returns the signal to send the request with.
    #[must_use]
    pub fn signal(&self) -> Option<AbortSignal> {
        (*self.controller).as_ref().map(AbortController::signal)
    }

    /// Cancels the request.
    pub fn abort(&self) {
        self.clear_timeout();
        if let Some(controller) = &*self.controller {
            controller.abort();
        }
    }

    /// Cancels the request after this time. Replaces an earlier timeout.
    pub fn set_timeout(&self, timeout: Duration) {
        self.clear_timeout();
        let this = self.clone();
        let on_timeout = move || {
            this.timed_out.set(true);
            this.abort();
        };
        self.timeout.set(set_timeout_with_handle(on_timeout, timeout).ok());
    }

    /// Removes the timeout.
    pub fn clear_timeout(&self) {
        if let Some(handle) = self.timeout.take() {
            handle.clear();
        }
    }

    /// Returns whether a timeout cancelled the request.
    #[must_use]
    pub fn has_timed_out(&self) -> bool {
        self.timed_out.get()
    }
}

impl Default for AbortHandle {
    fn default() -> Self {
        Self::new()
    }
}

/// Cancels a request when it is dropped.
pub struct AbortOnDrop(pub AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}
