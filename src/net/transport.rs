//! The interface to the network.

use std::{future::Future, pin::Pin, sync::Arc};

use latchkey_core::{answer::Exchange, failure::Failure, request::Request};

use crate::browser::abort::AbortHandle;

/// Sends requests. The app reaches the network only through this trait, so that tests can replace it.
pub trait Transport: Send + Sync {
    /// Sends a request and reads the whole answer. `abort` cancels it at any time; the result is ignored
    /// then.
    fn send(&self, request: Request, abort: AbortHandle) -> Pin<Box<dyn Future<Output = FetchResult>>>;
}

/// A shared transport.
pub type SharedTransport = Arc<dyn Transport>;

/// An answer, or why the request failed.
pub type FetchResult = Result<Exchange, Failure>;
