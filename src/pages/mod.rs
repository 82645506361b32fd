//! One module for each view. Only pages connect the network, the state and the components.

mod about;
mod access;
mod activation;
mod config_failure;
mod connection;
mod customer_form;
mod desk;
mod home;
mod issues;
mod kept_config;
mod lock;
mod lookup_form;
mod not_found;
mod passes;
mod printout;
mod refresh_controller;
mod refresh_controls;
mod require_connection;
mod signed_out;
mod start;

pub use about::AboutPage;
pub use access::AccessPage;
pub use activation::{ActivationPage, ListState, print_letters};
pub use connection::NewConnectionPage;
pub use desk::DeskPage;
pub use home::HomePage;
pub use lock::Locked;
pub use not_found::NotFound;
pub use signed_out::SignedOut;
pub use start::StartPage;
