//! Keeps the screen on (Screen Wake Lock API).

use js_sys::Promise;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

// web-sys has this API only behind a compiler flag for unstable ones.
#[wasm_bindgen]
extern "C" {
    type LockingNavigator;
    type WakeLock;
    type WakeLockSentinel;

    /// `undefined` in older browsers and outside of secure contexts.
    #[wasm_bindgen(method, getter, js_name = wakeLock)]
    fn wake_lock(this: &LockingNavigator) -> Option<WakeLock>;

    #[wasm_bindgen(method, catch)]
    fn request(this: &WakeLock, kind: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn release(this: &WakeLockSentinel) -> Result<Promise, JsValue>;
}

/// Keeps the screen on while `is_wanted` is true and the page is visible, until the current owner is cleaned
/// up. The browser releases the lock whenever the page is hidden, so it is requested again on return. A
/// browser that refuses, to save its battery for instance, is left alone.
pub fn hold_while(is_wanted: Signal<bool>, is_visible: RwSignal<bool>) {
    let held = StoredValue::new_local(None::<WakeLockSentinel>);
    // Distinguishes the current request from one that was answered too late.
    let generation = StoredValue::new(0_u32);
    let let_go = move || {
        generation.try_update_value(|generation| *generation = generation.wrapping_add(1));
        if let Some(sentinel) = held.try_update_value(Option::take).flatten() {
            let _ = sentinel.release();
        }
    };
    let is_due = Memo::new(move |_| is_wanted.get() && is_visible.get());
    Effect::new(move || {
        let_go();
        if is_due.get() {
            let number = generation.get_value();
            spawn_local(async move {
                let Some(sentinel) = request_lock().await else { return };
                if generation.try_get_value() == Some(number) {
                    held.set_value(Some(sentinel));
                } else {
                    let _ = sentinel.release();
                }
            });
        }
    });
    on_cleanup(let_go);
}

/// Requests a lock. Returns nothing where there is none.
async fn request_lock() -> Option<WakeLockSentinel> {
    let navigator: LockingNavigator = window().navigator().unchecked_into();
    let requested = navigator.wake_lock()?.request("screen").ok()?;
    JsFuture::from(requested).await.ok().map(JsCast::unchecked_into)
}
