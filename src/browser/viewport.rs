//! The part of the page that is on the screen.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::*;

use super::events::listen_in_owner;

/// Its height, in CSS pixels.
#[must_use]
pub fn height() -> f64 {
    number(window().inner_height())
}

/// Its width, in CSS pixels.
#[must_use]
pub fn width() -> f64 {
    number(window().inner_width())
}

/// Moves the page down by so many CSS pixels.
pub fn scroll_by(pixels: f64) {
    window().scroll_by_with_x_and_y(0.0, pixels);
}

/// Calls `look` in the next frame after the page was scrolled or its window has changed, for the life of the
/// surrounding owner.
pub fn follow(look: impl Fn() + 'static) {
    let (look, waiting) = (Rc::new(look), Rc::new(Cell::new(false)));
    listen_in_owner(&["scroll", "resize"], move |_| {
        if !waiting.replace(true) {
            let (look, waiting) = (Rc::clone(&look), Rc::clone(&waiting));
            request_animation_frame(move || {
                waiting.set(false);
                look();
            });
        }
    });
}

fn number(value: Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>) -> f64 {
    value.ok().and_then(|value| value.as_f64()).unwrap_or_default()
}
