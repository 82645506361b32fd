//! `POST /use/{user}/{code}`: somebody activates an app with a code. What the real service has for that is between it
//! and the app; to a list it means that the code is gone.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use crate::activation::present;
use crate::activation::users::{Listing, find};
use crate::answer;
use crate::state::Shared;

/// Uses up a code that the user has; 404 where there is no such code.
pub async fn use_up(State(sandbox): State<Shared>, Path((user, value)): Path<(String, String)>) -> Response {
    if let Some(known) = find(&user)
        && let Listing::Codes(list) = known.listing
        && present(&sandbox, known.name, list).iter().any(|code| code.value == value)
    {
        sandbox.activation.use_up(known.name, value);
        answer::bare(StatusCode::NO_CONTENT)
    } else {
        answer::text(StatusCode::NOT_FOUND, "There is no such code.\n")
    }
}
