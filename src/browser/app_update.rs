//! Keeps the files of the build on the device for the next visit, and takes the page to a version that has come meanwhile.

use std::cell::RefCell;

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::ServiceWorkerRegistration;

use super::{events::listen_on, trusted_types};

/// What a waiting worker hears when its version is wanted (`boot/worker.js`).
const RENEW: &str = "renew";

#[wasm_bindgen]
extern "C" {
    /// Throws where there are no service workers, as on sites without https.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "serviceWorker"], js_name = register)]
    fn register_worker(url: &JsValue) -> Result<Promise, JsValue>;
}

thread_local! {
    /// What keeps the files of this page; absent where the device keeps none.
    static KEPT_BY: RefCell<Option<ServiceWorkerRegistration>> = const { RefCell::new(None) };
}

/// Has the files of the build kept. `on_new_version` is called when one waits. A device that refuses keeps nothing.
pub async fn keep_files(on_new_version: impl Fn() + 'static) {
    let _ = register(on_new_version).await;
}

async fn register(on_new_version: impl Fn() + 'static) -> Result<(), JsValue> {
    let registration = JsFuture::from(register_worker(&trusted_types::worker_url()?)?).await?;
    let registration: ServiceWorkerRegistration = registration.unchecked_into();
    KEPT_BY.set(Some(registration.clone()));
    let of_waiting = registration.clone();
    let check_waiting = Closure::<dyn Fn()>::new(move || {
        // The first version that a device gets is no new one.
        if of_waiting.waiting().is_some() && window().navigator().service_worker().controller().is_some() {
            on_new_version();
        }
    });
    let check_waiting = check_waiting.into_js_value();
    // A version that came during an earlier visit may be waiting already.
    check_waiting.unchecked_ref::<js_sys::Function>().call0(&JsValue::NULL)?;
    let of_installing = registration.clone();
    let follow = move || {
        if let Some(installing) = of_installing.installing() {
            installing.set_onstatechange(Some(check_waiting.unchecked_ref()));
        }
    };
    // One may be on its way already.
    follow();
    listen_on(&registration, "updatefound", follow);
    Ok(())
}

/// Loads the new version. What is only in memory goes, as with any reload.
pub fn now() {
    let reload = || {
        // Never refused to the page itself.
        let _ = window().location().reload();
    };
    let waiting = KEPT_BY.with_borrow(|kept| kept.as_ref().and_then(ServiceWorkerRegistration::waiting));
    // Another tab may have loaded it already: then it no longer waits.
    let Some(waiting) = waiting else { return reload() };
    listen_on(&window().navigator().service_worker(), "controllerchange", reload);
    let _ = waiting.post_message(&RENEW.into());
}
