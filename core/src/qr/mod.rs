//! Text becomes modules, a picture of a symbol becomes the same modules, modules become one SVG path.

mod encode;
mod modules;
mod path;
mod sample;

pub use encode::{TooLong, encode};
pub use modules::Modules;
pub use path::path;
pub use sample::{Refusal, sample, says};

/// The light modules around a symbol on each side, part of every drawing (ISO/IEC 18004).
pub const QUIET_ZONE: u8 = 4;
