//! What was asked for before the app was there (`boot/handover.js`).
//!
//! An answer is kept there under the text of its request and given away once, so it is only ever taken for the very request that
//! the app would send. It comes as bytes, which are overwritten once they were read.

use js_sys::{Array, Promise, Uint8Array};
use latchkey_core::{
    answer::{Answer, Exchange},
    failure::Failure,
    request::{Method, Request},
};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortSignal;

use super::FetchResult;
use crate::browser::device_clock;

#[wasm_bindgen]
extern "C" {
    /// Gives away what is kept under a name; nothing where there is none. From then on `signal` ends its request. Throws
    /// where there is no such function, as in the page tests.
    #[wasm_bindgen(catch, js_namespace = handover)]
    fn take(name: &str, signal: Option<&AbortSignal>) -> Result<Option<Promise>, JsValue>;

    /// Whether something is kept under a name.
    #[wasm_bindgen(catch, js_namespace = handover)]
    fn has(name: &str) -> Result<bool, JsValue>;

    /// Whether another tab has locked codes away since the page was opened.
    #[wasm_bindgen(catch, js_namespace = handover)]
    fn is_locked() -> Result<bool, JsValue>;

    /// Ends the first stage, and drops what was not taken.
    #[wasm_bindgen(catch, js_namespace = handover)]
    fn mounted() -> Result<(), JsValue>;

    /// An answer as JavaScript holds it (`Exchange` in `boot/types.d.ts`).
    type EarlyAnswer;

    #[wasm_bindgen(method, getter, structural)]
    fn status(this: &EarlyAnswer) -> u16;
    #[wasm_bindgen(method, getter, structural)]
    fn headers(this: &EarlyAnswer) -> Array;
    #[wasm_bindgen(method, getter, structural)]
    fn body(this: &EarlyAnswer) -> Uint8Array;
    #[wasm_bindgen(method, getter, structural)]
    fn clocks(this: &EarlyAnswer) -> Array;
}

/// Whether the answer to this very request was asked for early, and is still kept.
#[must_use]
pub fn is_kept(request: &Request) -> bool {
    has(&request.text()).unwrap_or_default()
}

/// Whether another tab has locked codes away before the app could hear of it.
#[must_use]
pub fn was_locked() -> bool {
    is_locked().unwrap_or_default()
}

/// Takes the early answer to this very request, if there is one. From then on `signal` ends its request.
#[must_use]
pub fn take_answer(request: &Request, signal: Option<&AbortSignal>) -> Option<JsFuture> {
    // What goes to other origins has a credential, which is only typed into the app.
    let is_early = request.method == Method::Get && request.same_origin;
    is_early.then(|| take(&request.text(), signal).ok().flatten()).flatten().map(JsFuture::from)
}

/// Tells the scripts before the app that it is in the page.
pub fn app_is_mounted() {
    let _ = mounted();
}

/// Waits for an early answer, and overwrites what JavaScript holds of it.
///
/// # Errors
/// Why there is none.
pub async fn read(answer: JsFuture) -> FetchResult {
    let early = answer.await.map_err(|_| Failure::Unreachable)?;
    match early.as_string().as_deref() {
        None => {}
        Some("timeout") => return Err(Failure::Timeout),
        Some("incomplete") => return Err(Failure::Incomplete),
        Some("too large") => return Err(Failure::TooLarge),
        Some(_) => return Err(Failure::Unreachable),
    }
    let early: &EarlyAnswer = early.unchecked_ref();
    let (headers, clocks, body) = (early.headers(), early.clocks(), early.body());
    let header = |at| headers.get(at).as_string();
    let reading = |at| {
        let number = |place| clocks.get(place).as_f64().unwrap_or_default();
        device_clock::reading(number(at), number(at + 1))
    };
    let read = Answer {
        status: early.status(),
        content_type: header(0),
        retry_after: header(1),
        date: header(2),
        age: header(3),
        body: body.to_vec(),
    };
    body.fill(0, 0, body.length());
    Ok(Exchange { answer: read, sent: reading(0), received: reading(2) })
}
