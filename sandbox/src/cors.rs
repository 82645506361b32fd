//! Cross-origin answers of the API listener, by `--cors`. What the real hosts do is not documented.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::answer;
use crate::settings::Cors;
use crate::state::Shared;

const METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, POST");
const HEADERS: HeaderValue = HeaderValue::from_static(
    "x-api-key, authorization, content-type, accept, accept-language, x-requested-by",
);
const EXPOSED: HeaderValue = HeaderValue::from_static("Date, Retry-After");

/// Seconds a preflight may be remembered: few, so that a restart with another `--cors` shows at once.
const MAX_AGE: HeaderValue = HeaderValue::from_static("5");

/// Answers preflights and marks the other answers.
pub async fn guard(State(sandbox): State<Shared>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let preflight = request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    match (sandbox.settings.cors, preflight, origin) {
        (Cors::None, true, _) => answer::bare(StatusCode::FORBIDDEN),
        (Cors::None, false, _) | (Cors::Exposed | Cors::Plain, false, None) => next.run(request).await,
        (Cors::Exposed | Cors::Plain, true, origin) => {
            let mut response = answer::bare(StatusCode::NO_CONTENT);
            let headers = response.headers_mut();
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
            headers.insert(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE);
            if let Some(origin) = origin {
                allow(headers, origin);
            }
            response
        }
        (mode, false, Some(origin)) => {
            let mut response = next.run(request).await;
            allow(response.headers_mut(), origin);
            if mode == Cors::Exposed {
                response.headers_mut().insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
            }
            response
        }
    }
}

fn allow(headers: &mut HeaderMap, origin: HeaderValue) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::VARY, HeaderValue::from_static("Origin"));
}
