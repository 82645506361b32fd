//! Position, size and focus of one element.

use latchkey_core::virtual_list::floor_to_usize;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, EventTarget, FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// Returns the distance from the top of the window to the top of the element, in CSS pixels.
#[must_use]
pub fn top(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}

/// Returns the width of the element, in CSS pixels.
#[must_use]
pub fn width(element: &Element) -> f64 {
    element.get_bounding_client_rect().width()
}

/// Returns the height of the element, in CSS pixels.
#[must_use]
pub fn height(element: &Element) -> f64 {
    element.get_bounding_client_rect().height()
}

/// Sets the minimum height to the current height, rounded to 1/64 of a pixel, the unit of browsers' layout.
pub fn keep_height(element: &HtmlElement) {
    let parts = floor_to_usize(height(element) * 64.0);
    let _ = element.style().set_property("min-block-size", &format!("calc({parts}px / 64)"));
}

/// Returns the element that has the focus.
#[must_use]
pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Returns whether the focus is on the element or inside it.
#[must_use]
pub fn contains_focus(element: &Element) -> bool {
    document().active_element().is_some_and(|focused| element.contains(Some(&focused)))
}

/// Returns whether the focus is on the element itself.
#[must_use]
pub fn has_focus(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}

/// Moves the focus to the element, and scrolls until all of it is in view if `scroll` is set.
pub fn focus(element: &HtmlElement, scroll: bool) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(!scroll);
    let _ = element.focus_with_options(&options);
    if scroll {
        // The focus alone does not make Firefox scroll to an element that is partly in view.
        scroll_into_view(element);
    }
}

/// Scrolls until all of the element is in view, as little as possible.
pub fn scroll_into_view(element: &Element) {
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&nearest);
}

/// Clicks the first button inside the element, if there is one.
pub fn click_first_button(element: &Element) {
    let button = element.query_selector("button").ok().flatten();
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}

/// Returns whether keys pressed at this target are typed into something: a field, or an element with the
/// attribute `data-typing`.
#[must_use]
pub fn is_typing_place(target: Option<EventTarget>) -> bool {
    const PLACES: &str = "input, select, textarea, [contenteditable], [data-typing]";
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.closest(PLACES).is_ok_and(|place| place.is_some()))
}
