//! What `src/early.js` has asked for before the app was there.

use js_sys::{Array, Promise};
use latchkey_core::{
    clock::Reading,
    request::{Method, Request},
};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Response};

use crate::browser::{abort::Abort, device_clock};

#[wasm_bindgen]
extern "C" {
    /// Gives away what was asked for, if it was: of a request the response, and both clocks of the device when it was sent
    /// and when its headers came; of a part of the app the compiled module. Throws where there is no such function.
    #[wasm_bindgen(catch, js_name = early)]
    fn take(request: &str, signal: Option<&AbortSignal>) -> Result<Option<Promise>, JsValue>;
}

/// A part of the app that was asked for early, compiled.
pub fn module(file: &str, abort: &Abort) -> Option<JsFuture> {
    take(file, abort.signal().as_ref()).ok().flatten().map(JsFuture::from)
}

/// The early answer to this very request, when it was sent and when its headers came. Each is given once.
pub async fn answer(
    request: &Request,
    abort: &Abort,
) -> Option<Result<(Response, Reading, Reading), JsValue>> {
    // What goes to other origins has a credential, and nobody had that before.
    if request.method != Method::Get || !request.same_origin || request.body.is_some() {
        return None;
    }
    let mut text = request.url.clone();
    for (name, value) in &request.headers {
        text.extend(["\n", name, "\n", value.reveal()]);
    }
    let promise = take(&text, abort.signal().as_ref()).ok().flatten()?;
    Some(JsFuture::from(promise).await.map(|answer| {
        let answer: Array = answer.unchecked_into();
        let reading = |at| {
            let number = |at| answer.get(at).as_f64().unwrap_or_default();
            device_clock::reading(number(at), number(at + 1))
        };
        (answer.get(0).unchecked_into(), reading(1), reading(3))
    }))
}
