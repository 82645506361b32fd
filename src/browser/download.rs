//! Hands a file to the browser, which saves it where it saves files.

use std::time::Duration;

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// How long the file stays ready: Safari begins to read it only a moment after the click.
const READY: Duration = Duration::from_secs(10);

/// Saves a file under a name, which must not tell what is in it. A browser that cannot does nothing.
pub fn save(name: &str, kind: &str, bytes: &[u8]) {
    let copy = Uint8Array::from(bytes);
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&copy), &options);
    copy.fill(0, 0, copy.length());
    let Some(url) = blob.ok().and_then(|blob| Url::create_object_url_with_blob(&blob).ok()) else { return };
    if let Some(link) =
        document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok())
    {
        // Refused for neither name.
        let _ = link.set_attribute("href", &url);
        let _ = link.set_attribute("download", name);
        link.click();
    }
    let forget = move || {
        let _ = Url::revoke_object_url(&url);
    };
    set_timeout(forget, READY);
}
