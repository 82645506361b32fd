//! CORS headers of the API listener, as `--cors` says. Those of the real hosts are not documented.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::responses;
use crate::settings::Cors;
use crate::state::SharedSandbox;

const ALLOWED_METHODS: HeaderValue = HeaderValue::from_static("GET, HEAD, POST");
const ALLOWED_HEADERS: HeaderValue = HeaderValue::from_static(
    "x-api-key, authorization, content-type, accept, accept-language, x-requested-by",
);
const EXPOSED_HEADERS: HeaderValue = HeaderValue::from_static("Date, Retry-After");

/// Seconds for which a preflight is cached: few, so that a restart with another `--cors` takes effect at
/// once.
const MAX_AGE_SECS: HeaderValue = HeaderValue::from_static("5");

/// Middleware that answers preflights and adds CORS headers to other responses.
pub async fn handle(State(sandbox): State<SharedSandbox>, request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let is_preflight = request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    match (sandbox.settings.cors, is_preflight, origin) {
        (Cors::None, true, _) => responses::empty(StatusCode::FORBIDDEN),
        (Cors::None, false, _) | (Cors::Exposed | Cors::Plain, false, None) => next.run(request).await,
        (Cors::Exposed | Cors::Plain, true, origin) => {
            let mut response = responses::empty(StatusCode::NO_CONTENT);
            let headers = response.headers_mut();
            headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, ALLOWED_METHODS);
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS);
            headers.insert(header::ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECS);
            if let Some(origin) = origin {
                allow_origin(headers, origin);
            }
            response
        }
        (mode, false, Some(origin)) => {
            let mut response = next.run(request).await;
            allow_origin(response.headers_mut(), origin);
            if mode == Cors::Exposed {
                response.headers_mut().insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
            }
            response
        }
    }
}

fn allow_origin(headers: &mut HeaderMap, origin: HeaderValue) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::VARY, HeaderValue::from_static("Origin"));
}
