use std::cell::Cell;

use latchkey_core::{
    clock::Now,
    time::{End, Validity},
};
use leptos::prelude::*;

use crate::{context::AppContext, dom::memo};

/// A code that was shown is masked again after this time, in milliseconds.
const REVEALED: i64 = 30_000;
/// The clock ticks at least this often, in milliseconds, with some time to spare.
const TICK: i64 = 1_100;

/// Whether a code stands there: for half a minute after somebody asked to see it, or for good where that is
/// preferred; never while the page is hidden, the time is in doubt, or once the code has ended.
#[derive(Clone, Copy)]
pub struct Visibility {
    app: AppContext,
    time: RwSignal<Time>,
    since: RwSignal<Option<i64>>,
}

/// What the clock says of a code.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Time {
    over: bool,
    in_doubt: bool,
}

impl Visibility {
    /// Of a code with this end; `open` where coming here was the asking. Everything looks at the clock when that end comes:
    /// between two ticks a code would outlive it. `at_the_end` runs then, before anything else hears of it.
    #[must_use]
    pub fn new(app: AppContext, end: End, open: bool, at_the_end: impl Fn() + 'static) -> Self {
        let since = RwSignal::new(open.then(|| app.clock.now().steady));
        let was_over = Cell::new(true);
        let time = memo(Time::default(), move || {
            let now = app.clock.ticking();
            if let End::At(end) = end {
                let left = end.millis_since(now.time).saturating_sub(now.bound);
                // Planned at the last tick before it, since what is known of the time may change until then.
                if (1..=TICK).contains(&left) {
                    app.clock.tick_in(left);
                }
            }
            let over = is_over(end, now);
            if !was_over.replace(over) && over {
                at_the_end();
            }
            Time { over, in_doubt: !now.certain && matches!(end, End::At(_)) }
        });
        Self { app, time, since }
    }

    /// Whether the code's end has passed. Followed.
    #[must_use]
    pub fn is_over(self) -> bool {
        self.time.get().over
    }

    /// Whether it stands there. Followed.
    #[must_use]
    pub fn is_open(self) -> bool {
        let Self { app, time, since } = self;
        // Only what was opened ends with time.
        let asked = || {
            let young = |since| app.clock.ticking().steady.saturating_sub(since) < REVEALED;
            since.get().is_some_and(young)
        };
        let may_stand = !matches!(time.get(), Time { over: true, .. } | Time { in_doubt: true, .. });
        may_stand && app.lifecycle.visible.get() && (app.preferences.codes_open.get() || asked())
    }

    /// Somebody asks to see it, or not to see it any longer.
    pub fn toggle(self) {
        let open = untrack(|| self.is_open());
        self.since.set((!open).then(|| self.app.clock.now().steady));
    }
}

/// Whether this end has passed.
#[must_use]
pub fn is_over(end: End, now: Now) -> bool {
    matches!(end.validity(now.time, now.bound), Validity::Expired { .. })
}
