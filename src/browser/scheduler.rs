//! Waiting without blocking the page.

use std::{rc::Rc, time::Duration};

use js_sys::{Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// Throws where the browser has no such function.
    #[wasm_bindgen(catch, js_namespace = scheduler, js_name = "yield")]
    fn yield_now() -> Result<Promise, JsValue>;
}

/// Lets the browser handle input and other urgent work, and continues before anything else that waits; in browsers without
/// `scheduler.yield` after it.
pub async fn pause() {
    let pause = yield_now().unwrap_or_else(|_| timer(Duration::ZERO));
    let _ = JsFuture::from(pause).await;
}

/// Continues after this time, and after everything that waits already.
pub async fn sleep(time: Duration) {
    let _ = JsFuture::from(timer(time)).await;
}

/// Waits until a condition over signals holds, at most for `timeout`.
pub async fn until(condition: impl Fn() -> bool + 'static, timeout: Duration) {
    let condition = Rc::new(condition);
    let owner = Owner::new();
    let met = Promise::new(&mut |resolve: Function, _| {
        let (condition, on_timeout) = (Rc::clone(&condition), resolve.clone());
        set_timeout(move || settle(&on_timeout), timeout);
        owner.with(|| {
            Effect::new(move || {
                if condition() {
                    settle(&resolve);
                }
            });
        });
    });
    let _ = JsFuture::from(met).await;
    owner.cleanup();
}

fn timer(time: Duration) -> Promise {
    Promise::new(&mut |resolve: Function, _| set_timeout(move || settle(&resolve), time))
}

/// Resolves a promise.
fn settle(resolve: &Function) {
    // The function that a promise hands out does not throw.
    let _ = resolve.call0(&JsValue::UNDEFINED);
}
