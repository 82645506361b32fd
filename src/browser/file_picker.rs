//! Reads a file that a person has chosen.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlInputElement};

/// The largest file that is read, in bytes.
const MAX_BYTES: f64 = 1_000_000.0;

/// Returns the text of the file that is chosen in a field, and empties the field, so that the same file can
/// be chosen again. Returns an empty text for a file that is too large or cannot be read, `None` without a
/// file.
pub async fn read_text(input: &HtmlInputElement) -> Option<String> {
    let file = input.files()?.get(0)?;
    input.set_value("");
    let blob: &Blob = file.unchecked_ref();
    if blob.size() > MAX_BYTES {
        return Some(String::new());
    }
    let text = JsFuture::from(blob.text()).await.ok();
    Some(text.and_then(|text| text.as_string()).unwrap_or_default())
}
