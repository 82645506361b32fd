//! An entry of the history for what is in front of a view, so that the browser's Back closes it instead of
//! leaving the view.

use std::cell::Cell;

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::events::{listen, listen_in_owner};

/// The state of such an entry. Its address is that of the view.
const IN_FRONT: &str = "in-front";

thread_local! {
    /// Whether an entry is being removed, which takes effect with an event `popstate`; `None` until one was.
    static IS_LEAVING: Cell<Option<bool>> = const { Cell::new(None) };
}

/// Adds an entry for what is in front of the view, and calls `on_back` when the person goes back, until the
/// current owner is cleaned up. An entry that an earlier one has left behind, for example because the page
/// was locked, is used again.
pub fn add_in_owner(on_back: impl Fn() + 'static) {
    // Opened again at once: the entry of the last time is on its way out.
    let mut is_replaced = IS_LEAVING.get() == Some(true);
    if !is_replaced {
        add();
    }
    listen_in_owner(&["popstate"], move |_| {
        if is_replaced {
            is_replaced = false;
            add();
        } else if !is_in_front() {
            on_back();
        }
    });
}

/// Adds an entry unless there is one. If that fails, Back leaves the view as before.
fn add() {
    if let Ok(history) = window().history()
        && !is_in_front()
    {
        let _ = history.push_state_with_url(&IN_FRONT.into(), "", None);
    }
}

/// Removes the current entry if it is one for what is in front of the view.
pub fn remove() {
    let is_leaving = IS_LEAVING.get();
    if is_leaving == Some(true) || !is_in_front() {
        return;
    }
    if is_leaving.is_none() {
        listen(&["popstate"], || IS_LEAVING.set(Some(false)));
    }
    IS_LEAVING.set(Some(true));
    if let Ok(history) = window().history() {
        let _ = history.back();
    }
}

fn is_in_front() -> bool {
    let state = window().history().and_then(|history| history.state()).unwrap_or(JsValue::NULL);
    state.as_string().as_deref() == Some(IN_FRONT)
}
