//! The network: every request of the app goes through [`Transport`].

pub mod early;
mod exchange;
mod fetch;
pub mod probe;
mod transport;

pub use fetch::Fetch;
pub use transport::{FetchResult, SharedTransport, Transport};
