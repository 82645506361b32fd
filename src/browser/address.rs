//! The fragment of the address, which names the view.

use latchkey_core::route::Route;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// The fragment as it is now, with its `#`; empty where there is none.
#[must_use]
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Goes to a view, as if its link had been followed.
pub fn visit(route: &Route) {
    // The browser refuses no fragment.
    let _ = window().location().set_hash(&route.href());
}

/// Makes a view's address the current one without going anywhere, and without another step on the way back.
pub fn rewrite(route: &Route) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&route.href()));
    }
}
