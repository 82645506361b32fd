//! Yields to the browser, and waits without blocking the page.

use std::{rc::Rc, time::Duration};

use js_sys::{Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// Throws if the browser has no `scheduler.yield`.
    #[wasm_bindgen(catch, js_namespace = scheduler, js_name = "yield")]
    fn scheduler_yield() -> Result<Promise, JsValue>;
}

/// Lets the browser handle input and other urgent work, then continues ahead of other waiting tasks. In
/// browsers without `scheduler.yield` it continues behind them.
pub async fn yield_now() {
    let yielded = scheduler_yield().unwrap_or_else(|_| timer(Duration::ZERO));
    let _ = JsFuture::from(yielded).await;
}

/// Continues after this time, behind all tasks that wait already.
pub async fn sleep(time: Duration) {
    let _ = JsFuture::from(timer(time)).await;
}

/// Waits until a condition over signals holds, or for `timeout`.
pub async fn wait_until(condition: impl Fn() -> bool + 'static, timeout: Duration) {
    let condition = Rc::new(condition);
    let owner = Owner::new();
    let met = Promise::new(&mut |resolve: Function, _| {
        let (condition, on_timeout) = (Rc::clone(&condition), resolve.clone());
        set_timeout(move || call(&on_timeout), timeout);
        owner.with(|| {
            Effect::new(move || {
                if condition() {
                    call(&resolve);
                }
            });
        });
    });
    let _ = JsFuture::from(met).await;
    owner.cleanup();
}

fn timer(time: Duration) -> Promise {
    Promise::new(&mut |resolve: Function, _| set_timeout(move || call(&resolve), time))
}

/// Calls a promise's `resolve` function.
fn call(resolve: &Function) {
    // It never throws.
    let _ = resolve.call0(&JsValue::UNDEFINED);
}
