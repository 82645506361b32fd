//! Event listeners of the window, and of targets outside the document.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, EventTarget};

/// Adds listeners to the window for the life of the page. They run in the capture phase, because `freeze` and
/// `visibilitychange` are dispatched to the document and not every browser lets them bubble.
pub fn listen(events: &[&str], mut on_event: impl FnMut() + 'static) {
    add_listener(events, Box::new(move |_| on_event()));
}

/// Adds a listener to a target outside the document, such as the service worker, for the life of the page.
pub fn listen_on(target: &EventTarget, event: &str, mut on_event: impl FnMut() + 'static) {
    let listener = Closure::wrap(Box::new(move |_| on_event()) as Box<dyn FnMut(Event)>).into_js_value();
    let _ = target.add_event_listener_with_callback(event, listener.unchecked_ref());
}

/// Adds listeners to the window in the capture phase, and removes them when the current owner is cleaned up.
pub fn listen_in_owner(events: &'static [&'static str], on_event: impl FnMut(Event) + 'static) {
    let listener = StoredValue::new_local(add_listener(events, Box::new(on_event)));
    on_cleanup(move || {
        let Some(listener) = listener.try_get_value() else { return };
        for event in events {
            let listener = listener.unchecked_ref();
            let _ = window().remove_event_listener_with_callback_and_bool(event, listener, true);
        }
    });
}

fn add_listener(events: &[&str], on_event: Box<dyn FnMut(Event)>) -> JsValue {
    let listener = Closure::wrap(on_event).into_js_value();
    for event in events {
        let _ = window().add_event_listener_with_callback_and_bool(event, listener.unchecked_ref(), true);
    }
    listener
}
