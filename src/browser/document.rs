//! The document around the app: its title, language and theme, and where the focus is.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Sets the title of the page.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Sets an attribute of the root element, or removes it.
pub fn set_root(attribute: &str, value: Option<&str>) {
    if let Some(root) = document().document_element() {
        // Neither can fail for the fixed names used here.
        let _ = match value {
            Some(value) => root.set_attribute(attribute, value),
            None => root.remove_attribute(attribute),
        };
    }
}

/// Sets a custom property of the root element, such as `--accent`.
pub fn set_property(name: &str, value: &str) {
    if let Some(root) = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        let _ = root.style().set_property(name, value);
    }
}

/// Takes the element with this id out of the page, if it is there.
pub fn remove(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.remove();
    }
}

/// Moves the focus to the first element that matches; where there is none, it stays.
pub fn focus(selector: &str) {
    let _ = try_focus(selector);
}

/// Moves the focus to the first element that matches, and says whether there was one.
#[must_use]
pub fn try_focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten();
    let element = found.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    element.is_some_and(|element| element.focus().is_ok())
}
