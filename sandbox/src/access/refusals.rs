//! Refusals that do not look like the vendor's documented error (rules R-A9 to R-A12).

use std::time::Duration;

use axum::http::{StatusCode, header};
use axum::response::Response;
use serde_json::json;

use crate::access::call::Call;
use crate::access::vendor_error;
use crate::answer;
use crate::http_date;
use crate::moment::Moment;

const WAIT: Duration = Duration::from_secs(5);

/// 410 as a proxy sends it for a path that was taken away.
pub fn gone(_: &Call<'_>) -> Response {
    answer::bare(StatusCode::GONE)
}

/// 401 as the vendor's Device API sends it.
pub fn unauthorised_bare(_: &Call<'_>) -> Response {
    answer::bare(StatusCode::UNAUTHORIZED)
}

/// 404 from something that does not know the path.
pub fn not_found_html(_: &Call<'_>) -> Response {
    answer::no_such_path()
}

/// 429 with this `Retry-After`.
pub fn limited(call: &Call<'_>, retry_after: &str) -> Response {
    answer::with_header(vendor_error::of_status(call, 429), header::RETRY_AFTER, retry_after)
}

/// 429 with a date in today's form.
pub fn limited_until_imf_fixdate(call: &Call<'_>) -> Response {
    limited_until(call, http_date::imf_fixdate)
}

/// 429 with a date in the form of RFC 850.
pub fn limited_until_rfc_850(call: &Call<'_>) -> Response {
    limited_until(call, http_date::rfc_850)
}

/// 429 with a date in the form of C's `asctime`.
pub fn limited_until_asctime(call: &Call<'_>) -> Response {
    limited_until(call, http_date::asctime)
}

fn limited_until(call: &Call<'_>, form: fn(Moment) -> String) -> Response {
    limited(call, &form(call.now.plus(WAIT)))
}

/// 503 under database load, with a hint when to come back.
pub fn unavailable_for_two_seconds(call: &Call<'_>) -> Response {
    answer::with_header(vendor_error::of_status(call, 503), header::RETRY_AFTER, "2")
}

/// The spelling of many frameworks.
pub fn message(_: &Call<'_>) -> Response {
    answer::json(StatusCode::BAD_REQUEST, &json!({ "message": "The value was refused (message)." }))
}

/// The spelling of `OAuth`.
pub fn error_description(_: &Call<'_>) -> Response {
    let body = json!({ "error": "invalid_request", "error_description": "The value was refused (error_description)." });
    answer::json(StatusCode::BAD_REQUEST, &body)
}

/// The spelling of RFC 9457.
pub fn problem(_: &Call<'_>) -> Response {
    let body =
        json!({ "title": "The value was refused (title).", "detail": "It is too old.", "status": 400 });
    let body = body.to_string();
    answer::typed(StatusCode::BAD_REQUEST, "application/problem+json", body)
}

/// The envelope that third-party pages wrongly describe for this API.
pub fn nested(_: &Call<'_>) -> Response {
    let error = json!({ "code": "INVALID", "message": "The value was refused (nested)." });
    answer::json(StatusCode::BAD_REQUEST, &json!({ "success": false, "data": null, "error": error }))
}

/// No JSON at all.
pub fn plain_text(_: &Call<'_>) -> Response {
    answer::text(
        StatusCode::INTERNAL_SERVER_ERROR,
        "upstream connect error or disconnect/reset before headers",
    )
}

/// 2000 characters with markup, an override of the writing direction and a control character.
pub fn hostile(_: &Call<'_>) -> Response {
    let start = "<b>bold</b><img src=x onerror=alert(1)> \u{202E}txet desrever\u{202C} \u{0007}";
    let message: String = start.chars().chain("refused ".chars().cycle()).take(2000).collect();
    let body = json!({
        "errorMessage": message, "errorCode": "errormessage.hostile\u{202E}",
        "traceId": "4611686018427387904", "reference": "customer.<i>id</i>",
    });
    answer::json(StatusCode::BAD_REQUEST, &body)
}

/// Fields and argument types of a later document version.
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
    answer::json(StatusCode::BAD_REQUEST, &body)
}
