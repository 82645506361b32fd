//! What the sandbox remembers between requests.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::access::memory::AccessMemory;
use crate::activation::memory::ActivationMemory;
use crate::chaos::Chaos;
use crate::clock::Clock;
use crate::elsewhere::Elsewhere;
use crate::log::RequestLog;
use crate::moment::Moment;
use crate::random::Random;
use crate::settings::Settings;

/// One sandbox, shared by all its listeners.
pub type Shared = Arc<Sandbox>;

/// Settings, clock and memory of one sandbox.
#[derive(Debug)]
pub struct Sandbox {
    /// What was asked for at the start.
    pub settings: Settings,
    /// Where the time comes from.
    pub clock: Clock,
    started: Mutex<Moment>,
    /// What was requested.
    pub log: RequestLog,
    /// Living access codes.
    pub access: AccessMemory,
    /// Created activation codes and prepared answers.
    pub activation: ActivationMemory,
    /// The other origin and its visitors.
    pub elsewhere: Elsewhere,
    /// Faults by chance.
    pub chaos: Chaos,
    random: Mutex<Random>,
}

impl Sandbox {
    /// A sandbox that has seen nothing yet.
    #[must_use]
    pub fn new(settings: Settings, clock: Clock, elsewhere: Elsewhere) -> Self {
        Self {
            chaos: Chaos::new(settings.chaos, settings.chaos_seed),
            settings,
            started: Mutex::new(clock.now()),
            clock,
            log: RequestLog::default(),
            access: AccessMemory::default(),
            activation: ActivationMemory::default(),
            elsewhere,
            random: Mutex::new(Random::unpredictable()),
        }
    }

    /// The start, or the last time everything was forgotten: the ends of listed activation codes count from here, so
    /// that lists are stable.
    pub fn started(&self) -> Moment {
        *hold(&self.started)
    }

    /// The shared source of randomness, for as long as the guard lives.
    pub fn random(&self) -> MutexGuard<'_, Random> {
        hold(&self.random)
    }

    /// Forgets everything that requests have left behind, a changed chaos included: it is as if the sandbox had just
    /// been started.
    pub fn forget(&self) {
        *hold(&self.started) = self.clock.now();
        self.log.clear();
        self.access.clear();
        self.activation.clear();
        self.elsewhere.clear();
        self.chaos.restart();
    }
}

/// Locks, also after another request died while it held the lock: its half-done work is only sandbox state.
pub fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
