//! Both clocks of the device.

use latchkey_core::clock::Reading;
use leptos::prelude::*;

/// Reads both at one moment.
#[must_use]
pub fn read() -> Reading {
    let steady = window().performance().map_or(0.0, |performance| performance.now());
    reading(js_sys::Date::now(), steady)
}

/// What `Date.now()` and `performance.now()` said at one moment.
#[must_use]
pub fn reading(wall: f64, steady: f64) -> Reading {
    Reading { steady: whole(steady), wall: whole(wall) }
}

/// Whole milliseconds. A clock beyond 2^53 milliseconds does not exist, so nothing is lost.
#[allow(clippy::cast_possible_truncation)]
fn whole(millis: f64) -> i64 {
    millis as i64
}
