//! The languages a person has chosen in the browser.

use js_sys::{Array, Reflect};
use leptos::prelude::*;

/// Returns the tags of the preferred languages, the most preferred first. Some in-app browsers have no list,
/// but only one language, or none.
#[must_use]
pub fn preferred() -> Vec<String> {
    let navigator = window().navigator();
    let list = Reflect::get(&navigator, &"languages".into()).ok().filter(Array::is_array);
    match list {
        Some(list) => Array::from(&list).iter().filter_map(|tag| tag.as_string()).collect(),
        None => navigator.language().into_iter().collect(),
    }
}
