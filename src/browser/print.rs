//! Opens the print dialog.

use std::cell::Cell;

use leptos::prelude::*;

use super::events::listen;

thread_local! {
    /// Whether the browser is making a print of the page.
    static IS_PRINTING: Cell<bool> = const { Cell::new(false) };
}

/// Opens the print dialog and returns whether the browser did so.
#[must_use]
pub fn open() -> bool {
    window().print().is_ok()
}

/// Calls `on_end` each time that printing is over, for the life of the page.
pub fn on_end(on_end: fn()) {
    listen(&["beforeprint"], || IS_PRINTING.set(true));
    listen(&["afterprint"], move || {
        IS_PRINTING.set(false);
        on_end();
    });
}

/// Calls `on_input` at each key or touch that comes while nothing is printed, for the life of the page.
/// WebKit tells nothing of a print dialog that was cancelled, but while one is open the page gets no input.
pub fn on_input(on_input: fn()) {
    listen(&["keydown", "pointerdown"], move || {
        if !IS_PRINTING.get() {
            on_input();
        }
    });
}
