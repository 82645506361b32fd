//! The only source of time. Tests advance it instead of waiting.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clap::ValueEnum;

use crate::moment::Moment;

/// The sandbox's clock. Clones share the same time.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Manual(Arc<AtomicI64>),
}

/// The kinds of clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ClockKind {
    /// The machine's
    System,
    /// One that begins now and stands still until `POST /clock?advance=MS` moves it
    Manual,
}

impl Clock {
    /// Creates a clock of this kind that shows the present.
    #[must_use]
    pub fn start(kind: ClockKind) -> Self {
        match kind {
            ClockKind::System => Self::system(),
            ClockKind::Manual => Self::manual(Self::system().now()),
        }
    }

    /// Creates the machine's clock.
    #[must_use]
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// Creates a clock that shows `start` until [`Clock::advance`] moves it.
    #[must_use]
    pub fn manual(start: Moment) -> Self {
        Self(Source::Manual(Arc::new(AtomicI64::new(start.millis()))))
    }

    /// Returns the kind of the clock.
    #[must_use]
    pub const fn kind(&self) -> ClockKind {
        match self.0 {
            Source::System => ClockKind::System,
            Source::Manual(_) => ClockKind::Manual,
        }
    }

    /// Returns the current time.
    #[must_use]
    pub fn now(&self) -> Moment {
        match &self.0 {
            Source::System => {
                let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Moment::from_millis(0).plus(since_epoch)
            }
            Source::Manual(millis) => Moment::from_millis(millis.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock forward. Does nothing to the system clock.
    pub fn advance(&self, span: Duration) {
        match &self.0 {
            Source::System => {}
            Source::Manual(millis) => millis.store(self.now().plus(span).millis(), Ordering::SeqCst),
        }
    }
}
