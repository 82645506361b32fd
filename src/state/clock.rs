use std::{sync::Arc, time::Duration};

use latchkey_core::{
    answer::Exchange,
    clock::{Now, Reading, ServerClock, Witness},
    time::Timestamp,
};
use leptos::prelude::*;

use leptos::prelude::RwSignal;

/// Reads both clocks of the device; a test turns its own.
pub type Source = Arc<dyn Fn() -> Reading + Send + Sync>;

/// The one clock of the page. It tells the server's time and ticks once a second; a tick repaints, it never
/// decides.
#[derive(Clone, Copy)]
pub struct Clock {
    source: StoredValue<Source>,
    server: StoredValue<ServerClock>,
    ticks: RwSignal<u32>,
}

impl Clock {
    /// A clock that stands until [`Clock::run`] or [`Clock::tick`].
    #[must_use]
    pub fn new(source: Source) -> Self {
        let server = ServerClock::new(source());
        Self { source: StoredValue::new(source), server: StoredValue::new(server), ticks: RwSignal::new(0) }
    }

    /// Ticks at each full second of the server's time, for the life of the surrounding owner.
    pub fn run(self) {
        let pending = StoredValue::new(None::<TimeoutHandle>);
        beat(self, pending);
        on_cleanup(move || {
            if let Some(handle) = pending.try_get_value().flatten() {
                handle.clear();
            }
        });
    }

    /// Ticks once more in so many milliseconds, for the life of the surrounding owner: what ends between two full
    /// seconds must not wait for the next.
    pub fn tick_in(self, millis: i64) {
        let wait = Duration::from_millis(millis.clamp(0, 1 << 30).unsigned_abs());
        let handle = set_timeout_with_handle(move || self.tick(), wait).ok();
        on_cleanup(move || {
            if let Some(handle) = handle {
                handle.clear();
            }
        });
    }

    /// Lets everything that shows time look again.
    pub fn tick(&self) {
        self.ticks.update(|count| *count = count.wrapping_add(1));
    }

    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Now {
        let reading = self.source.with_value(|source| source());
        self.server.with_value(|server| server.now(reading))
    }

    /// What time it is, asked again at each tick.
    #[must_use]
    pub fn ticking(&self) -> Now {
        let _ = self.ticks.get();
        self.now()
    }

    /// The `Date` of an answer, where it has one and may be read.
    #[must_use]
    pub fn date_of(&self, exchange: &Exchange) -> Option<Timestamp> {
        exchange.date(self.now().time)
    }

    /// Learns the time from an answer of this witness, unless it lay in a cache.
    pub fn learn(&self, witness: Witness, exchange: &Exchange) {
        self.server.update_value(|server| server.learn_from(witness, exchange));
    }

    /// Another service is about to be asked: its own time will replace what is known.
    pub fn change_service(&self) {
        self.server.update_value(ServerClock::change_service);
    }

    /// Where the device's clocks went apart and no server has spoken since: goes on with what is known.
    pub fn settle(&self) {
        let reading = self.source.with_value(|source| source());
        self.server.update_value(|server| {
            if !server.now(reading).certain {
                server.settle(reading);
            }
        });
        self.tick();
    }

    /// By how many milliseconds the device is ahead of the server, where that matters; looked at each tick.
    #[must_use]
    pub fn device_off_by(&self) -> Option<i64> {
        let _ = self.ticks.get();
        let reading = self.source.with_value(|source| source());
        self.server.with_value(|server| server.device_off_by(reading))
    }

    /// Whether a server's time is known; looked at each tick.
    #[must_use]
    pub fn verified(&self) -> bool {
        let _ = self.ticks.get();
        self.server.with_value(ServerClock::verified)
    }
}

/// Waits for the next full second, ticks, and waits again.
fn beat(clock: Clock, pending: StoredValue<Option<TimeoutHandle>>) {
    let into = clock.now().time.millis().rem_euclid(1000);
    let wait = Duration::from_millis((1000 - into).unsigned_abs() + 5);
    let ring = move || {
        clock.tick();
        beat(clock, pending);
    };
    pending.try_update_value(|handle| *handle = set_timeout_with_handle(ring, wait).ok());
}
