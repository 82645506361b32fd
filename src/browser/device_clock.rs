//! Reads the two clocks of the device: the wall clock and the monotonic one.

use latchkey_core::clock::Reading;
use leptos::prelude::*;

/// Reads both clocks at the same moment.
#[must_use]
pub fn read() -> Reading {
    let monotonic_ms = window().performance().map_or(0.0, |performance| performance.now());
    reading(js_sys::Date::now(), monotonic_ms)
}

/// Creates a reading from the values of `Date.now()` and `performance.now()` at one moment, in milliseconds.
#[must_use]
pub fn reading(wall_ms: f64, monotonic_ms: f64) -> Reading {
    Reading { monotonic_ms: whole_ms(monotonic_ms), wall_ms: whole_ms(wall_ms) }
}

/// Drops fractions of a millisecond. The clocks stay far below 2^53 ms, so nothing else is lost.
#[allow(clippy::cast_possible_truncation)]
fn whole_ms(ms: f64) -> i64 {
    ms as i64
}
