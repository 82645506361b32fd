//! Hears events of the window, and through it those of the document and of everything in it.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, EventTarget};

/// Hears each of these events for the life of the page, before anybody else does: `freeze` and
/// `visibilitychange` belong to the document, and the window only meets them on their way down.
pub fn hear(events: &[&str], mut hear: impl FnMut() + 'static) {
    let _ = listen(events, Box::new(move |_| hear()));
}

/// Adds an event listener to something that is not part of the document, such as the service worker, for the life of the page.
pub fn listen_to(target: &EventTarget, event: &str, mut hear: impl FnMut() + 'static) {
    let hear = Closure::wrap(Box::new(move |_| hear()) as Box<dyn FnMut(Event)>).into_js_value();
    // Refused for no name.
    let _ = target.add_event_listener_with_callback(event, hear.unchecked_ref());
}

/// Hears each of these events for the life of the surrounding owner, before anybody else does.
pub fn hear_here(events: &'static [&'static str], hear: impl FnMut(Event) + 'static) {
    let _ = StoredValue::new_local(Listening { events, hear: listen(events, Box::new(hear)) });
}

/// Hears events until it is dropped.
struct Listening {
    events: &'static [&'static str],
    hear: JsValue,
}

impl Drop for Listening {
    fn drop(&mut self) {
        for event in self.events {
            let hear = self.hear.unchecked_ref();
            let _ = window().remove_event_listener_with_callback_and_bool(event, hear, true);
        }
    }
}

#[inline(never)]
fn listen(events: &[&str], hear: Box<dyn FnMut(Event)>) -> JsValue {
    let hear = Closure::wrap(hear).into_js_value();
    for event in events {
        // Refused for no name.
        let _ = window().add_event_listener_with_callback_and_bool(event, hear.unchecked_ref(), true);
    }
    hear
}
