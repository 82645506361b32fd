//! Ends a request that nobody waits for any more.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::prelude::*;
use web_sys::{AbortController, AbortSignal};

/// The means to end one request, by hand or by a deadline.
#[derive(Clone)]
pub struct Abort {
    controller: Rc<Option<AbortController>>,
    expired: Rc<Cell<bool>>,
    deadline: Rc<Cell<Option<TimeoutHandle>>>,
}

impl Abort {
    /// For a request about to be sent.
    #[must_use]
    pub fn new() -> Self {
        Self {
            controller: Rc::new(AbortController::new().ok()),
            expired: Rc::default(),
            deadline: Rc::default(),
        }
    }

    /// What the request listens to.
    #[must_use]
    pub fn signal(&self) -> Option<AbortSignal> {
        (*self.controller).as_ref().map(AbortController::signal)
    }

    /// Ends the request now.
    pub fn now(&self) {
        self.relax();
        if let Some(controller) = &*self.controller {
            controller.abort();
        }
    }

    /// Ends the request after this time, unless another deadline or [`Abort::relax`] comes first.
    pub fn after(&self, time: Duration) {
        self.relax();
        let this = self.clone();
        let fire = move || {
            this.expired.set(true);
            this.now();
        };
        self.deadline.set(set_timeout_with_handle(fire, time).ok());
    }

    /// Takes the deadline back.
    pub fn relax(&self) {
        if let Some(handle) = self.deadline.take() {
            handle.clear();
        }
    }

    /// Whether a deadline ended the request.
    #[must_use]
    pub fn expired(&self) -> bool {
        self.expired.get()
    }
}

/// A request that somebody waits for: it ends when this is dropped.
pub struct UnderWay(pub Abort);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.now();
    }
}

impl Default for Abort {
    fn default() -> Self {
        Self::new()
    }
}
