//! The server's time, told by a device whose own clock may be wrong, stopped or set back.

use crate::{answer::Exchange, time::Timestamp};

/// Error of a `Date` header, which has whole seconds: half a second either way, in milliseconds.
const HEADER_BOUND: i64 = 500;

/// Beyond this many milliseconds two clocks disagree.
const TOLERANCE: i64 = 2_000;

/// Both clocks of the device, read at one moment, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Monotonic since an unknown start (`performance.now()`); it may stand still while the device sleeps.
    pub steady: i64,
    /// The wall clock since 1970 (`Date.now()`); anybody may set it.
    pub wall: i64,
}

/// What time it is, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The server's time.
    pub time: Timestamp,
    /// By how many milliseconds `time` may be wrong. It shortens the life of a code and is not displayed.
    pub bound: i64,
    /// The device's monotonic clock, in milliseconds: for waits, which a resynchronised clock must not move.
    pub steady: i64,
    /// Whether the device's two clocks agree on how long ago the server told its time. Where they do not, the
    /// device slept or somebody set its clock, and no code with an end may be seen until a server has spoken
    /// again, or [`ServerClock::settle`] was called.
    pub certain: bool,
}

impl Now {
    /// Milliseconds since an earlier moment, by the server's time or by the steady clock, whichever ran further:
    /// the one may be set back when it is corrected, the other may stop while the device sleeps.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.time.millis_since(earlier.time).max(self.steady.saturating_sub(earlier.steady))
    }
}

/// Who told the time, from the least to the most to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Witness {
    /// The device itself.
    Device,
    /// The server the page came from.
    Site,
    /// The service that stamps the ends of codes.
    Service,
}

/// A moment at which the server's time was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sample {
    server: i64,
    at: Reading,
    told_by: Witness,
    /// Of the answer it came with; none for the device's own time.
    round_trip: i64,
    /// Whether the device's clocks went apart since, and nobody has said yet which of them was right.
    guessed: bool,
}

/// Tells the server's time from the best sample so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerClock {
    sample: Sample,
}

impl ServerClock {
    /// Starts with the device's own time, not verified.
    #[must_use]
    pub fn new(start: Reading) -> Self {
        Self {
            sample: Sample {
                server: start.wall,
                at: start,
                told_by: Witness::Device,
                round_trip: 0,
                guessed: false,
            },
        }
    }

    /// The time at a reading: the sample plus whichever clock ran further since. The monotonic clock may have
    /// stopped in sleep and the wall clock may have been set back, so either one saying "over" is believed.
    #[must_use]
    pub fn now(&self, reading: Reading) -> Now {
        let (steady, wall) = self.elapsed(reading);
        let millis = self.sample.server.saturating_add(steady.max(wall).max(0));
        let bound = if self.verified() { HEADER_BOUND + self.sample.round_trip / 2 } else { 0 };
        // A device whose clock stands outside 1970 to 9999 is taken to be at the end: nothing is valid then.
        let time = Timestamp::from_millis(millis).unwrap_or(Timestamp::LAST);
        Now { time, bound, steady: reading.steady, certain: !apart(steady, wall) }
    }

    /// Learns from the `Date` of an answer whose request left at `sent` and whose headers came at `received`.
    /// The sample of the best witness is kept, and of his the one with the shortest round trip; but where the
    /// device's clocks went apart, any new sample is better than the old one, however late it comes. And where
    /// the same witness now tells a later time than the two samples together can be wrong by, that is believed:
    /// too late a time covers a good code, too early a one would show a dead one.
    ///
    /// An answer during which they went apart says nothing: the device may have slept over it, and then its
    /// `Date` is as old as the sleep was long.
    pub fn learn(&mut self, told_by: Witness, sent: Reading, received: Reading, date: Timestamp) {
        let steady = received.steady.saturating_sub(sent.steady);
        let wall = received.wall.saturating_sub(sent.wall);
        if apart(steady, wall) {
            return;
        }
        let round_trip = steady.max(wall).max(0);
        let half = round_trip / 2;
        let at = Reading {
            steady: received.steady.saturating_sub(half),
            wall: received.wall.saturating_sub(half),
        };
        let server = date.millis().saturating_add(HEADER_BOUND);
        let (old, then) = (&self.sample, self.now(at));
        let later = server.saturating_sub(then.time.millis()) > then.bound + HEADER_BOUND + half;
        let same = told_by == old.told_by && (round_trip <= old.round_trip || later);
        if told_by > old.told_by || same || old.guessed || !self.now(received).certain {
            self.sample = Sample { server, at, told_by, round_trip, guessed: false };
        }
    }

    /// Learns from the `Date` of an answer as [`ServerClock::learn`] does, unless a cache kept the answer.
    pub fn learn_from(&mut self, told_by: Witness, exchange: &Exchange) {
        let date = exchange.date(self.now(exchange.received).time);
        if let Some(date) = date.filter(|_| !exchange.was_cached()) {
            self.learn(told_by, exchange.sent, exchange.received, date);
        }
    }

    /// Another service is about to be asked, with a clock of its own: the first time it tells replaces what was
    /// known from the one before.
    pub fn change_service(&mut self) {
        self.sample.told_by = self.sample.told_by.min(Witness::Site);
    }

    /// Gives up waiting for a new sample: the old one goes on from the present reading, until one comes after all.
    pub fn settle(&mut self, reading: Reading) {
        let now = self.now(reading);
        self.sample = Sample { server: now.time.millis(), at: reading, guessed: true, ..self.sample };
    }

    /// Whether a server's time is known at all.
    #[must_use]
    pub fn verified(&self) -> bool {
        self.sample.told_by != Witness::Device
    }

    /// By how many milliseconds the device's clock is ahead of the server's (negative: behind), where that is
    /// more than two seconds beyond what the sample can be wrong by.
    #[must_use]
    pub fn device_off_by(&self, reading: Reading) -> Option<i64> {
        let now = self.now(reading);
        let ahead = reading.wall.saturating_sub(now.time.millis());
        let off = self.verified() && ahead.saturating_abs() > TOLERANCE.saturating_add(now.bound);
        (off && now.certain).then_some(ahead)
    }

    /// How far the steady and the wall clock ran since the sample.
    fn elapsed(&self, reading: Reading) -> (i64, i64) {
        let Reading { steady, wall } = self.sample.at;
        (reading.steady.saturating_sub(steady), reading.wall.saturating_sub(wall))
    }
}

/// Whether two clocks disagree on how much time went by.
fn apart(steady: i64, wall: i64) -> bool {
    steady.abs_diff(wall) > TOLERANCE.unsigned_abs()
}

#[cfg(test)]
mod tests;
