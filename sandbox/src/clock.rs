//! The one source of time, so that tests can turn it instead of waiting.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clap::ValueEnum;

use crate::moment::Moment;

/// Where the sandbox takes the time from. Clones share the same time.
#[derive(Clone, Debug)]
pub struct Clock(Source);

#[derive(Clone, Debug)]
enum Source {
    System,
    Manual(Arc<AtomicI64>),
}

/// Which clock is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// The machine's
    System,
    /// One that begins now and stands still until `POST /clock?advance=MS` moves it
    Manual,
}

impl Clock {
    /// A clock of this kind that shows the present.
    #[must_use]
    pub fn start(kind: Kind) -> Self {
        match kind {
            Kind::System => Self::system(),
            Kind::Manual => Self::manual(Self::system().now()),
        }
    }

    /// The machine's clock.
    #[must_use]
    pub const fn system() -> Self {
        Self(Source::System)
    }

    /// A clock that stands still until [`Clock::advance`] moves it.
    #[must_use]
    pub fn manual(start: Moment) -> Self {
        Self(Source::Manual(Arc::new(AtomicI64::new(start.millis()))))
    }

    /// Which kind it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.0 {
            Source::System => Kind::System,
            Source::Manual(_) => Kind::Manual,
        }
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Moment {
        match &self.0 {
            Source::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Moment::from_millis(0).plus(since)
            }
            Source::Manual(millis) => Moment::from_millis(millis.load(Ordering::SeqCst)),
        }
    }

    /// Moves a manual clock forward; the system clock is not ours to move.
    pub fn advance(&self, span: Duration) {
        match &self.0 {
            Source::System => {}
            Source::Manual(millis) => millis.store(self.now().plus(span).millis(), Ordering::SeqCst),
        }
    }
}
