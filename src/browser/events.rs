//! Hears events of the window, and through it those of the document and of everything in it.

use leptos::prelude::window;
use wasm_bindgen::{JsCast, closure::Closure};

/// Hears each of these events for the life of the page, before anybody else does: `freeze` and
/// `visibilitychange` belong to the document, and the window only meets them on their way down.
pub fn hear(events: &[&str], hear: impl FnMut() + 'static) {
    listen(events, Box::new(hear));
}

#[inline(never)]
fn listen(events: &[&str], hear: Box<dyn FnMut()>) {
    let hear = Closure::wrap(hear).into_js_value();
    for event in events {
        let hear = hear.unchecked_ref();
        // Refused for no name.
        let _ = window().add_event_listener_with_callback_and_bool(event, hear, true);
    }
}
