//! A service whose clock is wrong. Its `Date` and the expiry of its codes follow the same wrong clock.

use std::time::Duration;

use axum::http::header;
use axum::response::Response;

use crate::access::call::Call;
use crate::access::content::ContentKind;
use crate::moment::Moment;
use crate::{http_date, responses};

const CLOCK_ERROR: Duration = Duration::from_hours(5);

/// Returns a dynamic code of a service whose clock is five hours behind.
pub fn behind(call: &Call<'_>) -> Response {
    respond_at(call, call.now.minus(CLOCK_ERROR))
}

/// Returns a dynamic code of a service whose clock is five hours ahead.
pub fn ahead(call: &Call<'_>) -> Response {
    respond_at(call, call.now.plus(CLOCK_ERROR))
}

fn respond_at(call: &Call<'_>, now: Moment) -> Response {
    let shifted = Call { now, ..*call };
    let code = shifted.dynamic_code(ContentKind::Digits, call.sandbox.settings.lifetime(), true);
    responses::with_header(responses::ok(&code), header::DATE, &http_date::imf_fixdate(now))
}
