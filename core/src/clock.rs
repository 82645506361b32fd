//! The server's time, told by a device whose own clock may be wrong, stopped or set back.

use crate::time::Timestamp;

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
}

/// A moment at which the server's time was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sample {
    server: i64,
    at: Reading,
    /// Round trip of the answer it came with; none for the device's own time.
    round_trip: Option<i64>,
}

/// Tells the server's time from the best sample so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerClock {
    sample: Sample,
    /// Set by a jump: the next sample replaces this one whatever its round trip.
    stale: bool,
}

impl ServerClock {
    /// Starts with the device's own time, not verified.
    #[must_use]
    pub fn new(start: Reading) -> Self {
        Self { sample: Sample { server: start.wall, at: start, round_trip: None }, stale: false }
    }

    /// The time at a reading: the sample plus whichever clock ran further since. The monotonic clock may have
    /// stopped in sleep and the wall clock may have been set back, so either one saying "over" is believed.
    #[must_use]
    pub fn now(&self, reading: Reading) -> Now {
        let (steady, wall) = self.elapsed(reading);
        let millis = self.sample.server.saturating_add(steady.max(wall).max(0));
        let bound = self.sample.round_trip.map_or(0, |trip| HEADER_BOUND.saturating_add(trip / 2));
        // A device whose clock stands outside 1970 to 9999 is taken to be at the end: nothing is valid then.
        let time = Timestamp::from_millis(millis).unwrap_or(Timestamp::LAST);
        Now { time, bound, steady: reading.steady }
    }

    /// Learns from the `Date` of an answer whose request left at `sent` and whose headers came at `received`.
    /// The sample with the shortest round trip is kept.
    pub fn learn(&mut self, sent: Reading, received: Reading, date: Timestamp) {
        let round_trip = received.steady.saturating_sub(sent.steady).max(0);
        let better = self.sample.round_trip.is_none_or(|best| round_trip <= best);
        if better || self.stale {
            let half = round_trip / 2;
            let at = Reading { steady: sent.steady + half, wall: received.wall.saturating_sub(half) };
            self.sample = Sample {
                server: date.millis().saturating_add(HEADER_BOUND),
                at,
                round_trip: Some(round_trip),
            };
            self.stale = false;
        }
    }

    /// Whether the two clocks went apart by more than two seconds since the sample: the device slept, or
    /// somebody set its clock. A code is not certain then until a new sample has come.
    pub fn jumped(&mut self, reading: Reading) -> bool {
        let (steady, wall) = self.elapsed(reading);
        self.stale = self.stale || steady.abs_diff(wall) > TOLERANCE.unsigned_abs();
        self.stale
    }

    /// Gives up waiting for a new sample: the old one goes on from the present reading.
    pub fn settle(&mut self, reading: Reading) {
        let now = self.now(reading);
        self.sample = Sample { server: now.time.millis(), at: reading, ..self.sample };
        self.stale = false;
    }

    /// Whether a server's time is known at all.
    #[must_use]
    pub fn verified(&self) -> bool {
        self.sample.round_trip.is_some()
    }

    /// By how many milliseconds the device's clock is ahead of the server's (negative: behind), where that is
    /// more than two seconds beyond what the sample can be wrong by.
    #[must_use]
    pub fn device_off_by(&self, reading: Reading) -> Option<i64> {
        let now = self.now(reading);
        let ahead = reading.wall.saturating_sub(now.time.millis());
        (self.verified() && ahead.saturating_abs() > TOLERANCE.saturating_add(now.bound)).then_some(ahead)
    }

    fn elapsed(&self, reading: Reading) -> (i64, i64) {
        let Reading { steady, wall } = self.sample.at;
        (reading.steady.saturating_sub(steady), reading.wall.saturating_sub(wall))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOON: i64 = 1_718_280_000_000;

    fn at(steady: i64, wall: i64) -> Reading {
        Reading { steady, wall }
    }

    fn stamp(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis).expect("a time")
    }

    /// A clock that learned noon over a round trip of 200 ms on a device that is `off` milliseconds ahead.
    fn clock(off: i64) -> ServerClock {
        let mut clock = ServerClock::new(at(0, NOON + off));
        clock.learn(at(0, NOON + off), at(200, NOON + off + 200), stamp(NOON));
        clock
    }

    #[test]
    fn r_a4_without_a_sample_it_is_the_devices_time_and_says_so() {
        let clock = ServerClock::new(at(5, NOON));
        assert_eq!(
            clock.now(at(1_005, NOON + 1_000)),
            Now { time: stamp(NOON + 1_000), bound: 0, steady: 1_005 }
        );
        assert!(!clock.verified());
        assert_eq!(clock.device_off_by(at(5, NOON)), None);
    }

    #[test]
    fn r_a4_the_servers_time_does_not_depend_on_the_devices() {
        for off in [-43_200_000, -3_000, 0, 43_200_000] {
            let clock = clock(off);
            let now = clock.now(at(10_100, NOON + off + 10_100));
            assert_eq!((now.time, now.bound), (stamp(NOON + 500 + 10_000), 600), "off by {off}");
            assert_eq!(clock.device_off_by(at(100, NOON + off + 100)), (off != 0).then_some(off - 400));
        }
    }

    #[test]
    fn either_clock_saying_over_is_believed() {
        let slept = clock(0).now(at(300, NOON + 60_100));
        assert_eq!(slept.time, stamp(NOON + 500 + 60_000));
        let set_back = clock(0).now(at(60_100, NOON - 3_600_000));
        assert_eq!(set_back.time, stamp(NOON + 500 + 60_000));
    }

    #[test]
    fn the_sample_with_the_shortest_round_trip_is_kept() {
        let mut clock = clock(0);
        clock.learn(at(1_000, NOON + 1_000), at(4_000, NOON + 4_000), stamp(NOON + 99_000));
        assert_eq!(clock.now(at(100, NOON + 100)).time, stamp(NOON + 500));
        clock.learn(at(1_000, NOON + 1_000), at(1_010, NOON + 1_010), stamp(NOON + 2_000));
        assert_eq!(clock.now(at(1_005, NOON + 1_005)).time, stamp(NOON + 2_500));
    }

    #[test]
    fn after_a_jump_any_sample_replaces_the_old_one() {
        let mut clock = clock(0);
        assert!(!clock.jumped(at(1_000, NOON + 2_999)));
        assert!(clock.jumped(at(1_000, NOON + 3_601_000)));
        clock.learn(at(1_000, NOON + 3_601_000), at(9_000, NOON + 3_609_000), stamp(NOON + 5_000));
        assert!(!clock.jumped(at(9_000, NOON + 3_609_000)));
        assert_eq!(clock.now(at(5_000, NOON + 3_605_000)).time, stamp(NOON + 5_500));
    }

    #[test]
    fn settling_keeps_the_time_and_forgets_the_disagreement() {
        let mut clock = clock(0);
        let reading = at(1_000, NOON + 3_601_000);
        assert!(clock.jumped(reading));
        let before = clock.now(reading).time;
        clock.settle(reading);
        assert_eq!(clock.now(reading).time, before);
        assert!(!clock.jumped(reading));
    }

    proptest! {
        #[test]
        fn no_reading_panics_and_time_never_runs_backwards_while_the_steady_clock_runs(
            off in any::<i64>(), walls in prop::collection::vec(any::<i64>(), 1..20)
        ) {
            let mut clock = ServerClock::new(at(0, off));
            clock.learn(at(0, off), at(100, off), stamp(NOON));
            let mut last = clock.now(at(100, off)).time;
            for (step, wall) in walls.into_iter().enumerate() {
                let reading = at(100 + i64::try_from(step).expect("small"), wall);
                let now = clock.now(reading).time;
                prop_assert!(now >= stamp(NOON + 500));
                clock.settle(reading);
                prop_assert!(clock.now(reading).time >= last.min(now));
                let _ = (clock.jumped(reading), clock.device_off_by(reading));
                last = now;
            }
        }
    }
}
