//! Ready-made responses.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;

/// A response with a body of the given type.
#[must_use]
pub fn typed(status: StatusCode, content_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// JSON; 500 without a body should it not serialise, which none of our types does.
#[must_use]
pub fn json(status: StatusCode, value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(body) => typed(status, "application/json", body),
        Err(_) => bare(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// 200 with JSON.
#[must_use]
pub fn ok(value: &impl Serialize) -> Response {
    json(StatusCode::OK, value)
}

/// A page of HTML, as proxies and captive portals send it.
#[must_use]
pub fn html(status: StatusCode, body: impl Into<Body>) -> Response {
    typed(status, "text/html; charset=utf-8", body)
}

/// Plain text.
#[must_use]
pub fn text(status: StatusCode, body: impl Into<Body>) -> Response {
    typed(status, "text/plain; charset=utf-8", body)
}

/// A status and nothing else: no body, no content type.
#[must_use]
pub fn bare(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// What a web server says about a path it does not know.
#[must_use]
pub fn no_such_path() -> Response {
    let page = "<!doctype html><title>404</title><h1>404 Not Found</h1><p>No such path on this server.</p>";
    html(StatusCode::NOT_FOUND, page)
}

/// The same response with one more header. A value no header may hold is left out.
#[must_use]
pub fn with_header(mut response: Response, name: header::HeaderName, value: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}
