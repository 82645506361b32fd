//! Saves bytes as a file, through the browser's download.

use std::time::Duration;

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// Time until the file's object URL is revoked: Safari begins to read it only a moment after the click.
const URL_LIFETIME: Duration = Duration::from_secs(10);

/// Hands a file over to the browser's downloads, under a name that must not reveal anything about its
/// content. Returns whether that was possible; whether a file is written, a page cannot know: some in-app
/// browsers drop downloads.
#[must_use]
pub fn save(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    let copy = Uint8Array::from(bytes);
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&copy), &options);
    // The blob has its own copy of the secret.
    copy.fill(0, 0, copy.length());
    let Some(url) = blob.ok().and_then(|blob| Url::create_object_url_with_blob(&blob).ok()) else {
        return false;
    };
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok());
    let is_clicked = link.is_some();
    if let Some(link) = link {
        // Both names are valid attributes.
        let _ = link.set_attribute("href", &url);
        let _ = link.set_attribute("download", name);
        link.click();
    }
    let revoke = move || {
        let _ = Url::revoke_object_url(&url);
    };
    set_timeout(revoke, URL_LIFETIME);
    is_clicked
}
