//! State shared by all pages, as signals.

mod clock;
mod connections;
mod credentials;
mod kept_codes;
mod preferences;

pub use clock::{Clock, ClockSource};
pub use connections::{ConfigState, Connections};
pub use credentials::Credentials;
pub use kept_codes::KeptCodes;
pub use preferences::{Preferences, Theme};
