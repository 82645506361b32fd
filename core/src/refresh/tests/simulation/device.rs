use super::{Reading, START};

/// A device and its two clocks, in milliseconds since the start of the simulation.
#[derive(Clone, Copy)]
pub struct Device {
    /// The true time, which the machine cannot see.
    pub true_ms: i64,
    /// The monotonic clock, which stops in sleep.
    pub monotonic_ms: i64,
    ahead_ms: i64,
    has_slept: bool,
    was_set_back: bool,
}

impl Device {
    /// Creates a device whose wall clock is this far ahead of the true time.
    pub fn new(ahead_ms: i64) -> Self {
        Self { true_ms: 0, monotonic_ms: 0, ahead_ms, has_slept: false, was_set_back: false }
    }

    pub fn reading(&self) -> Reading {
        Reading { monotonic_ms: self.monotonic_ms, wall_ms: START + self.true_ms + self.ahead_ms }
    }

    pub fn run(&mut self, millis: i64) {
        self.true_ms += millis;
        self.monotonic_ms += millis;
    }

    /// Sleeps, unless the wall clock was set back since the last sample: with both clocks slow, no program
    /// could notice the sleep.
    pub fn sleep(&mut self, millis: i64) {
        if !self.was_set_back {
            self.true_ms += millis;
            self.has_slept = true;
        }
    }

    /// Sets the wall clock forward, or (with the same exception) back.
    pub fn set_wall_clock(&mut self, millis: i64) {
        if millis >= 0 || !self.has_slept {
            self.ahead_ms += millis;
            self.was_set_back |= millis < 0;
        }
    }

    /// Notes that the server clock took a new sample or was rebased, so both clocks are in step again.
    pub fn note_sync(&mut self) {
        (self.has_slept, self.was_set_back) = (false, false);
    }
}
