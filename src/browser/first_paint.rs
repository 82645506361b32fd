//! The first paint of a visit: what nobody waits for comes after it.

use std::{cell::Cell, time::Duration};

use leptos::prelude::{request_animation_frame, set_timeout};

use crate::live::Live;

/// From a frame's beginning until it is on the screen, generously.
const ON_SCREEN: Duration = Duration::from_millis(50);

thread_local! {
    static OVER: Cell<Option<Live<bool>>> = const { Cell::new(None) };
}

/// From now on it is awaited.
pub fn awaited() {
    OVER.set(Some(Live::new(false)));
}

/// What the next frame shows is the first view.
pub fn comes() {
    request_animation_frame(|| {
        set_timeout(|| OVER.with(|over| over.get().into_iter().for_each(|over| over.set(true))), ON_SCREEN);
    });
}

/// Whether it is over, or nobody awaits it. Followed.
#[must_use]
pub fn is_over() -> bool {
    OVER.get().is_none_or(Live::get)
}
