//! An entry of the history for what is in front of a view, so that the browser's Back closes it instead of
//! leaving the view.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::events::listen_in_owner;

/// The state of such an entry. Its address is that of the view.
const IN_FRONT: &str = "in-front";

/// Adds an entry for what is in front of the view, and calls `on_back` when the person goes back, until the
/// current owner is cleaned up. An entry that an earlier one has left behind, for example because the page
/// was locked, is used again.
pub fn add_in_owner(on_back: impl Fn() + 'static) {
    if let Ok(history) = window().history()
        && !is_in_front()
    {
        // Without a new entry, Back leaves the view as before.
        let _ = history.push_state_with_url(&IN_FRONT.into(), "", None);
    }
    listen_in_owner(&["popstate"], move |_| {
        if !is_in_front() {
            on_back();
        }
    });
}

/// Removes the current entry if it is one for what is in front of the view.
pub fn remove() {
    if is_in_front()
        && let Ok(history) = window().history()
    {
        let _ = history.back();
    }
}

fn is_in_front() -> bool {
    let state = window().history().and_then(|history| history.state()).unwrap_or(JsValue::NULL);
    state.as_string().as_deref() == Some(IN_FRONT)
}
