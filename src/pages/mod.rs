//! One module for each view: the only place that joins the network, the state and the components.

mod about;
mod access;
mod activation;
mod ask;
mod config_failure;
mod connection;
mod connection_form;
mod gate;
mod home;
mod issues;
mod loader;
mod lock;
mod not_found;

pub use about::about;
pub use access::access;
pub use activation::{Listing, activation, print_letters};
pub use connection::new_connection;
pub use home::home;
pub use lock::locked;
pub use not_found::not_found;
