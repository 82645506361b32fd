//! The transport that the app uses.

use std::{future::Future, pin::Pin};

use latchkey_core::{failure::Failure, request::Request};
use leptos::prelude::*;

use super::{FetchResult, Transport, early, exchange::exchange};
use crate::browser::abort::AbortHandle;

/// Sends requests with the browser's `fetch`. Credentials go to their own service only: not into caches, not
/// along redirects.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fetch;

impl Transport for Fetch {
    fn send(&self, request: Request, abort: AbortHandle) -> Pin<Box<dyn Future<Output = FetchResult>>> {
        // Taken before the first await, because answers that were not taken when the app is mounted are
        // discarded.
        let early = early::take_answer(&request, abort.signal().as_ref());
        Box::pin(async move {
            if let Some(early) = early {
                return early::read_answer(early).await;
            }
            if !window().navigator().on_line() {
                return Err(Failure::Offline);
            }
            exchange(&request, &abort).await
        })
    }
}
