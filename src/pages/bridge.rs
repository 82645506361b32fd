//! Shared parts of pages as elements, for views that are still built without `view!`.
#![allow(missing_docs, clippy::must_use_candidate, reason = "goes with the last such view")]

use leptos::prelude::*;

use super::lock::IdleLock;
use crate::dom::El;

pub fn watch() -> El {
    El::of_view(view! { <IdleLock /> })
}
