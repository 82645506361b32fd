//! The only door to the network.

mod fetch;
mod transport;

pub use fetch::Fetch;
pub use transport::{Door, Exchange, Outcome, Transport};
