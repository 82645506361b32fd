//! Takes the answers to requests that were sent before the app was loaded (`boot/handover.js`).
//!
//! There, an answer is stored under the text of its request and handed out once, so the app only gets it for
//! the same request that it would send itself. It is passed on as bytes, which are overwritten after they
//! were read.

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
    /// Hands out the answer stored under a name, if there is one; `signal` cancels its request from then on.
    /// Throws if `handover` does not exist, as in the page tests.
    #[wasm_bindgen(catch, js_namespace = handover)]
    fn take(name: &str, signal: Option<&AbortSignal>) -> Result<Option<Promise>, JsValue>;

    /// Returns whether an answer is stored under a name.
    #[wasm_bindgen(catch, js_namespace = handover)]
    fn has(name: &str) -> Result<bool, JsValue>;

    /// Returns whether another tab has locked since the page was opened.
    #[wasm_bindgen(catch, js_namespace = handover)]
    fn is_locked() -> Result<bool, JsValue>;

    /// Ends the first stage, and discards the answers that were not taken.
    #[wasm_bindgen(catch, js_namespace = handover)]
    fn mounted() -> Result<(), JsValue>;

    /// An answer in JavaScript (`Exchange` in `boot/types.d.ts`).
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

/// Returns whether this request was sent early, and its answer was not taken yet.
#[must_use]
pub fn is_available(request: &Request) -> bool {
    has(&request.canonical_text()).unwrap_or_default()
}

/// Returns whether another tab has locked before the app was listening.
#[must_use]
pub fn was_locked() -> bool {
    is_locked().unwrap_or_default()
}

/// Takes the early answer to this request, if there is one; `signal` cancels its request from then on.
#[must_use]
pub fn take_answer(request: &Request, signal: Option<&AbortSignal>) -> Option<JsFuture> {
    // Requests to other origins have a credential, and credentials are entered only in the app.
    let is_early = request.method == Method::Get && request.is_same_origin;
    is_early.then(|| take(&request.canonical_text(), signal).ok().flatten()).flatten().map(JsFuture::from)
}

/// Tells the scripts that ran before the app that it is mounted.
pub fn notify_mounted() {
    let _ = mounted();
}

/// Waits for an early answer, and overwrites its bytes in JavaScript.
///
/// # Errors
/// Returns why the request failed.
pub async fn read_answer(future: JsFuture) -> FetchResult {
    let early = future.await.map_err(|_| Failure::Unreachable)?;
    match early.as_string().as_deref() {
        None => {}
        Some("timeout") => return Err(Failure::Timeout),
        Some("incomplete") => return Err(Failure::Incomplete),
        Some("too large") => return Err(Failure::TooLarge),
        Some(_) => return Err(Failure::Unreachable),
    }
    let early: &EarlyAnswer = early.unchecked_ref();
    let (headers, clocks, body) = (early.headers(), early.clocks(), early.body());
    let header = |index| headers.get(index).as_string();
    let reading = |index| {
        let clock_ms = |clock_index| clocks.get(clock_index).as_f64().unwrap_or_default();
        device_clock::reading(clock_ms(index), clock_ms(index + 1))
    };
    let answer = Answer {
        status: early.status(),
        content_type: header(0),
        retry_after: header(1),
        date: header(2),
        age: header(3),
        body: body.to_vec(),
        headers: String::new(),
    };
    body.fill(0, 0, body.length());
    Ok(Exchange { answer, sent: reading(0), received: reading(2) })
}
