//! The only transport to the network.

pub mod early;
mod exchange;
mod fetch;
mod transport;

pub use fetch::Fetch;
pub use transport::{FetchResult, SharedTransport, Transport};
