//! The first paint of the page, until which work that can wait is deferred.

use std::{cell::Cell, time::Duration};

use leptos::prelude::*;

/// Time from the beginning of a frame until it is certainly on the screen.
const PAINT_DURATION: Duration = Duration::from_millis(50);

thread_local! {
    /// Whether the first paint has happened; `None` if it is not waited for.
    static HAPPENED: Cell<Option<RwSignal<bool>>> = const { Cell::new(None) };
}

/// Starts to wait for the first paint. Without this call it counts as past, as in tests of single views.
pub fn expect() {
    HAPPENED.set(Some(RwSignal::new(false)));
}

/// Takes the next frame for the first paint: it shows the first view, or as much of it as is waited for.
pub fn mark_next_frame() {
    request_animation_frame(|| {
        let mark = || {
            if let Some(happened) = HAPPENED.get().filter(|happened| !happened.get_untracked()) {
                happened.set(true);
            }
        };
        set_timeout(mark, PAINT_DURATION);
    });
}

/// Returns whether the first paint has happened, or is not waited for. Tracked until it has: a signal keeps
/// the memory of everything that has read it until it changes, and this one changes once.
#[must_use]
pub fn has_happened() -> bool {
    HAPPENED.get().is_none_or(|happened| happened.get_untracked() || happened.get())
}
