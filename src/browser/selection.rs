//! The text selection of the page.

use leptos::prelude::*;

/// Returns whether text inside the first element that matches is selected.
#[must_use]
pub fn is_inside(selector: &str) -> bool {
    let element = document().query_selector(selector).ok().flatten();
    let selection = window().get_selection().ok().flatten().filter(|selection| !selection.is_collapsed());
    match (element, selection) {
        (Some(element), Some(selection)) => {
            selection.contains_node_with_allow_partial_containment(&element, true).unwrap_or_default()
        }
        _ => false,
    }
}

/// Selects all of the first element that matches.
pub fn select(selector: &str) {
    let element = document().query_selector(selector).ok().flatten();
    let selection = window().get_selection().ok().flatten();
    if let (Some(element), Some(selection)) = (element, selection) {
        // Works for any element of the document.
        let _ = selection.select_all_children(&element);
    }
}
