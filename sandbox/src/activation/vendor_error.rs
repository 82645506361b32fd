//! The vendor's errors, as far as they are documented.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use crate::responses;

/// Returns the error of this status: `{subSystem, status, message}`.
#[must_use]
pub fn of_status(status: StatusCode) -> Response {
    match status {
        StatusCode::NOT_FOUND => with_message(status, "User does not exist"),
        _ => with_message(status, &format!("HTTP {} {}", status.as_u16(), reason_phrase(status))),
    }
}

/// Returns the error of this status with this message. The messages of create requests are not documented.
#[must_use]
pub fn with_message(status: StatusCode, message: &str) -> Response {
    responses::json(status, &json!({ "subSystem": 5, "status": reason_phrase(status), "message": message }))
}

fn reason_phrase(status: StatusCode) -> &'static str {
    status.canonical_reason().unwrap_or("Unknown")
}

/// Returns the error of this status, or of 500 if the number is not a status.
#[must_use]
pub fn of_number(status: u16) -> Response {
    of_status(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
}

/// Returns Keycloak's error for an unknown realm in the path.
#[must_use]
pub fn unknown_realm() -> Response {
    responses::json(StatusCode::NOT_FOUND, &json!({ "error": "Realm does not exist" }))
}
