//! The clocks of the device.

/// Both clocks of the device, read at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Monotonic clock (`performance.now()`), in milliseconds since an unknown start. It may stop while the
    /// device sleeps.
    pub monotonic_ms: i64,
    /// Wall clock (`Date.now()`), in milliseconds since 1970. The user or the system may set it.
    pub wall_ms: i64,
}
