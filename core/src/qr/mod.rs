//! Text becomes modules, a picture of a symbol becomes the same modules, modules become one SVG path or a file.

mod blocks;
mod encode;
mod mask;
mod mode;
mod modules;
mod path;
mod png;
mod sample;
mod standard;
mod svg;

pub use encode::{TooLong, encode};
pub use modules::Modules;
pub use path::path;
pub use png::png;
pub use sample::{Refusal, sample, says};
pub use svg::svg;

/// The light modules around a symbol on each side, part of every drawing (ISO/IEC 18004).
pub const QUIET_ZONE: u8 = 4;

/// Pixels along a module of a symbol in a file: as many as make its side a thousand pixels long at most, but eight
/// for the largest symbols, whose modules would be lost in print otherwise.
fn pixels(modules: &Modules) -> u16 {
    (1000 / units(modules)).max(8)
}

/// Modules along a side of a symbol with its quiet zone, 29 to 185.
fn units(modules: &Modules) -> u16 {
    u16::from(modules.side()) + 2 * u16::from(QUIET_ZONE)
}
