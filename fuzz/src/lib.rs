//! Invariants of the decoders and parsers, one fuzz target for each kind of input.
//!
//! A target takes any bytes and panics if an invariant is broken. libFuzzer calls the targets through
//! `fuzz_targets/`, and the tests in `replay.rs` call them with every file in `corpus/`.

mod access_code;
mod activation_codes;
mod answers;
mod config;
mod image_gate;
#[cfg(test)]
mod replay;
mod retry_after;
mod timestamp;
mod typed;
mod urls;

pub use access_code::access_code;
pub use activation_codes::activation_codes;
pub use config::config;
pub use image_gate::image_gate;
pub use retry_after::retry_after;
pub use timestamp::timestamp;
pub use typed::typed;

/// A function that checks invariants for any bytes.
pub type Target = fn(&[u8]);

/// Every target, with the name of its folder in `corpus/`.
pub const TARGETS: [(&str, Target); 7] = [
    ("access_code", access_code),
    ("activation_codes", activation_codes),
    ("config", config),
    ("image_gate", image_gate),
    ("retry_after", retry_after),
    ("timestamp", timestamp),
    ("typed", typed),
];
