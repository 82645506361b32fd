use super::{Reading, START};

/// A device and its two clocks, in milliseconds since the start of the story.
#[derive(Clone, Copy)]
pub struct Device {
    /// The true time, which only the test knows.
    pub truth: i64,
    /// The monotonic clock, which stands still in sleep.
    pub steady: i64,
    ahead: i64,
    slept: bool,
    set_back: bool,
}

impl Device {
    /// A device whose wall clock is ahead of the true time by so much.
    pub fn new(ahead: i64) -> Self {
        Self { truth: 0, steady: 0, ahead, slept: false, set_back: false }
    }

    pub fn reading(&self) -> Reading {
        Reading { steady: self.steady, wall: START + self.truth + self.ahead }
    }

    pub fn run(&mut self, millis: i64) {
        self.truth += millis;
        self.steady += millis;
    }

    /// Sleeps, unless the wall clock was set back since the time was last told: were both clocks low at once,
    /// nobody could notice.
    pub fn sleep(&mut self, millis: i64) {
        if !self.set_back {
            self.truth += millis;
            self.slept = true;
        }
    }

    /// Somebody sets the wall clock, forwards or (with the same exception) backwards.
    pub fn set(&mut self, millis: i64) {
        if millis >= 0 || !self.slept {
            self.ahead += millis;
            self.set_back |= millis < 0;
        }
    }

    /// A server told the time, or the page decided which clock to believe: both run from the same moment again.
    pub fn told(&mut self) {
        (self.slept, self.set_back) = (false, false);
    }
}
