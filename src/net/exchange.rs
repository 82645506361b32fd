use std::time::Duration;

use gloo_net::http::{Headers, Response};
use js_sys::{Reflect, Uint8Array};
use latchkey_core::{
    answer::{Answer, Exchange},
    failure::Failure,
    request::{Method, Request},
};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit, RequestMode,
    RequestRedirect,
};

use crate::browser::{abort::Abort, device_clock};

/// The largest body that is read, in bytes.
const MAX_BODY_BYTES: usize = 16 << 20;

/// Time to the headers of an answer.
const HEADERS: Duration = Duration::from_secs(5);
/// Time for the whole attempt, to the last byte of the body.
const ATTEMPT: Duration = Duration::from_secs(10);

/// Sends a request and reads its answer to the last byte. `abort` ends it at any time, and after its deadlines.
///
/// # Errors
/// [`Failure::Timeout`] after five seconds without headers, or ten without the whole answer; [`Failure::Unreachable`] where
/// no answer came, for whatever reason: a page is not told which; [`Failure::Incomplete`] where the connection broke;
/// [`Failure::TooLarge`] beyond 2^24 bytes.
pub async fn exchange(request: &Request, abort: &Abort) -> Result<Exchange, Failure> {
    abort.after(HEADERS);
    let outcome = attempt(request, abort).await;
    abort.relax();
    outcome.map_err(|failure| if abort.expired() { Failure::Timeout } else { failure })
}

async fn attempt(request: &Request, abort: &Abort) -> Result<Exchange, Failure> {
    let sent = device_clock::read();
    let response = start(request, abort).await.map_err(|_| Failure::Unreachable)?;
    let received = device_clock::read();
    let waited = Duration::from_millis(received.steady.abs_diff(sent.steady));
    abort.after(ATTEMPT.saturating_sub(waited));
    let header = |name| response.headers().get(name);
    let answer = Answer {
        status: response.status(),
        content_type: header("content-type"),
        retry_after: header("retry-after"),
        date: header("date"),
        age: header("age"),
        body: body(&response).await?,
    };
    Ok(Exchange { answer, sent, received })
}

async fn start(request: &Request, abort: &Abort) -> Result<Response, JsValue> {
    let method = match request.method {
        Method::Get => "GET",
        Method::Head => "HEAD",
        Method::Post => "POST",
    };
    // With `follow`, a redirect to another origin would carry X-API-KEY along. A request that brings nothing along, such
    // as the probe, takes a redirect for what it is: a sign of life. None is followed.
    let redirect = if request.headers.is_empty() { RequestRedirect::Manual } else { RequestRedirect::Error };
    let (mode, credentials) = if request.same_origin {
        (RequestMode::SameOrigin, RequestCredentials::SameOrigin)
    } else {
        (RequestMode::Cors, RequestCredentials::Omit)
    };
    let headers = Headers::new();
    for (name, value) in &request.headers {
        headers.append(name, value.reveal());
    }
    // gloo-net's builder would also parse the address and put it together again, which takes half a kilobyte.
    let options = RequestInit::new();
    options.set_method(method);
    options.set_headers(&headers.into_raw());
    options.set_mode(mode);
    options.set_credentials(credentials);
    options.set_cache(RequestCache::NoStore);
    options.set_redirect(redirect);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    options.set_signal(abort.signal().as_ref());
    if let Some(body) = &request.body {
        options.set_body(&body.reveal().into());
    }
    let response = JsFuture::from(window().fetch_with_str_and_init(&request.url, &options)).await?;
    Ok(response.unchecked_into::<web_sys::Response>().into())
}

/// Reads the body piece by piece, so that one too large is given up before it fills the memory.
async fn body(response: &Response) -> Result<Vec<u8>, Failure> {
    let Some(stream) = response.body() else { return Ok(Vec::new()) };
    let reader: ReadableStreamDefaultReader =
        stream.get_reader().dyn_into().map_err(|_| Failure::Incomplete)?;
    let length = response.headers().get("content-length").and_then(|length| length.parse().ok());
    let mut bytes = Vec::with_capacity(length.filter(|length| *length <= MAX_BODY_BYTES).unwrap_or_default());
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(|_| Failure::Incomplete)?;
        let part = |name: &str| Reflect::get(&piece, &name.into()).map_err(|_| Failure::Incomplete);
        if part("done")?.is_truthy() {
            return Ok(bytes);
        }
        let chunk: Uint8Array = part("value")?.dyn_into().map_err(|_| Failure::Incomplete)?;
        let before = bytes.len();
        let after = before.saturating_add(usize::try_from(chunk.length()).unwrap_or(usize::MAX));
        if after > MAX_BODY_BYTES {
            // The caller's abort ends the rest; the answer does not matter any more.
            drop(reader.cancel());
            return Err(Failure::TooLarge);
        }
        bytes.resize(after, 0);
        if let Some(room) = bytes.get_mut(before..) {
            chunk.copy_to(room);
        }
    }
}
