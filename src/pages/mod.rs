//! One module for each view: the only place that joins the network, the state and the components.

mod about;
mod access;
mod activation;
mod activation_card;
mod ask;
mod connection;
mod home;
mod loader;
mod not_found;

pub use about::About;
pub use access::AccessPage;
pub use activation::ActivationPage;
pub use connection::NewConnection;
pub use home::Home;
pub use not_found::NotFound;
