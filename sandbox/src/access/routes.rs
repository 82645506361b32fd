//! The routes of the access code API, as a partner calls it with the key.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;

use crate::access::{lookup, vendor_error};
use crate::credentials::has_key;
use crate::language::Language;
use crate::responses;
use crate::state::SharedSandbox;

/// Builds the routes.
pub fn routes() -> Router<SharedSandbox> {
    Router::new().route("/v1/customers/{id}/access-code", get(access_code).head(check_key))
}

async fn access_code(
    State(sandbox): State<SharedSandbox>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    if has_key(&headers) {
        lookup::respond(&sandbox, &id, &headers).await
    } else {
        vendor_error::plain(&sandbox, StatusCode::UNAUTHORIZED, Language::from_headers(&headers))
    }
}

/// Handles `HEAD`, which only checks the key. The customer id may be anything.
async fn check_key(headers: HeaderMap) -> Response {
    responses::empty(if has_key(&headers) { StatusCode::OK } else { StatusCode::UNAUTHORIZED })
}
