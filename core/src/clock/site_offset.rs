use super::{CLOCK_TOLERANCE_MS, DATE_HEADER_ERROR_MS, ServerClock, TimeSource};
use crate::{answer::Exchange, time::Timestamp};

/// How far the service's clock is ahead of the site's.
///
/// Ends are by the service's clock, but after sleep only the site is asked for the time. If its clock has been
/// seen to differ, its time is corrected by that: otherwise a site whose clock is slow would bring an expired code
/// back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SiteOffset {
    /// In milliseconds; 0 while both clocks agree, or while only one of them is known.
    ahead_ms: i64,
    /// Whether the clock's current sample is the site's, and not that of another service before this one.
    is_of_site: bool,
}

impl SiteOffset {
    /// Adds the `Date` of an answer to the clock as [`ServerClock::add_sample_from`] does, the site's corrected.
    pub fn add_sample_from(&mut self, clock: &mut ServerClock, source: TimeSource, exchange: &Exchange) {
        let Some(date) = exchange.date(clock.now(exchange.received).time).filter(|_| !exchange.was_cached())
        else {
            return;
        };
        self.compare(clock, source, date, exchange);
        let ahead_ms = if source == TimeSource::Site { self.ahead_ms } else { 0 };
        let corrected = Timestamp::from_millis(date.millis().saturating_add(ahead_ms)).unwrap_or(date);
        clock.add_sample(source, exchange.sent, exchange.received, corrected);
        self.is_of_site = source == TimeSource::Site && clock.sample.source == TimeSource::Site;
    }

    /// Learns the difference if the clock's current sample is of the one source and the new one of the other.
    fn compare(&mut self, clock: &ServerClock, source: TimeSource, date: Timestamp, exchange: &Exchange) {
        let expected = clock.now(exchange.received);
        if clock.sample.is_estimate || !expected.is_certain {
            return;
        }
        let waited_ms = exchange.received.monotonic_ms.saturating_sub(exchange.sent.monotonic_ms);
        let received_ms = date.millis().saturating_add(DATE_HEADER_ERROR_MS).saturating_add(waited_ms / 2);
        let difference_ms = received_ms.saturating_sub(expected.time.millis());
        let ahead_ms = if self.is_of_site && source == TimeSource::Service {
            // The current sample contains the correction so far.
            difference_ms.saturating_add(self.ahead_ms)
        } else if clock.sample.source == TimeSource::Service && source == TimeSource::Site {
            difference_ms.saturating_neg()
        } else {
            return;
        };
        let agree = ahead_ms.saturating_abs() <= CLOCK_TOLERANCE_MS.saturating_add(expected.error_ms);
        self.ahead_ms = if agree { 0 } else { ahead_ms };
    }
}
