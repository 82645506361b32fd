//! What the device remembers of the settings. Never a code or a credential.

use leptos::prelude::*;
use web_sys::Storage;

/// The text kept under a name; nothing where storage is blocked or empty.
#[must_use]
pub fn get(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok().flatten()
}

/// Keeps a text under a name, or forgets the name. A device that refuses simply does not remember.
pub fn set(name: &str, text: Option<&str>) {
    if let Some(storage) = storage() {
        let _ = match text {
            Some(text) => storage.set_item(&key(name), text),
            None => storage.remove_item(&key(name)),
        };
    }
}

/// Whether the device remembers at all: its storage may be blocked or full.
#[must_use]
pub fn remembers() -> bool {
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
