//! Constructors for common responses.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Serialize;

/// Returns a response with a body of the given media type.
#[must_use]
pub fn with_type(status: StatusCode, content_type: &'static str, body: impl Into<Body>) -> Response {
    let mut response = Response::new(body.into());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Returns `value` as JSON, or 500 without a body if it cannot be serialized.
#[must_use]
pub fn json(status: StatusCode, value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(body) => with_type(status, "application/json", body),
        Err(_) => empty(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// Returns 200 with `value` as JSON.
#[must_use]
pub fn ok(value: &impl Serialize) -> Response {
    json(StatusCode::OK, value)
}

/// Returns 200 with `value` as JSON that no cache may store.
#[must_use]
pub fn ok_no_store(value: &impl Serialize) -> Response {
    with_header(ok(value), header::CACHE_CONTROL, "no-store")
}

/// Returns an HTML page.
#[must_use]
pub fn html(status: StatusCode, body: impl Into<Body>) -> Response {
    with_type(status, "text/html; charset=utf-8", body)
}

/// Returns plain text.
#[must_use]
pub fn text(status: StatusCode, body: impl Into<Body>) -> Response {
    with_type(status, "text/plain; charset=utf-8", body)
}

/// Returns a response without body and content type.
#[must_use]
pub fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// Returns the 404 page of a web server.
#[must_use]
pub fn not_found_page() -> Response {
    let page = "<!doctype html><title>404</title><h1>404 Not Found</h1><p>No such path on this server.</p>";
    html(StatusCode::NOT_FOUND, page)
}

/// Sets a header of `response`. A value that is invalid in a header is left out.
#[must_use]
pub fn with_header(mut response: Response, name: header::HeaderName, value: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
    response
}
