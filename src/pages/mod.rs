//! One module for each view: the only place that joins the network, the state and the components.

mod about;
mod access;
mod activation;
mod config_failure;
mod connection;
mod connection_form;
mod home;
mod issues;
mod lock;
mod lookup_form;
mod not_found;
mod refresh_controller;
mod require_connection;

pub use about::about;
pub use access::access;
pub use activation::{ListState, activation, print_letters};
pub use connection::new_connection;
pub use home::home;
pub use lock::locked;
pub use not_found::not_found;
