//! The transport that the app uses.

use std::{future::Future, pin::Pin};

use latchkey_core::{
    failure::Failure,
    request::{Method, Request},
};
use leptos::prelude::*;

use super::{FetchResult, Transport, early, exchange::exchange, probe};
use crate::browser::abort::AbortHandle;

/// Sends requests with the browser's `fetch`. Credentials are sent to their own service only, and never to
/// caches or along redirects.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fetch;

impl Transport for Fetch {
    fn send(&self, request: Request, abort: AbortHandle) -> Pin<Box<dyn Future<Output = FetchResult>>> {
        // Taken before the first await, because answers that were not taken when the app is mounted are
        // discarded.
        let early = early::take_answer(&request, abort.signal().as_ref());
        Box::pin(async move {
            if let Some(early) = early {
                return early::read_answer(early).await.map_err(offline_if_unreachable);
            }
            if request.method == Method::Post && !is_online() && !site_answers().await {
                // Sent now, it would be unknown whether it arrived.
                return Err(Failure::Offline);
            }
            exchange(&request, &abort).await.map_err(offline_if_unreachable)
        })
    }
}

/// Returns whether the browser believes that there is a network. Some are wrong about it behind a VPN, in
/// in-app browsers, or after a router's restart, so this explains failures, but prevents no request.
fn is_online() -> bool {
    window().navigator().on_line()
}

fn offline_if_unreachable(failure: Failure) -> Failure {
    if failure == Failure::Unreachable && !is_online() { Failure::Offline } else { failure }
}

/// Returns whether the site that the page came from can be reached.
async fn site_answers() -> bool {
    exchange(&probe::site_request(), &AbortHandle::new()).await.is_ok()
}
