//! `POST` to either address: a new code for a user. No two codes of a user are the same, whether they have ended or
//! not; what the real service says to a second one is not published.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use crate::activation::asked::{Asked, Images};
use crate::activation::code::{Code, End};
use crate::activation::users::{Creation, Listing, find};
use crate::activation::{envelope, present, refusal, show};
use crate::answer;
use crate::state::Shared;

/// KOBIL's own scripts make codes of eight digits that live 60 days.
const DIGITS: usize = 8;
const LIFE: Duration = Duration::from_hours(60 * 24);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wanted {
    activation_code: Option<String>,
    activation_not_after: Option<String>,
    #[serde(default)]
    secret: bool,
}

/// Keeps the new code in memory and answers with it. A user that only stands for a fault answers with that fault.
pub async fn create(sandbox: Shared, user: &str, query: Option<&str>, body: &[u8]) -> Response {
    let Some(known) = find(user) else {
        return refusal::of_status(StatusCode::NOT_FOUND);
    };
    let Listing::Codes(list) = known.listing else {
        return show(sandbox, user, query).await;
    };
    if let Creation::Refused(status, message) = known.creation {
        return refusal::saying(status, message);
    }
    let Ok(wanted) = serde_json::from_slice::<Wanted>(body) else {
        return refusal::of_status(StatusCode::BAD_REQUEST);
    };
    let now = sandbox.clock.now();
    let end = match wanted.activation_not_after.as_deref().map(str::parse) {
        None => now.plus(LIFE).seconds(),
        Some(Ok(seconds)) => seconds,
        Some(Err(_)) => return refusal::of_status(StatusCode::BAD_REQUEST),
    };
    let value = wanted
        .activation_code
        .filter(|value| !value.is_empty())
        .unwrap_or_else(|| sandbox.random().digits(DIGITS));
    if present(&sandbox, known.name, list).iter().any(|code| code.value == value) {
        return refusal::saying(StatusCode::CONFLICT, "Activation code already exists");
    }
    let code = Code { value, end: End::At(end), hidden: wanted.secret };
    sandbox.activation.add(known.name, code.clone());
    let images = Images::of(query);
    let asked = Asked { user: known.name, images, started: sandbox.started(), first_seen: now, before: 0 };
    let good = answer::ok(&envelope::created(&asked, &code));
    match known.creation {
        Creation::Unheard(fault) => fault.spoil(&sandbox, good).await,
        Creation::Made | Creation::Refused(..) => good,
    }
}
