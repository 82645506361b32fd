//! Size and scrolling of the viewport.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::*;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::events::listen_in_owner;

// web-sys's function for a single property would need two more of its features.
#[wasm_bindgen]
extern "C" {
    type MediaQuery;

    #[wasm_bindgen(js_name = matchMedia)]
    fn match_media(query: &str) -> MediaQuery;

    #[wasm_bindgen(method, getter)]
    fn matches(this: &MediaQuery) -> bool;
}

/// Returns the height of the viewport, in CSS pixels.
#[must_use]
pub fn height() -> f64 {
    to_number(window().inner_height())
}

/// Returns the width of the viewport, in CSS pixels.
#[must_use]
pub fn width() -> f64 {
    to_number(window().inner_width())
}

/// Scrolls the page down by a number of CSS pixels; up if it is negative.
pub fn scroll_by(pixels: f64) {
    window().scroll_by_with_x_and_y(0.0, pixels);
}

/// Calls `update` at most once per frame after the page was scrolled or resized, until the current owner is
/// cleaned up.
pub fn on_change(update: impl Fn() + 'static) {
    let (update, is_scheduled) = (Rc::new(update), Rc::new(Cell::new(false)));
    listen_in_owner(&["scroll", "resize"], move |_| {
        if !is_scheduled.replace(true) {
            let (update, is_scheduled) = (Rc::clone(&update), Rc::clone(&is_scheduled));
            request_animation_frame(move || {
                is_scheduled.set(false);
                update();
            });
        }
    });
}

/// Returns whether the viewport matches a media query, as a signal that follows its size until the current
/// owner is cleaned up.
#[must_use]
pub fn media_signal(query: &'static str) -> ReadSignal<bool> {
    let (is_matching, set_matching) = signal(match_media(query).matches());
    listen_in_owner(&["resize"], move |_| {
        let matches = match_media(query).matches();
        if is_matching.try_get_untracked().is_some_and(|before| before != matches) {
            set_matching.set(matches);
        }
    });
    is_matching
}

fn to_number(value: Result<JsValue, JsValue>) -> f64 {
    value.ok().and_then(|value| value.as_f64()).unwrap_or_default()
}
