//! Registers the service worker, which caches the files of the build, and switches the page to a new version.

use std::cell::RefCell;

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::ServiceWorkerRegistration;

use super::{events::listen_on, trusted_types};

/// The message that makes a waiting worker take over (`boot/worker.js`).
const TAKE_OVER_MESSAGE: &str = "renew";

#[wasm_bindgen]
extern "C" {
    /// Throws if the browser has no service workers, as on sites without https.
    #[wasm_bindgen(catch, js_namespace = ["navigator", "serviceWorker"], js_name = register)]
    fn register_script(url: &JsValue) -> Result<Promise, JsValue>;
}

thread_local! {
    /// The registration of this page's worker; `None` if there is none.
    static REGISTRATION: RefCell<Option<ServiceWorkerRegistration>> = const { RefCell::new(None) };
}

/// Registers the service worker and calls `on_new_version` when a new version is ready. If the browser
/// refuses, nothing is cached.
pub async fn register_worker(on_new_version: impl Fn() + 'static) {
    let _ = register(on_new_version).await;
}

async fn register(on_new_version: impl Fn() + 'static) -> Result<(), JsValue> {
    let registration = JsFuture::from(register_script(&trusted_types::worker_url()?)?).await?;
    let registration: ServiceWorkerRegistration = registration.unchecked_into();
    REGISTRATION.set(Some(registration.clone()));
    let of_waiting = registration.clone();
    let check_waiting = Closure::<dyn Fn()>::new(move || {
        // Without a controller this is the first version on the device, and not a new one.
        if of_waiting.waiting().is_some() && window().navigator().service_worker().controller().is_some() {
            on_new_version();
        }
    });
    let check_waiting = check_waiting.into_js_value();
    // A version that was installed during an earlier visit may be waiting already.
    check_waiting.unchecked_ref::<js_sys::Function>().call0(&JsValue::NULL)?;
    let of_installing = registration.clone();
    let watch_installing = move || {
        if let Some(installing) = of_installing.installing() {
            installing.set_onstatechange(Some(check_waiting.unchecked_ref()));
        }
    };
    // A version may be installing already.
    watch_installing();
    listen_on(&registration, "updatefound", watch_installing);
    Ok(())
}

/// Activates the new version and reloads the page. State in memory is lost, as with any reload.
pub fn apply() {
    let reload = || {
        // A page may always reload itself.
        let _ = window().location().reload();
    };
    let waiting =
        REGISTRATION.with_borrow(|found| found.as_ref().and_then(ServiceWorkerRegistration::waiting));
    // If another tab has activated the new version, no worker is waiting.
    let Some(waiting) = waiting else { return reload() };
    listen_on(&window().navigator().service_worker(), "controllerchange", reload);
    let _ = waiting.post_message(&TAKE_OVER_MESSAGE.into());
}
