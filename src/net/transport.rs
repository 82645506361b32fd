use std::{future::Future, pin::Pin, sync::Arc};

use latchkey_core::{answer::Exchange, failure::Failure, request::Request};

use crate::browser::abort::Abort;

/// Sends requests. The app knows nothing else of the network, so that tests can script it.
pub trait Transport: Send + Sync {
    /// Sends one request and reads its answer to the last byte. `abort` ends it at any time; how it ends then
    /// does not matter, because nobody listens.
    fn send(&self, request: Request, abort: Abort) -> Pin<Box<dyn Future<Output = FetchResult>>>;
}

/// A transport to share.
pub type SharedTransport = Arc<dyn Transport>;

/// An answer, or why there is none.
pub type FetchResult = Result<Exchange, Failure>;
