//! The clock of the page, which shows the server's time.

use std::{sync::Arc, time::Duration};

use latchkey_core::{
    answer::Exchange,
    clock::{Now, Reading, ServerClock, SiteOffset, TimeSource},
    time::Timestamp,
};
use leptos::prelude::*;

use super::readers::renew_readers;

/// Milliseconds after the full second at which the clock ticks, since a timer may fire slightly early.
const TICK_DELAY_MS: u64 = 5;

/// Reads both clocks of the device; tests pass clocks of their own.
pub type ClockSource = Arc<dyn Fn() -> Reading + Send + Sync>;

/// The only clock of the page. It shows the server's time, and ticks once a second to update the views. All
/// decisions are made by the time itself, never by counting ticks.
#[derive(Clone, Copy)]
pub struct Clock {
    source: StoredValue<ClockSource>,
    server: StoredValue<ServerClock>,
    site_offset: StoredValue<SiteOffset>,
    ticks: RwSignal<()>,
}

impl Clock {
    /// Creates a clock that does not tick until [`Clock::run`] or [`Clock::tick`] is called.
    #[must_use]
    pub fn new(source: ClockSource) -> Self {
        let server = ServerClock::new(source());
        Self {
            source: StoredValue::new(source),
            server: StoredValue::new(server),
            site_offset: StoredValue::new(SiteOffset::default()),
            ticks: RwSignal::new(()),
        }
    }

    /// Ticks at each full second of the server's time, until the current owner is cleaned up.
    pub fn run(self) {
        let pending = StoredValue::new(None::<TimeoutHandle>);
        schedule_tick(self, pending);
        on_cleanup(move || {
            if let Some(handle) = pending.try_get_value().flatten() {
                handle.clear();
            }
        });
    }

    /// Ticks once in `millis` milliseconds, unless the current owner is cleaned up before: for a time that
    /// ends between two full seconds.
    pub fn tick_in(self, millis: i64) {
        let wait = Duration::from_millis(millis.clamp(0, 1 << 30).unsigned_abs());
        let handle = set_timeout_with_handle(move || self.tick(), wait).ok();
        on_cleanup(move || {
            if let Some(handle) = handle {
                handle.clear();
            }
        });
    }

    /// Updates everything that shows time.
    pub fn tick(&self) {
        renew_readers(&self.ticks);
    }

    /// Returns the time.
    #[must_use]
    pub fn now(&self) -> Now {
        let reading = self.source.with_value(|source| source());
        self.server.with_value(|server| server.now(reading))
    }

    /// Returns the time. Tracked: changes with each tick.
    #[must_use]
    pub fn now_tracked(&self) -> Now {
        self.ticks.track();
        self.now()
    }

    /// Returns the `Date` of an answer, if it has one that the page may read.
    #[must_use]
    pub fn date_of(&self, exchange: &Exchange) -> Option<Timestamp> {
        exchange.date(self.now().time)
    }

    /// Learns the time from the `Date` of an answer, unless the answer came from a cache.
    pub fn add_sample(&self, source: TimeSource, exchange: &Exchange) {
        self.server.update_value(|server| {
            self.site_offset.update_value(|offset| offset.add_sample_from(server, source, exchange));
        });
    }

    /// Prepares for requests to another service, whose time will replace the known one.
    pub fn change_service(&self) {
        self.server.update_value(ServerClock::change_service);
        self.site_offset.set_value(SiteOffset::default());
    }

    /// Continues with the known time if the device's clocks disagree and no server has answered since.
    pub fn rebase(&self) {
        let reading = self.source.with_value(|source| source());
        self.server.update_value(|server| {
            if !server.now(reading).is_certain {
                server.rebase(reading);
            }
        });
        self.tick();
    }

    /// Returns by how many milliseconds the device is ahead of the server, if that is enough to matter.
    /// Tracked.
    #[must_use]
    pub fn device_offset_ms(&self) -> Option<i64> {
        self.ticks.track();
        let reading = self.source.with_value(|source| source());
        self.server.with_value(|server| server.device_offset_ms(reading))
    }

    /// Returns whether the time of a server is known. Tracked.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.ticks.track();
        self.server.with_value(ServerClock::is_verified)
    }
}

/// Ticks at the next full second, and schedules the tick after it.
fn schedule_tick(clock: Clock, pending: StoredValue<Option<TimeoutHandle>>) {
    let past_second_ms = clock.now().time.millis().rem_euclid(1000);
    let wait = Duration::from_millis((1000 - past_second_ms).unsigned_abs() + TICK_DELAY_MS);
    let on_second = move || {
        clock.tick();
        schedule_tick(clock, pending);
    };
    pending.try_update_value(|handle| *handle = set_timeout_with_handle(on_second, wait).ok());
}
