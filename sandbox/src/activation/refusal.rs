//! Refusals in the vendor's words, where it has published any.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use crate::answer;

/// The error of this status: `{subSystem, status, message}`.
#[must_use]
pub fn of_status(status: StatusCode) -> Response {
    let word = status.canonical_reason().unwrap_or("Unknown");
    let message = match status {
        StatusCode::NOT_FOUND => "User does not exist".to_owned(),
        _ => format!("HTTP {} {word}", status.as_u16()),
    };
    answer::json(status, &json!({ "subSystem": 5, "status": word, "message": message }))
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
