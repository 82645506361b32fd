//! What must hold whatever arrives, one function for each kind of input.
//!
//! Each takes any bytes and panics where something that must hold does not. libfuzzer calls them through
//! `fuzz_targets/`, and `replay.rs` calls the same functions with everything in `corpus/`.

mod access;
mod activation;
mod answers;
mod configs;
mod images;
mod places;
#[cfg(test)]
mod replay;
mod times;
mod typing;
mod waits;

pub use access::access_code;
pub use activation::activation_codes;
pub use configs::config;
pub use images::image_gate;
pub use times::timestamp;
pub use typing::typed;
pub use waits::retry_after;

/// A check of any bytes.
pub type Target = fn(&[u8]);

/// Every check, under the name of its folder in `corpus/`.
pub const TARGETS: [(&str, Target); 7] = [
    ("access_code", access_code),
    ("activation_codes", activation_codes),
    ("config", config),
    ("image_gate", image_gate),
    ("retry_after", retry_after),
    ("timestamp", timestamp),
    ("typed", typed),
];
