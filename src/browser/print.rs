//! Opens the print dialog.

use leptos::prelude::*;

/// Opens the print dialog and returns whether the browser did so.
#[must_use]
pub fn open() -> bool {
    window().print().is_ok()
}
