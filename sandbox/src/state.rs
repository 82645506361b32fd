//! The state of one sandbox.

use std::sync::{Arc, Mutex, MutexGuard};

use crate::access::memory::AccessMemory;
use crate::activation::memory::ActivationMemory;
use crate::chaos::Chaos;
use crate::clock::Clock;
use crate::foreign_origin::ForeignOrigin;
use crate::gateway_state::{GatewayState, SharedGatewayState};
use crate::moment::{Moment, SharedMoment};
use crate::random::Random;
use crate::request_log::RequestLog;
use crate::settings::Settings;
use crate::sync::lock;

/// A sandbox shared by all its listeners.
pub type SharedSandbox = Arc<Sandbox>;

/// Settings, clock and memory of one sandbox.
#[derive(Debug)]
pub struct Sandbox {
    /// Settings from the command line.
    pub settings: Settings,
    /// The source of time.
    pub clock: Clock,
    started: SharedMoment,
    /// The API requests so far.
    pub log: RequestLog,
    /// Access codes and request counts.
    pub access: AccessMemory,
    /// Changes to activation codes, request counts and cached responses.
    pub activation: ActivationMemory,
    /// The foreign origin that redirects point to.
    pub foreign_origin: Arc<ForeignOrigin>,
    /// Whether there is a session at the gateway, and what it refuses.
    pub gateway: SharedGatewayState,
    /// Random faults.
    pub chaos: Chaos,
    random: Mutex<Random>,
}

impl Sandbox {
    /// Creates a sandbox without any requests so far.
    #[must_use]
    pub fn new(settings: Settings, clock: Clock, foreign_origin: ForeignOrigin) -> Self {
        Self {
            chaos: Chaos::new(settings.chaos, settings.chaos_seed),
            settings,
            started: SharedMoment::new(clock.now()),
            clock,
            log: RequestLog::default(),
            access: AccessMemory::default(),
            activation: ActivationMemory::default(),
            foreign_origin: Arc::new(foreign_origin),
            gateway: SharedGatewayState::default(),
            random: Mutex::new(Random::unpredictable()),
        }
    }

    /// Returns the time of the start or of the last [`Sandbox::reset`].
    ///
    /// Listed activation codes expire relative to it, so that a list stays the same while time passes.
    pub fn started(&self) -> Moment {
        self.started.get()
    }

    /// Locks the shared random generator.
    pub fn random(&self) -> MutexGuard<'_, Random> {
        lock(&self.random)
    }

    /// Restores the state after the start, including the share of chaos. The clock is not changed.
    pub fn reset(&self) {
        self.started.set(self.clock.now());
        self.log.clear();
        self.access.clear();
        self.activation.clear();
        self.foreign_origin.clear();
        self.gateway.set(GatewayState::default());
        self.chaos.reset();
    }
}
