#![doc = include_str!("../README.md")]

mod encode;
mod mask;
mod png;
mod read;
mod structure;
mod svg;
mod svg_path;
mod symbol;

pub use encode::TooLong;
pub use read::ReadError;
pub use symbol::Symbol;

/// The width of the light margin around a symbol, in modules (ISO/IEC 18004, 6.3.8).
pub const QUIET_ZONE: u8 = 4;

/// The characters of the alphanumeric mode in the order of their values (ISO/IEC 18004, table 5).
const ALPHANUMERIC: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
