//! Sends one request with `fetch` and reads its answer, with time and size limits.

use std::time::Duration;

use gloo_net::http::{Headers, Method as HttpMethod, RequestBuilder, Response};
use js_sys::{Reflect, Uint8Array};
use latchkey_core::{
    answer::{Answer, Exchange},
    failure::Failure,
    request::{Method, Request},
};
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode,
    RequestRedirect,
};

use crate::browser::{abort::AbortHandle, device_clock};

/// The largest body that is read, in bytes.
const MAX_BODY_BYTES: usize = 16 << 20;

/// Time from sending the request to the headers of the answer.
const HEADERS_TIMEOUT: Duration = Duration::from_secs(5);
/// Time from sending the request to the last byte of the body.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(10);

/// Sends a request and reads the whole answer. `abort` cancels it at any time, and gets the timeouts.
///
/// # Errors
/// [`Failure::Timeout`] after five seconds without headers, or ten without the whole answer;
/// [`Failure::Unreachable`] if no answer came, since the browser gives no reason; [`Failure::Incomplete`] if the
/// connection broke; [`Failure::TooLarge`] beyond 2^24 bytes.
pub async fn exchange(request: &Request, abort: &AbortHandle) -> Result<Exchange, Failure> {
    abort.set_timeout(HEADERS_TIMEOUT);
    let outcome = attempt(request, abort).await;
    abort.clear_timeout();
    outcome.map_err(|failure| if abort.has_timed_out() { Failure::Timeout } else { failure })
}

async fn attempt(request: &Request, abort: &AbortHandle) -> Result<Exchange, Failure> {
    let sent = device_clock::read();
    let response = send(request, abort).await?;
    let received = device_clock::read();
    let waited = Duration::from_millis(received.monotonic_ms.abs_diff(sent.monotonic_ms));
    abort.set_timeout(ATTEMPT_TIMEOUT.saturating_sub(waited));
    let header = |name| response.headers().get(name);
    let answer = Answer {
        status: response.status(),
        content_type: header("content-type"),
        retry_after: header("retry-after"),
        date: header("date"),
        age: header("age"),
        body: read_body(&response).await?,
        headers: if request.method == Method::Head && request.is_same_origin {
            header_lines(&response)
        } else {
            String::new()
        },
    };
    Ok(Exchange { answer, sent, received })
}

/// Returns all headers that the page may read, as lines of `name: value`.
fn header_lines(response: &Response) -> String {
    response.headers().entries().flat_map(|(name, value)| [name, ": ".into(), value, "\n".into()]).collect()
}

/// Sends a request with the options that keep secrets out of caches, redirects and referrers, and waits for
/// the headers.
async fn send(request: &Request, abort: &AbortHandle) -> Result<Response, Failure> {
    let method = match request.method {
        Method::Get => HttpMethod::GET,
        Method::Head => HttpMethod::HEAD,
        Method::Post => HttpMethod::POST,
    };
    // No redirect is followed: one to another origin would receive X-API-KEY. For a request without headers,
    // such as the probe, a redirect is an answer that shows that the server is reachable.
    let redirect = if request.headers.is_empty() { RequestRedirect::Manual } else { RequestRedirect::Error };
    let (mode, credentials) = if request.is_same_origin {
        (RequestMode::SameOrigin, RequestCredentials::SameOrigin)
    } else {
        (RequestMode::Cors, RequestCredentials::Omit)
    };
    let headers = Headers::new();
    for (name, value) in &request.headers {
        headers.append(name, value.reveal());
    }
    let builder = RequestBuilder::new(&request.url)
        .method(method)
        .headers(headers)
        .mode(mode)
        .credentials(credentials)
        .cache(RequestCache::NoStore)
        .redirect(redirect)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(abort.signal().as_ref());
    let http_request = match &request.body {
        Some(body) => builder.body(body.reveal()),
        None => builder.build(),
    };
    let http_request: web_sys::Request = http_request.map_err(|_| Failure::Unreachable)?.into();
    // Not gloo-net's `send`, which panics where a page's `fetch` was replaced by one that rejects with
    // something of its own.
    let response = JsFuture::from(window().fetch_with_request(&http_request)).await;
    let response: web_sys::Response =
        response.and_then(JsCast::dyn_into).map_err(|_| Failure::Unreachable)?;
    Ok(response.into())
}

/// Reads the body chunk by chunk, so that one that is too large is given up before it fills the memory.
async fn read_body(response: &Response) -> Result<Vec<u8>, Failure> {
    let Some(stream) = response.body() else { return Ok(Vec::new()) };
    let reader: ReadableStreamDefaultReader =
        stream.get_reader().dyn_into().map_err(|_| Failure::Incomplete)?;
    let length = response.headers().get("content-length").and_then(|length| length.parse().ok());
    let mut bytes = Vec::with_capacity(length.filter(|length| *length <= MAX_BODY_BYTES).unwrap_or_default());
    loop {
        let result = JsFuture::from(reader.read()).await.map_err(|_| Failure::Incomplete)?;
        let property = |name: &str| Reflect::get(&result, &name.into()).map_err(|_| Failure::Incomplete);
        if property("done")?.is_truthy() {
            return Ok(bytes);
        }
        let chunk: Uint8Array = property("value")?.dyn_into().map_err(|_| Failure::Incomplete)?;
        let old_length = bytes.len();
        let new_length = old_length.saturating_add(usize::try_from(chunk.length()).unwrap_or(usize::MAX));
        if new_length > MAX_BODY_BYTES {
            // Whether this succeeds does not matter: nothing more is read.
            drop(reader.cancel());
            return Err(Failure::TooLarge);
        }
        bytes.resize(new_length, 0);
        if let Some(target) = bytes.get_mut(old_length..) {
            chunk.copy_to(target);
        }
    }
}
