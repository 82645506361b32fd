//! Refusals in the vendor's words, where it has published any.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use crate::answer;

/// The error of this status: `{subSystem, status, message}`.
#[must_use]
pub fn of_status(status: StatusCode) -> Response {
    match status {
        StatusCode::NOT_FOUND => saying(status, "User does not exist"),
        _ => saying(status, &format!("HTTP {} {}", status.as_u16(), word(status))),
    }
}

/// The error of this status with a message of its own. Those for creating are not published, so made up here.
#[must_use]
pub fn saying(status: StatusCode, message: &str) -> Response {
    answer::json(status, &json!({ "subSystem": 5, "status": word(status), "message": message }))
}

fn word(status: StatusCode) -> &'static str {
    status.canonical_reason().unwrap_or("Unknown")
}

/// The same, from the number in the table of users.
#[must_use]
pub fn of_number(status: u16) -> Response {
    of_status(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
}

/// What Keycloak says when the realm in the path is not one of its own.
#[must_use]
pub fn no_such_realm() -> Response {
    answer::json(StatusCode::NOT_FOUND, &json!({ "error": "Realm does not exist" }))
}
