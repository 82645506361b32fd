use std::{future::Future, pin::Pin};

use latchkey_core::{failure::Failure, request::Request};
use leptos::prelude::*;

use super::{FetchResult, Transport, early, exchange::exchange};
use crate::browser::abort::Abort;

/// The browser's `fetch`, with the options that keep secrets where they belong.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fetch;

impl Transport for Fetch {
    fn send(&self, request: Request, abort: Abort) -> Pin<Box<dyn Future<Output = FetchResult>>> {
        // Before anything is awaited: answers that were not taken by the time the app is mounted are dropped.
        let early = early::take_answer(&request, abort.signal().as_ref());
        Box::pin(async move {
            if let Some(early) = early {
                return early::read(early).await;
            }
            if !window().navigator().on_line() {
                return Err(Failure::Offline);
            }
            exchange(&request, &abort).await
        })
    }
}
