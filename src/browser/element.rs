//! Where an element is on the screen, and whether the focus is in it.

use latchkey_core::window::whole;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};

/// Returns its upper edge below that of the window, in CSS pixels.
#[must_use]
pub fn top(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}

/// Returns its width, in CSS pixels.
#[must_use]
pub fn width(element: &Element) -> f64 {
    element.get_bounding_client_rect().width()
}

/// Returns its height, in CSS pixels.
#[must_use]
pub fn height(element: &Element) -> f64 {
    element.get_bounding_client_rect().height()
}

/// Keeps it at least as high as it is now, to the 64th part of a pixel by which browsers lay out.
pub fn keep_height(element: &HtmlElement) {
    let parts = whole(height(element) * 64.0);
    let _ = element.style().set_property("min-block-size", &format!("calc({parts}px / 64)"));
}

/// Whether the focus is on it or in it.
#[must_use]
pub fn contains_focus(element: &Element) -> bool {
    document().active_element().is_some_and(|focused| element.contains(Some(&focused)))
}

/// Whether the focus is on the element itself.
#[must_use]
pub fn has_focus(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}

/// Moves the focus to it; the page scrolls to it where `scroll` says so.
pub fn focus(element: &HtmlElement, scroll: bool) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(!scroll);
    let _ = element.focus_with_options(&options);
}

/// Clicks the first button inside, if there is one.
pub fn click_first_button(element: &Element) {
    let button = element.query_selector("button").ok().flatten();
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}
