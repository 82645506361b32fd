//! Prints the page.

use leptos::prelude::*;

use super::events::listen;

/// Opens the browser's print dialog; whether it did.
#[must_use]
pub fn open() -> bool {
    window().print().is_ok()
}

/// Hears of each end of printing, for the life of the page.
pub fn on_end(end: impl FnMut() + 'static) {
    listen(&["afterprint"], end);
}
