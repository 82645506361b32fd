//! Listeners for events of the window and, through it, of the document and everything in it.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, EventTarget};

/// Listens to events of the window for the life of the page, in the capture phase: `freeze` and `visibilitychange` belong to the
/// document, and the window only meets them on their way down.
pub fn listen(events: &[&str], mut on_event: impl FnMut() + 'static) {
    add_listener(events, Box::new(move |_| on_event()));
}

/// Listens to an event of something that is not part of the document, such as the service worker, for the life of the page.
pub fn listen_on(target: &EventTarget, event: &str, mut on_event: impl FnMut() + 'static) {
    let listener = Closure::wrap(Box::new(move |_| on_event()) as Box<dyn FnMut(Event)>).into_js_value();
    let _ = target.add_event_listener_with_callback(event, listener.unchecked_ref());
}

/// Listens to events of the window in the capture phase, until the current owner is cleaned up.
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
