//! The only door to the network.

pub mod early;
mod exchange;
mod fetch;
mod transport;

pub use fetch::Fetch;
pub use transport::{Door, Outcome, Transport};
