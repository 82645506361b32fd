//! Lets the browser have its turn in a long piece of work.

use std::time::Duration;

use js_sys::{Function, Promise};
use leptos::prelude::set_timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Comes back after what waits has been done: keys, frames, answers; and no sooner than in so many milliseconds.
pub async fn pause(millis: u64) {
    let mut wait = |resolve: Function, _| {
        let wake = move || {
            // What hears the promise is this very function.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        };
        set_timeout(wake, Duration::from_millis(millis));
    };
    let _ = JsFuture::from(Promise::new(&mut wait)).await;
}
