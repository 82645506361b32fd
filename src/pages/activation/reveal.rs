use latchkey_core::{
    clock::Now,
    time::{End, Validity},
};
use leptos::prelude::untrack;

use crate::{dom::effect, live::Live, world::World};

/// A code that was shown is masked again after this time, in milliseconds.
const REVEALED: i64 = 30_000;
/// The clock ticks at least this often, in milliseconds, with some time to spare.
const TICK: i64 = 1_100;

/// Whether a code stands there: for half a minute after somebody asked to see it, or for good where that is
/// preferred; never while the page is hidden, the time is in doubt, or once the code has ended.
#[derive(Clone, Copy)]
pub struct Reveal {
    world: &'static World,
    end: End,
    since: Live<Option<i64>>,
}

impl Reveal {
    /// Of a code with this end; `open` where coming here was the asking.
    #[must_use]
    pub fn new(world: &'static World, end: End, open: bool) -> Self {
        let since = Live::new(open.then(|| world.clock.now().steady));
        Self { world, end, since }
    }

    /// Whether it stands there. Followed; only what was opened looks at the clock.
    #[must_use]
    pub fn is_open(self) -> bool {
        let Self { world, end, since } = self;
        let always = world.preferences.codes_open.get();
        (always || since.get().is_some()) && {
            let now = world.clock.ticking();
            let young = |since| now.steady.saturating_sub(since) < REVEALED;
            let certain = now.certain || !matches!(end, End::At(_));
            (always || since.get().is_some_and(young))
                && certain
                && !is_over(end, now)
                && world.surroundings.visible.get()
        }
    }

    /// Somebody asks to see it, or not to see it any longer.
    pub fn toggle(self) {
        let open = untrack(|| self.is_open());
        self.since.set((!open).then(|| self.world.clock.now().steady));
    }
}

/// Whether this end has passed.
#[must_use]
pub fn is_over(end: End, now: Now) -> bool {
    matches!(end.validity(now.time, now.bound), Validity::Expired { .. })
}

/// Has everything look at the clock when this end comes: between two ticks a code would outlive it. For the life of
/// the surrounding owner.
pub fn look_at_the_end(world: &'static World, end: End) {
    let End::At(end) = end else { return };
    effect(move || {
        let now = world.clock.ticking();
        let left = end.millis_since(now.time).saturating_sub(now.bound);
        // Planned at the last tick before it, since what is known of the time may change until then.
        if (1..=TICK).contains(&left) {
            world.clock.tick_in(left);
        }
    });
}
