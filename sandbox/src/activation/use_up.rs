//! `POST /use/{user}/{code}`: simulates that an app is activated with a code.
//!
//! How the real service does that is not documented. Afterwards the code is not listed any more.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::activation::listing::current_codes;
use crate::activation::users::{ListBehaviour, find};
use crate::responses;
use crate::state::SharedSandbox;

/// Removes one of the user's codes. Returns 404 if there is no such code.
pub async fn use_up(
    State(sandbox): State<SharedSandbox>,
    Path((user, value)): Path<(String, String)>,
) -> Response {
    if let Some(user) = find(&user)
        && let ListBehaviour::Codes(list) = user.listing
        && current_codes(&sandbox, user.name, list).iter().any(|code| code.value == value)
    {
        sandbox.activation.use_up(user.name, value);
        responses::empty(StatusCode::NO_CONTENT)
    } else {
        responses::text(StatusCode::NOT_FOUND, "There is no such code.\n")
    }
}
