//! Saves bytes as a file, through the browser's download.

use std::time::Duration;

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// Time until the file's object URL is revoked: Safari begins to read it only a moment after the click.
const URL_LIFETIME: Duration = Duration::from_secs(10);

/// Saves a file under a name, which must not reveal anything about its content. Does nothing in a browser
/// that has no downloads.
pub fn save(name: &str, media_type: &str, bytes: &[u8]) {
    let copy = Uint8Array::from(bytes);
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&copy), &options);
    // The blob has its own copy of the secret.
    copy.fill(0, 0, copy.length());
    let Some(url) = blob.ok().and_then(|blob| Url::create_object_url_with_blob(&blob).ok()) else { return };
    if let Some(link) =
        document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok())
    {
        // Both names are valid attributes.
        let _ = link.set_attribute("href", &url);
        let _ = link.set_attribute("download", name);
        link.click();
    }
    let revoke = move || {
        let _ = Url::revoke_object_url(&url);
    };
    set_timeout(revoke, URL_LIFETIME);
}
