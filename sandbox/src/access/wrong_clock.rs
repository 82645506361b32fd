//! A service whose own clock is wrong. It mints by that clock and says so in `Date`, so that the two agree.

use std::time::Duration;

use axum::http::header;
use axum::response::Response;

use crate::access::call::Call;
use crate::access::content::Content;
use crate::moment::Moment;
use crate::{answer, http_date};

const OFF: Duration = Duration::from_hours(5);

/// The clock is five hours slow.
pub fn behind(call: &Call<'_>) -> Response {
    told_at(call, call.now.minus(OFF))
}

/// The clock is five hours fast.
pub fn ahead(call: &Call<'_>) -> Response {
    told_at(call, call.now.plus(OFF))
}

fn told_at(call: &Call<'_>, now: Moment) -> Response {
    let there = Call { now, ..*call };
    let code = there.dynamic(Content::Digits, call.sandbox.settings.life(), true);
    answer::with_header(answer::ok(&code), header::DATE, &http_date::imf_fixdate(now))
}
