//! State shared by all pages, as signals.

mod clock;
mod connections;
mod credentials;
mod kept_codes;
mod passes;
mod preferences;
mod readers;

pub use clock::{Clock, ClockSource};
pub use connections::{ConfigState, Connections};
pub use credentials::Credentials;
pub use kept_codes::KeptCodes;
pub use passes::load_passes;
pub use preferences::{Preferences, Theme};
pub use readers::renew_readers;
