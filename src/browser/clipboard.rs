//! Writes text to the clipboard.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Writes `text` to the clipboard and returns whether that succeeded. Browsers allow it only on a click.
pub async fn write(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    // Without a secure context `navigator.clipboard` is undefined.
    if wasm_bindgen::JsValue::from(&clipboard).is_undefined() {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
