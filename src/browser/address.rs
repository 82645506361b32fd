//! Reads and changes the fragment of the page's address, which determines the view.

use latchkey_core::route::Route;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// Returns the current fragment with its `#`; empty if there is none.
#[must_use]
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Returns the path of the page, without query and fragment.
#[must_use]
pub fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Navigates to a view, as a click on its link does.
pub fn navigate_to(route: &Route) {
    // The browser accepts any fragment.
    let _ = window().location().set_hash(&route.href());
}

/// Leaves the page for another path of this site.
pub fn leave_for(path: &str) {
    let _ = window().location().set_href(path);
}

/// Replaces the current address without navigating and without a new entry in the history.
pub fn replace(route: &Route) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&route.href()));
    }
}
