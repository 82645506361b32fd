//! The response to an authorized create request: `POST` to either address.
//!
//! The values of a user's codes are unique, expired codes included. How the real service answers a request
//! for an existing value is not documented; here it is 409.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::activation::code::{ActivationCode, Expiry};
use crate::activation::list_request::{ImageKind, ListRequest, RequestHistory};
use crate::activation::users::{CreateBehaviour, ListBehaviour, find};
use crate::activation::{envelope, listing, vendor_error};
use crate::state::SharedSandbox;
use crate::{fault_injection, responses};

/// Number of digits of a code without a requested value, as in KOBIL's scripts.
const DEFAULT_DIGITS: usize = 8;

/// Lifetime of a code without a requested end, as in KOBIL's scripts: 60 days.
const DEFAULT_LIFETIME: Duration = Duration::from_hours(60 * 24);

/// The body of a create request.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateRequest {
    activation_code: Option<String>,
    activation_not_after: Option<String>,
    #[serde(default)]
    secret: bool,
}

/// Creates a code and returns it, as the user's [`CreateBehaviour`] says.
///
/// A user whose list request is not answered with [`ListBehaviour::Codes`] gets the response to that list
/// request.
pub async fn respond(sandbox: SharedSandbox, user: &str, query: Option<&str>, body: &[u8]) -> Response {
    let Some(user) = find(user) else {
        return vendor_error::of_status(StatusCode::NOT_FOUND);
    };
    let ListBehaviour::Codes(list) = user.listing else {
        return listing::respond(sandbox, user.name, query).await;
    };
    if let CreateBehaviour::Refused(status, message) = user.creation {
        return vendor_error::with_message(status, message);
    }
    let Ok(create) = serde_json::from_slice::<CreateRequest>(body) else {
        return vendor_error::of_status(StatusCode::BAD_REQUEST);
    };
    let now = sandbox.clock.now();
    let expiry = match create.activation_not_after.as_deref().map(str::parse) {
        None => Expiry::At(now.plus(DEFAULT_LIFETIME).seconds()),
        Some(Ok(seconds)) => Expiry::At(seconds),
        Some(Err(_)) => return vendor_error::of_status(StatusCode::BAD_REQUEST),
    };
    let value = create
        .activation_code
        .filter(|value| !value.is_empty())
        .unwrap_or_else(|| sandbox.random().digits(DEFAULT_DIGITS));
    if listing::current_codes(&sandbox, user.name, list).iter().any(|code| code.value == value) {
        return vendor_error::with_message(StatusCode::CONFLICT, "Activation code already exists");
    }
    let code = ActivationCode { value, expiry, is_secret: create.secret };
    sandbox.activation.add(user.name, code.clone());
    let request = ListRequest {
        user: user.name,
        images: ImageKind::from_query(query),
        started: sandbox.started(),
        history: RequestHistory { first: now, count: 0 },
    };
    let response = responses::ok(&envelope::of_created(&request, &code));
    match user.creation {
        CreateBehaviour::CreatedThenFault(fault) => fault_injection::apply(fault, &sandbox, response).await,
        CreateBehaviour::Created | CreateBehaviour::Refused(..) => response,
    }
}
