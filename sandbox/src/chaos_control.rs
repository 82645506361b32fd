//! The endpoint `/chaos`, and the middleware that replaces API responses by random faults.

use axum::extract::{RawQuery, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;

use crate::chaos::Api;
use crate::request_log::EntryId;
use crate::state::SharedSandbox;
use crate::{fault_injection, responses};

/// Handles `POST /chaos?percent=N`. Returns 400 for any other query.
pub async fn set_percent(State(sandbox): State<SharedSandbox>, RawQuery(query): RawQuery) -> Response {
    let percent = query.as_deref().and_then(|query| query.strip_prefix("percent="));
    match percent.and_then(|percent| percent.parse().ok()) {
        Some(percent @ 0..=100) => {
            sandbox.chaos.set_percent(percent);
            responses::empty(StatusCode::NO_CONTENT)
        }
        Some(_) | None => {
            responses::text(StatusCode::BAD_REQUEST, "POST /chaos?percent=N, N from 0 to 100\n")
        }
    }
}

/// Middleware that draws a fault for the request and applies it to the response.
///
/// The fault is logged first, since the response may take minutes or never be sent.
pub async fn inject_faults(State(sandbox): State<SharedSandbox>, request: Request, next: Next) -> Response {
    let is_access = request.uri().path().ends_with("/access-code");
    let api = if is_access { Api::Access } else { Api::Activation };
    let Some(fault) = sandbox.chaos.draw(api) else {
        return next.run(request).await;
    };
    if let Some(id) = request.extensions().get::<EntryId>() {
        sandbox.log.set_fault(*id, fault.name());
    }
    let response = next.run(request).await;
    fault_injection::apply(fault, &sandbox, response).await
}
