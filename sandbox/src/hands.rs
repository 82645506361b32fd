//! The clock from outside: `/clock` reads and moves it, and `Date` tells it with every answer.

use std::time::Duration;

use axum::extract::{RawQuery, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use serde_json::json;

use crate::clock::{Clock, Kind};
use crate::state::Shared;
use crate::{answer, http_date};

/// The furthest one request moves the clock, in milliseconds: a day.
const FURTHEST: u64 = 86_400_000;

/// `GET /clock`
pub async fn show(State(sandbox): State<Shared>) -> Response {
    told(&sandbox.clock)
}

/// `POST /clock?advance=MS`
pub async fn advance(State(sandbox): State<Shared>, RawQuery(query): RawQuery) -> Response {
    if sandbox.clock.kind() == Kind::System {
        return answer::text(StatusCode::CONFLICT, "The time is the machine's: start with --clock manual.\n");
    }
    let millis = query.as_deref().and_then(|query| query.strip_prefix("advance="));
    if let Some(millis @ 0..=FURTHEST) = millis.and_then(|millis| millis.parse().ok()) {
        sandbox.clock.advance(Duration::from_millis(millis));
        told(&sandbox.clock)
    } else {
        let usage = format!("POST /clock?advance=MS, MS from 0 to {FURTHEST}\n");
        answer::text(StatusCode::BAD_REQUEST, usage)
    }
}

fn told(clock: &Clock) -> Response {
    let now = clock.now();
    let response = answer::ok(&json!({ "now": now.iso(), "millis": now.millis() }));
    answer::with_header(response, header::CACHE_CONTROL, "no-store")
}

/// Tells a manual clock's time as `Date`, unless the answer brings one of its own. The HTTP library would tell the
/// machine's, which a client rightly takes for ours.
pub async fn date(State(clock): State<Clock>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if clock.kind() == Kind::Manual
        && let Ok(now) = HeaderValue::from_str(&http_date::imf_fixdate(clock.now()))
    {
        response.headers_mut().entry(header::DATE).or_insert(now);
    }
    response
}
