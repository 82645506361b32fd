//! What the whole page knows, reactive, in context.

mod clock;
mod connections;
mod credentials;
mod preferences;

pub use clock::{Clock, Source};
pub use connections::{ConfigState, Connections};
pub use credentials::Credentials;
pub use preferences::{Preferences, Theme};
