//! Lets the browser have its turn in a long piece of work.

use std::time::Duration;

use js_sys::{Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// Throws where the browser has no such function.
    #[wasm_bindgen(catch, js_namespace = scheduler, js_name = "yield")]
    fn give_way() -> Result<Promise, JsValue>;
}

/// Comes back after keys and what else is urgent, and before anything else that waits; where the browser cannot do that,
/// after everything.
pub async fn pause() {
    let turn = give_way().unwrap_or_else(|_| timer(0));
    let _ = JsFuture::from(turn).await;
}

/// Comes back no sooner than in so many milliseconds, after everything that waits.
pub async fn wait(millis: u64) {
    let _ = JsFuture::from(timer(millis)).await;
}

fn timer(millis: u64) -> Promise {
    Promise::new(&mut |resolve: Function, _| {
        let wake = move || {
            // What hears the promise is this very function.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        };
        set_timeout(wake, Duration::from_millis(millis));
    })
}
