//! Errors whose body differs from the vendor's documented one (rules R-A9 to R-A12).

use std::time::Duration;

use axum::http::{StatusCode, header};
use axum::response::Response;
use serde_json::json;

use crate::access::call::Call;
use crate::access::vendor_error;
use crate::moment::Moment;
use crate::{http_date, responses};

/// The wait time of `Retry-After` dates.
const RETRY_AFTER: Duration = Duration::from_secs(5);

/// Returns 410 without a body, as a proxy does for a removed path.
pub fn gone(_: &Call<'_>) -> Response {
    responses::empty(StatusCode::GONE)
}

/// Returns 401 without a body, as the vendor's Device API does.
pub fn unauthorized_empty(_: &Call<'_>) -> Response {
    responses::empty(StatusCode::UNAUTHORIZED)
}

/// Returns 403 for a member who must not enter, with this key of the vendor's translations. The vendor has
/// not published its keys, so these are guesses.
pub fn member_refused(call: &Call<'_>, error_code: &str) -> Response {
    let body = json!({
        "errorMessage": "The customer may not enter.",
        "errorCode": error_code,
        "traceId": call.sandbox.random().next_u64().to_string(),
        "args": [],
        "typedArgs": [],
    });
    responses::json(StatusCode::FORBIDDEN, &body)
}

/// Returns 403 without any body.
pub fn forbidden_empty(_: &Call<'_>) -> Response {
    responses::empty(StatusCode::FORBIDDEN)
}

/// Returns the 404 page of a web server that does not know the path.
pub fn not_found_html(_: &Call<'_>) -> Response {
    responses::not_found_page()
}

/// Returns 429 with this `Retry-After`.
pub fn rate_limited(call: &Call<'_>, retry_after: &str) -> Response {
    responses::with_header(vendor_error::of_status(call, 429), header::RETRY_AFTER, retry_after)
}

/// Returns 429 with an IMF-fixdate.
pub fn rate_limited_until_imf_fixdate(call: &Call<'_>) -> Response {
    rate_limited_until(call, http_date::imf_fixdate)
}

/// Returns 429 with an RFC 850 date.
pub fn rate_limited_until_rfc_850(call: &Call<'_>) -> Response {
    rate_limited_until(call, http_date::rfc_850)
}

/// Returns 429 with an `asctime` date.
pub fn rate_limited_until_asctime(call: &Call<'_>) -> Response {
    rate_limited_until(call, http_date::asctime)
}

fn rate_limited_until(call: &Call<'_>, format: fn(Moment) -> String) -> Response {
    rate_limited(call, &format(call.now.plus(RETRY_AFTER)))
}

/// Returns 503 with `Retry-After: 2`.
pub fn unavailable_for_two_seconds(call: &Call<'_>) -> Response {
    responses::with_header(vendor_error::of_status(call, 503), header::RETRY_AFTER, "2")
}

/// Returns an error in the format of many frameworks: `{message}`.
pub fn message(_: &Call<'_>) -> Response {
    responses::json(StatusCode::BAD_REQUEST, &json!({ "message": "The value was refused (message)." }))
}

/// Returns an error in the format of `OAuth` 2.0 (RFC 6749): `{error, error_description}`.
pub fn error_description(_: &Call<'_>) -> Response {
    let description = "The value was refused (error_description).";
    let body = json!({ "error": "invalid_request", "error_description": description });
    responses::json(StatusCode::BAD_REQUEST, &body)
}

/// Returns an error in the format of RFC 9457: `{title, detail, status}`.
pub fn problem_details(_: &Call<'_>) -> Response {
    let body =
        json!({ "title": "The value was refused (title).", "detail": "It is too old.", "status": 400 });
    let body = body.to_string();
    responses::with_type(StatusCode::BAD_REQUEST, "application/problem+json", body)
}

/// Returns an error in the envelope that third parties wrongly describe for this API.
pub fn nested(_: &Call<'_>) -> Response {
    let error = json!({ "code": "INVALID", "message": "The value was refused (nested)." });
    responses::json(StatusCode::BAD_REQUEST, &json!({ "success": false, "data": null, "error": error }))
}

/// Returns an error in plain text.
pub fn plain_text(_: &Call<'_>) -> Response {
    responses::text(
        StatusCode::INTERNAL_SERVER_ERROR,
        "upstream connect error or disconnect/reset before headers",
    )
}

/// Returns a message of 2000 characters with markup, bidi overrides and a control character.
pub fn hostile(_: &Call<'_>) -> Response {
    let start = "<b>bold</b><img src=x onerror=alert(1)> \u{202E}txet desrever\u{202C} \u{0007}";
    let message: String = start.chars().chain("refused ".chars().cycle()).take(2000).collect();
    let body = json!({
        "errorMessage": message, "errorCode": "errormessage.hostile\u{202E}",
        "traceId": "4611686018427387904", "reference": "customer.<i>id</i>",
    });
    responses::json(StatusCode::BAD_REQUEST, &body)
}

/// Returns an error with fields and argument types that the documents do not have.
pub fn unknown_fields(_: &Call<'_>) -> Response {
    let body = json!({
        "errorMessage": "Validation of the request failed.",
        "errorCode": "errormessage.validation.failed",
        "traceId": "4611686018427387905",
        "reference": "parent.child",
        "severity": { "level": 3 },
        "args": ["2024-06-13", { "amount": 10, "currency": "EUR" }, null, 9_007_199_254_740_993_i64],
        "typedArgs": [
            { "value": "2024-06-13", "type": "DATE" },
            { "value": { "amount": 10, "currency": "EUR" }, "type": "MONEY" },
            { "value": [1, [2, 3]], "type": "HOLOGRAM" },
            { "value": null, "type": null },
            { "type": "TERM" },
        ],
    });
    responses::json(StatusCode::BAD_REQUEST, &body)
}
