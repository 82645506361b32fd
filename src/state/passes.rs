//! The passes that this device remembers.

use latchkey_core::remembered_passes::{RememberedPasses, read_file, write_file};
use leptos::prelude::*;

use crate::browser::storage;

const NAME: &str = "passes";

/// Reads the remembered passes from local storage, and stores every change until the current owner is cleaned
/// up.
#[must_use]
pub fn load_passes() -> RwSignal<RememberedPasses> {
    let stored = storage::get(NAME).and_then(|text| read_file(&text).ok());
    let passes = RwSignal::new(stored.unwrap_or_default());
    Effect::new(move |was_run: Option<()>| {
        let text = passes.with(|passes| (!passes.as_slice().is_empty()).then(|| write_file(passes)));
        // Not at first, so that a text of a later version stays.
        if was_run.is_some() {
            storage::set(NAME, text.as_deref());
        }
    });
    passes
}
