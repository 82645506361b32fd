//! Shares text with other apps of the device (Web Share API).

use js_sys::Reflect;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::ShareData;

/// Returns whether the browser has the Web Share API.
#[must_use]
pub fn is_supported() -> bool {
    Reflect::has(&window().navigator(), &"share".into()) == Ok(true)
}

/// Opens the share dialog. Requires [`is_supported`], and must be called while a click is handled.
pub fn text(text: &str) {
    let data = ShareData::new();
    data.set_text(text);
    let shared = window().navigator().share_with_data(&data);
    spawn_local(async {
        // Fails if the dialog was dismissed or is not allowed: nothing was shared then, and there is nothing
        // to undo.
        let _ = JsFuture::from(shared).await;
    });
}
