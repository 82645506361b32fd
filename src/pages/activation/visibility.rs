use latchkey_core::{
    clock::Now,
    time::{End, Validity},
};
use leptos::prelude::*;

use crate::context::AppContext;

/// How long a code is shown on request, in milliseconds.
const SHOWN_MS: i64 = 30_000;
/// Upper bound of the time between two ticks of the clock, in milliseconds.
const TICK_MS: i64 = 1_100;

/// Whether a code is shown: for half a minute on request, or always if the person has chosen that; never
/// while the page is hidden, while the time is uncertain, or after the code has expired.
#[derive(Clone, Copy)]
pub struct Visibility {
    app: AppContext,
    page: PageSignals,
    time: RwSignal<CodeTime>,
    shown_since: RwSignal<Option<i64>>,
}

/// What of the page decides whether codes are shown.
#[derive(Clone, Copy)]
pub struct PageSignals {
    /// Whether the page is visible.
    pub is_visible: Signal<bool>,
    /// Whether the person has chosen that all codes are shown.
    pub are_codes_open: Signal<bool>,
}

impl PageSignals {
    /// Returns the page's own signals.
    #[must_use]
    pub fn of(app: AppContext) -> Self {
        Self { is_visible: app.lifecycle.visible.into(), are_codes_open: app.preferences.codes_open.into() }
    }
}

/// The state of a code by the clock.
#[derive(Clone, Copy, PartialEq, Eq)]
struct CodeTime {
    is_over: bool,
    is_doubtful: bool,
}

impl CodeTime {
    fn of(end: End, now: Now) -> Self {
        Self { is_over: is_over(end, now), is_doubtful: !now.is_certain && matches!(end, End::At(_)) }
    }
}

impl Visibility {
    /// Creates the visibility of a code that ends at `end`, shown at first if `is_shown`. `on_end` is called
    /// at the end, before the view changes.
    #[must_use]
    pub fn new(
        app: AppContext,
        page: PageSignals,
        end: End,
        is_shown: bool,
        on_end: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let created = app.clock.now();
        let time = RwSignal::new(CodeTime::of(end, created));
        Effect::new(move || {
            let now = app.clock.now_tracked();
            plan_tick_at_end(app, end, now);
            let (before, current) = (time.get_untracked(), CodeTime::of(end, now));
            if current.is_over && !before.is_over {
                on_end();
            }
            if current != before {
                time.set(current);
            }
        });
        Self { app, page, time, shown_since: RwSignal::new(is_shown.then_some(created.monotonic_ms)) }
    }

    /// Whether the code's end has passed. Tracked.
    #[must_use]
    pub fn is_over(self) -> bool {
        self.time.get().is_over
    }

    /// Whether the code is shown. Tracked.
    #[must_use]
    pub fn is_shown(self) -> bool {
        let CodeTime { is_over, is_doubtful } = self.time.get();
        !is_over
            && !is_doubtful
            && self.page.is_visible.get()
            && (self.are_codes_open() || self.was_just_asked_for())
    }

    /// Whether the person has chosen that all codes are shown. Tracked.
    #[must_use]
    pub fn are_codes_open(self) -> bool {
        self.page.are_codes_open.get()
    }

    /// Returns whether it was requested less than half a minute ago. Tracks the clock only in that case.
    fn was_just_asked_for(self) -> bool {
        let is_recent = |since| self.app.clock.now_tracked().monotonic_ms.saturating_sub(since) < SHOWN_MS;
        self.shown_since.get().is_some_and(is_recent)
    }

    /// Shows the code if it is hidden, and hides it if it is shown.
    pub fn toggle(self) {
        let is_shown = untrack(|| self.is_shown());
        self.shown_since.set((!is_shown).then(|| self.app.clock.now().monotonic_ms));
    }
}

/// Makes the clock tick at the end, if that is before its next tick, so that the code is hidden at once. The
/// tick is scheduled only then, because the estimate of the server's time may change before.
fn plan_tick_at_end(app: AppContext, end: End, now: Now) {
    if let End::At(end) = end {
        let left_ms = end.millis_since(now.time).saturating_sub(now.error_ms);
        if (1..=TICK_MS).contains(&left_ms) {
            app.clock.tick_in(left_ms);
        }
    }
}

/// Whether this end has passed.
#[must_use]
pub fn is_over(end: End, now: Now) -> bool {
    matches!(end.validity(now.time, now.error_ms), Validity::Expired { .. })
}
