//! Where an element is, and whether the focus is in it.

use latchkey_core::window::whole;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

use super::El;

impl El {
    /// Its upper edge below that of the window, in CSS pixels.
    #[must_use]
    pub fn top(&self) -> f64 {
        self.as_element().get_bounding_client_rect().top()
    }

    /// Its width, in CSS pixels.
    #[must_use]
    pub fn width(&self) -> f64 {
        self.as_element().get_bounding_client_rect().width()
    }

    /// Its height, in CSS pixels.
    #[must_use]
    pub fn height(&self) -> f64 {
        self.as_element().get_bounding_client_rect().height()
    }

    /// Keeps it at least as high as it is now. Browsers lay out by the 64th part of a pixel.
    pub fn keep_height(&self) {
        let parts = whole(self.height() * 64.0).to_string();
        self.restyle("min-block-size", &["calc(", &parts, "px / 64)"].concat());
    }

    /// Whether the focus is on it or in it.
    #[must_use]
    pub fn holds_focus(&self) -> bool {
        let focused = document().active_element();
        focused.is_some_and(|focused| self.as_element().contains(Some(&focused)))
    }

    /// Whether the focus is on the element itself.
    #[must_use]
    pub fn has_focus(&self) -> bool {
        document().active_element().as_ref() == Some(self.as_element())
    }

    /// Moves the focus here; the page moves along where `scroll` says so.
    pub fn focus(&self, scroll: bool) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(!scroll);
        let _ = self.as_element().unchecked_ref::<HtmlElement>().focus_with_options(&options);
    }

    /// Presses the first button inside, if there is one.
    pub fn press_first_button(&self) {
        let found = self.as_element().query_selector("button").ok().flatten();
        if let Some(button) = found.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            button.click();
        }
    }
}
