//! Local storage, for settings, and the storage of a tab. Codes and credentials are never stored.

use leptos::prelude::*;
use web_sys::Storage;

/// Returns the text stored under a name; `None` if there is none or storage is blocked.
#[must_use]
pub fn get(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok().flatten()
}

/// Stores a text under a name, or removes the name. Does nothing if storage is blocked or full.
pub fn set(name: &str, text: Option<&str>) {
    if let Some(storage) = storage() {
        let _ = match text {
            Some(text) => storage.set_item(&key(name), text),
            None => storage.remove_item(&key(name)),
        };
    }
}

/// Stores a text under a name for this tab alone, until it is closed. Does nothing if storage is blocked or
/// full.
pub fn set_for_tab(name: &str, text: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = storage.set_item(&key(name), text);
    }
}

/// Returns whether settings can be stored: storage may be blocked or full.
#[must_use]
pub fn is_available() -> bool {
    let Some(storage) = storage() else { return false };
    let name = key("try");
    storage.set_item(&name, "").is_ok() && storage.remove_item(&name).is_ok()
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

fn key(name: &str) -> String {
    ["latchkey.", name].concat()
}
