//! The access code API: `GET /v1/customers/{customerId}/access-code`.
//!
//! Undocumented by the vendor, so chosen here: a call returns the current code and mints a new one only near its end
//! (`--overlap`); the old code then lives to its own end.

pub mod call;
pub mod code;
pub mod content;
pub mod customers;
pub mod end_shapes;
pub mod memory;
pub mod refusals;
pub mod shapes;
pub mod train;
pub mod vendor_error;
pub mod wrong_clock;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;

use crate::access::call::Call;
use crate::access::code::AccessCode;
use crate::access::customers::{Behaviour, find};
use crate::answer;
use crate::credentials::has_key;
use crate::language::Language;
use crate::state::{Sandbox, Shared};

/// The API as a partner calls it, with the key.
pub fn routes() -> Router<Shared> {
    Router::new().route("/v1/customers/{id}/access-code", get(with_key).head(test_key))
}

async fn with_key(State(sandbox): State<Shared>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    if has_key(&headers) {
        show(&sandbox, &id, &headers).await
    } else {
        vendor_error::plain(&sandbox, StatusCode::UNAUTHORIZED, Language::of(&headers))
    }
}

/// `HEAD` checks nothing but the key: the customer is not looked at, whatever stands in its place.
async fn test_key(headers: HeaderMap) -> Response {
    answer::bare(if has_key(&headers) { StatusCode::OK } else { StatusCode::UNAUTHORIZED })
}

/// The answer to a call whose key has been accepted.
pub async fn show(sandbox: &Sandbox, id: &str, headers: &HeaderMap) -> Response {
    let language = Language::of(headers);
    let Some(number) = int64(id) else {
        return vendor_error::invalid_id(sandbox, id, language);
    };
    let call = Call { sandbox, id: number, now: sandbox.clock.now(), language };
    match find(number).map(|customer| &customer.behaviour) {
        None => vendor_error::no_such_customer(&call),
        Some(Behaviour::Dynamic { content, life, overlapping }) => {
            let life = life.unwrap_or(sandbox.settings.life());
            answer::ok(&call.dynamic(*content, life, *overlapping))
        }
        Some(Behaviour::Static(content)) => answer::ok(&AccessCode::endless(content)),
        Some(Behaviour::Status(status)) => vendor_error::of_status(&call, *status),
        Some(Behaviour::Odd(shape)) => shape(&call),
        Some(Behaviour::Broken(fault)) => {
            fault.spoil(sandbox, answer::ok(&AccessCode::endless(shapes::STATIC_CONTENT))).await
        }
    }
}

/// Digits with an optional minus, within 64 bits; `+5` and `5.0` are not numbers on a path.
fn int64(text: &str) -> Option<i64> {
    if text.starts_with('+') { None } else { text.parse().ok() }
}
