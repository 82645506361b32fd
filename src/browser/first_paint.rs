//! The first paint of a visit: what nobody waits for comes after it.

use std::{cell::Cell, time::Duration};

use leptos::prelude::*;

/// From a frame's beginning until it is on the screen, generously.
const ON_SCREEN: Duration = Duration::from_millis(50);

thread_local! {
    static OVER: Cell<Option<RwSignal<bool>>> = const { Cell::new(None) };
}

/// From now on it is awaited.
pub fn awaited() {
    OVER.set(Some(RwSignal::new(false)));
}

/// What the next frame shows is the first view, or as much of it as is waited for.
pub fn comes() {
    request_animation_frame(|| {
        let pass = || {
            if let Some(over) = OVER.get().filter(|over| !over.get_untracked()) {
                over.set(true);
            }
        };
        set_timeout(pass, ON_SCREEN);
    });
}

/// Whether it is over, or nobody awaits it. Followed.
#[must_use]
pub fn is_over() -> bool {
    OVER.get().is_none_or(|over| over.get())
}
