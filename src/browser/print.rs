//! Opens the print dialog.

use leptos::prelude::*;

use super::events::listen;

/// Opens the print dialog and returns whether the browser did so.
#[must_use]
pub fn open() -> bool {
    window().print().is_ok()
}

/// Calls `on_after_print` each time the print dialog has closed, for the life of the page.
pub fn on_end(on_after_print: impl FnMut() + 'static) {
    listen(&["afterprint"], on_after_print);
}
