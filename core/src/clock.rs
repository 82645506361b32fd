//! An estimate of the server's time on a device whose own clock may be wrong, stopped or set back.

mod reading;
mod site_offset;

pub use self::{reading::Reading, site_offset::SiteOffset};
use crate::{answer::Exchange, time::Timestamp};

/// Error of a `Date` header, in milliseconds: it has whole seconds, so half a second either way.
const DATE_HEADER_ERROR_MS: i64 = 500;

/// Difference beyond which two clocks disagree, in milliseconds.
const CLOCK_TOLERANCE_MS: i64 = 2_000;

/// The current time, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// The server's time.
    pub time: Timestamp,
    /// Error bound of `time`, in milliseconds. It shortens the life of a code and is not displayed.
    pub error_ms: i64,
    /// The device's monotonic clock, in milliseconds. Delays are measured with it, because a new sample of
    /// the server's time must not move them.
    pub monotonic_ms: i64,
    /// Whether the device's two clocks agree on the time since the last sample. If not, the device slept or
    /// its clock was set, and no code with an end may be shown until the next sample or a call of
    /// [`ServerClock::rebase`].
    pub is_certain: bool,
}

impl Now {
    /// Returns the milliseconds since an earlier moment, by the server's time or by the monotonic clock,
    /// whichever ran further: a correction may set the first back, and the second may stop while the device
    /// sleeps.
    #[must_use]
    pub fn millis_since(self, earlier: Self) -> i64 {
        self.time.millis_since(earlier.time).max(self.monotonic_ms.saturating_sub(earlier.monotonic_ms))
    }
}

/// Where a time comes from, in ascending order of trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeSource {
    /// The device itself.
    Device,
    /// The server of the page.
    Site,
    /// The service that sets the ends of codes.
    Service,
}

/// A moment at which the server's time was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sample {
    server_ms: i64,
    taken_at: Reading,
    source: TimeSource,
    /// Round trip of the answer that brought it; zero for the device's own time.
    round_trip_ms: i64,
    /// Whether [`ServerClock::rebase`] moved it, so that any new sample is better.
    is_estimate: bool,
}

/// Clock that shows the server's time, computed from the best sample so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerClock {
    sample: Sample,
}

impl ServerClock {
    /// Creates a clock that shows the device's own time until the first sample.
    #[must_use]
    pub fn new(start: Reading) -> Self {
        Self {
            sample: Sample {
                server_ms: start.wall_ms,
                taken_at: start,
                source: TimeSource::Device,
                round_trip_ms: 0,
                is_estimate: false,
            },
        }
    }

    /// Returns the time at a reading: the sample plus the time since, by the clock that ran further. The
    /// monotonic clock may have stopped in sleep and the wall clock may have been set back, and a code that
    /// is over by either of them counts as over.
    #[must_use]
    pub fn now(&self, reading: Reading) -> Now {
        let (monotonic_ms, wall_ms) = self.elapsed(reading);
        let millis = self.sample.server_ms.saturating_add(monotonic_ms.max(wall_ms).max(0));
        let error_ms =
            if self.is_verified() { DATE_HEADER_ERROR_MS + self.sample.round_trip_ms / 2 } else { 0 };
        // A time outside 1970 to 9999 becomes the last one, at which every code with an end has expired.
        let time = Timestamp::from_millis(millis).unwrap_or(Timestamp::LAST);
        Now {
            time,
            error_ms,
            monotonic_ms: reading.monotonic_ms,
            is_certain: !have_diverged(monotonic_ms, wall_ms),
        }
    }

    /// Adds a sample: the `Date` of an answer whose request was sent at `sent` and whose headers were
    /// received at `received`. It replaces the current one if it is better:
    ///
    /// * its source is more trusted, or the same with a round trip at most as long;
    /// * its source is the same and its time later than the errors of both samples allow. A clock that is
    ///   fast only hides a valid code, a slow one would show an expired code;
    /// * the device's clocks have diverged since the current one.
    ///
    /// A sample is ignored if the clocks diverged between `sent` and `received`: the device may have slept,
    /// and then the `Date` is old.
    pub fn add_sample(&mut self, source: TimeSource, sent: Reading, received: Reading, date: Timestamp) {
        let monotonic_ms = received.monotonic_ms.saturating_sub(sent.monotonic_ms);
        let wall_ms = received.wall_ms.saturating_sub(sent.wall_ms);
        if have_diverged(monotonic_ms, wall_ms) {
            return;
        }
        let round_trip_ms = monotonic_ms.max(wall_ms).max(0);
        let one_way_ms = round_trip_ms / 2;
        let taken_at = Reading {
            monotonic_ms: received.monotonic_ms.saturating_sub(one_way_ms),
            wall_ms: received.wall_ms.saturating_sub(one_way_ms),
        };
        let server_ms = date.millis().saturating_add(DATE_HEADER_ERROR_MS);
        let (old, expected) = (&self.sample, self.now(taken_at));
        let is_later = server_ms.saturating_sub(expected.time.millis())
            > expected.error_ms + DATE_HEADER_ERROR_MS + one_way_ms;
        let is_better = source == old.source && (round_trip_ms <= old.round_trip_ms || is_later);
        if source > old.source || is_better || old.is_estimate || !self.now(received).is_certain {
            self.sample = Sample { server_ms, taken_at, source, round_trip_ms, is_estimate: false };
        }
    }

    /// Adds the `Date` of an answer as [`ServerClock::add_sample`] does, unless the answer came from a cache.
    pub fn add_sample_from(&mut self, source: TimeSource, exchange: &Exchange) {
        let date = exchange.date(self.now(exchange.received).time);
        if let Some(date) = date.filter(|_| !exchange.was_cached()) {
            self.add_sample(source, exchange.sent, exchange.received, date);
        }
    }

    /// Prepares for another service, whose clock may differ: its first sample will replace the current one.
    pub fn change_service(&mut self) {
        self.sample.source = self.sample.source.min(TimeSource::Site);
    }

    /// Continues from the time shown at `reading`, although the device's clocks have diverged. Any later
    /// sample replaces this estimate.
    pub fn rebase(&mut self, reading: Reading) {
        let now = self.now(reading);
        self.sample =
            Sample { server_ms: now.time.millis(), taken_at: reading, is_estimate: true, ..self.sample };
    }

    /// Returns whether the time of a server is known.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.sample.source != TimeSource::Device
    }

    /// Returns by how many milliseconds the device's clock is ahead of the server's (negative: behind), if
    /// that is more than two seconds beyond the error of the sample.
    #[must_use]
    pub fn device_offset_ms(&self, reading: Reading) -> Option<i64> {
        let now = self.now(reading);
        let ahead_ms = reading.wall_ms.saturating_sub(now.time.millis());
        let is_off =
            self.is_verified() && ahead_ms.saturating_abs() > CLOCK_TOLERANCE_MS.saturating_add(now.error_ms);
        (is_off && now.is_certain).then_some(ahead_ms)
    }

    /// Returns how far the monotonic clock and the wall clock ran since the sample, in milliseconds.
    fn elapsed(&self, reading: Reading) -> (i64, i64) {
        let Reading { monotonic_ms, wall_ms } = self.sample.taken_at;
        (reading.monotonic_ms.saturating_sub(monotonic_ms), reading.wall_ms.saturating_sub(wall_ms))
    }
}

/// Returns whether two clocks disagree on the time elapsed, in milliseconds.
fn have_diverged(monotonic_ms: i64, wall_ms: i64) -> bool {
    monotonic_ms.abs_diff(wall_ms) > CLOCK_TOLERANCE_MS.unsigned_abs()
}

#[cfg(test)]
mod tests;
