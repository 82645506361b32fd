//! What is selected in the page.

use leptos::prelude::*;

/// Whether something of the first element that matches is selected.
#[must_use]
pub fn is_in(selector: &str) -> bool {
    let element = document().query_selector(selector).ok().flatten();
    let selection = window().get_selection().ok().flatten().filter(|selection| !selection.is_collapsed());
    match (element, selection) {
        (Some(element), Some(selection)) => {
            selection.contains_node_with_allow_partial_containment(&element, true).unwrap_or_default()
        }
        _ => false,
    }
}

/// Selects all of the first element that matches, as a tap on a code does.
pub fn select(selector: &str) {
    let element = document().query_selector(selector).ok().flatten();
    let selection = window().get_selection().ok().flatten();
    if let (Some(element), Some(selection)) = (element, selection) {
        // Refused for no element of the document.
        let _ = selection.select_all_children(&element);
    }
}
