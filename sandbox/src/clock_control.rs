//! The endpoint `/clock`, and the `Date` header of a manual clock.

use std::time::Duration;

use axum::extract::{RawQuery, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use serde_json::json;

use crate::clock::{Clock, ClockKind};
use crate::state::SharedSandbox;
use crate::{http_date, responses};

/// The largest step of one request: a day.
const MAX_ADVANCE_MS: u64 = 86_400_000;

/// Handles `GET /clock`.
pub async fn show(State(sandbox): State<SharedSandbox>) -> Response {
    time_response(&sandbox.clock)
}

/// Handles `POST /clock?advance=MS`. Returns 409 for the system clock, and 400 for any other query.
pub async fn advance(State(sandbox): State<SharedSandbox>, RawQuery(query): RawQuery) -> Response {
    if sandbox.clock.kind() == ClockKind::System {
        let message = "The time is the machine's: start with --clock manual.\n";
        return responses::text(StatusCode::CONFLICT, message);
    }
    let millis = query.as_deref().and_then(|query| query.strip_prefix("advance="));
    if let Some(millis @ 0..=MAX_ADVANCE_MS) = millis.and_then(|millis| millis.parse().ok()) {
        sandbox.clock.advance(Duration::from_millis(millis));
        time_response(&sandbox.clock)
    } else {
        let usage = format!("POST /clock?advance=MS, MS from 0 to {MAX_ADVANCE_MS}\n");
        responses::text(StatusCode::BAD_REQUEST, usage)
    }
}

fn time_response(clock: &Clock) -> Response {
    let now = clock.now();
    responses::ok_no_store(&json!({ "now": now.iso(), "millis": now.millis() }))
}

/// Middleware that sets `Date` to the time of a manual clock, unless the response already has one.
///
/// The HTTP library would set it to the system time, which a client takes for the time of the service.
pub async fn set_date(State(clock): State<Clock>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if clock.kind() == ClockKind::Manual
        && let Ok(now) = HeaderValue::from_str(&http_date::imf_fixdate(clock.now()))
    {
        response.headers_mut().entry(header::DATE).or_insert(now);
    }
    response
}
