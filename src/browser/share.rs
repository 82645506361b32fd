//! Hands text to another app of the device, on a click only.

use js_sys::Reflect;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::ShareData;

/// Whether the browser can do that at all.
#[must_use]
pub fn there_is() -> bool {
    Reflect::has(&window().navigator(), &"share".into()) == Ok(true)
}

/// Asks the person where to; what becomes of it is between them and the browser. Only where [`there_is`]
/// a way, and at once on a click.
pub fn text(text: &str) {
    let data = ShareData::new();
    data.set_text(text);
    let shared = window().navigator().share_with_data(&data);
    spawn_local(async {
        // Somebody thought better of it, or it is not allowed here: either way nothing has happened.
        let _ = JsFuture::from(shared).await;
    });
}
