//! The document around the app: its title, its root element, and the focus.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

/// Sets the title of the page.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Sets an attribute of the root element, or removes it.
pub fn set_root_attribute(attribute: &str, value: Option<&str>) {
    if let Some(root) = document().document_element() {
        // Fails only for invalid names, and all names are constants.
        let _ = match value {
            Some(value) => root.set_attribute(attribute, value),
            None => root.remove_attribute(attribute),
        };
    }
}

/// Returns whether the root element has an attribute.
#[must_use]
pub fn has_root_attribute(attribute: &str) -> bool {
    document().document_element().is_some_and(|root| root.has_attribute(attribute))
}

/// Sets a custom property of the root element, such as `--accent`.
pub fn set_root_property(name: &str, value: &str) {
    if let Some(root) = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        let _ = root.style().set_property(name, value);
    }
}

/// Removes the element with this id from the page, if there is one.
pub fn remove(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.remove();
    }
}

/// Returns the first element that matches.
#[must_use]
pub fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Moves the focus to the first element that matches; does nothing if there is none.
pub fn focus(selector: &str) {
    let _ = try_focus(selector);
}

/// Moves the focus to the first field that matches, and selects its text.
pub fn select_text(selector: &str) {
    if let Some(field) = find(selector) {
        let _ = field.focus();
        field.unchecked_into::<HtmlInputElement>().select();
    }
}

/// Moves the focus to the first element that matches, and returns whether there was one.
#[must_use]
pub fn try_focus(selector: &str) -> bool {
    find(selector).is_some_and(|element| element.focus().is_ok())
}
