//! Codes with `expiresAt` in other formats (rules R-A1 to R-A3).
//!
//! Unless the format or the name says otherwise, the code expires in two minutes, so that a client that
//! parses it correctly shows a countdown.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use crate::access::body_shapes::STATIC_CONTENT;
use crate::access::call::Call;
use crate::access::code::AccessCode;
use crate::moment::Moment;
use crate::responses;

/// The content of codes that have already expired. A client must never show it.
pub const EXPIRED_CONTENT: &str = "0066666666666666666";

const TIME_LEFT: Duration = Duration::from_mins(2);
const EXPIRED_SINCE: Duration = Duration::from_mins(1);
const UTC_OFFSET: Duration = Duration::from_hours(2);

fn with_expiry(expires_at: &Value) -> Response {
    responses::ok(&json!({ "format": "QR_CODE", "expiresAt": expires_at, "content": STATIC_CONTENT }))
}

/// Returns the expiry, rounded down to a whole second.
fn expiry(call: &Call<'_>) -> Moment {
    call.now.plus(TIME_LEFT).floor_to_second()
}

/// Returns the expiry in the local time of UTC+2, without offset.
fn local_expiry(call: &Call<'_>) -> String {
    expiry(call).plus(UTC_OFFSET).local_text()
}

/// Returns the expiry without offset and seconds, such as `2024-06-13T10:33`.
fn expiry_to_the_minute(call: &Call<'_>) -> String {
    let mut text = expiry(call).local_text();
    text.truncate(text.rfind(':').unwrap_or(text.len()));
    text
}

/// Returns a code with the expiry `null`.
pub fn null(_: &Call<'_>) -> Response {
    with_expiry(&Value::Null)
}

/// Returns a code with an empty expiry.
pub fn empty(_: &Call<'_>) -> Response {
    with_expiry(&json!(""))
}

/// Returns a code with an expiry such as `2024-06-13T10:33:00`.
pub fn no_offset(call: &Call<'_>) -> Response {
    with_expiry(&json!(expiry(call).local_text()))
}

/// Returns a code with an expiry such as `2024-06-13T12:33:00+02:00[Europe/Berlin]`. The offset is +02:00 in
/// winter too, and takes precedence over the zone.
pub fn bracket_zone(call: &Call<'_>) -> Response {
    with_expiry(&json!(format!("{}+02:00[Europe/Berlin]", local_expiry(call))))
}

/// Returns a code with an expiry such as `2024-06-13T10:33Z`.
pub fn no_seconds(call: &Call<'_>) -> Response {
    with_expiry(&json!(format!("{}Z", expiry_to_the_minute(call))))
}

/// Returns a code with an expiry such as `2024-06-13T12:33:00+0200`.
pub fn offset_without_colon(call: &Call<'_>) -> Response {
    with_expiry(&json!(format!("{}+0200", local_expiry(call))))
}

/// Returns a code with an expiry such as `2024-06-13t10:33:00z`.
pub fn lower_case(call: &Call<'_>) -> Response {
    with_expiry(&json!(expiry(call).iso().to_lowercase()))
}

/// Returns a code with an expiry such as `2024-06-13 10:33:00Z`.
pub fn space_for_t(call: &Call<'_>) -> Response {
    with_expiry(&json!(expiry(call).iso().replace('T', " ")))
}

/// Returns a code with an expiry such as `2024-06-13T10:33:60Z`.
pub fn second_60(call: &Call<'_>) -> Response {
    with_expiry(&json!(format!("{}:60Z", expiry_to_the_minute(call))))
}

/// Returns a code with an expiry in epoch seconds, such as `1718274780`.
pub fn epoch_seconds(call: &Call<'_>) -> Response {
    with_expiry(&json!(expiry(call).seconds()))
}

/// Returns a code with an expiry in epoch milliseconds, such as `1718274780000`.
pub fn epoch_millis(call: &Call<'_>) -> Response {
    with_expiry(&json!(expiry(call).millis()))
}

/// Returns a code with an expiry that is not a date.
pub fn garbage(_: &Call<'_>) -> Response {
    with_expiry(&json!("next Thursday"))
}

/// Returns a code with an expiry such as `2024-06-13T10:33:00.123456789Z`.
pub fn nine_digits(call: &Call<'_>) -> Response {
    with_expiry(&json!(format!("{}.123456789Z", expiry(call).local_text())))
}

/// Returns a code with an expiry such as `2024-06-13T12:33:00+02:00:00`.
pub fn offset_with_seconds(call: &Call<'_>) -> Response {
    with_expiry(&json!(format!("{}+02:00:00", local_expiry(call))))
}

/// Returns a code with an expiry such as `2024-06-13T12:33:00+02:00`.
pub fn offset(call: &Call<'_>) -> Response {
    with_expiry(&json!(format!("{}+02:00", local_expiry(call))))
}

/// Returns a code that expires in the last second of the year 9999, meant as "never". It must not cause an
/// overflow.
pub fn last_second_of_9999(_: &Call<'_>) -> Response {
    with_expiry(&json!("9999-12-31T23:59:59Z"))
}

/// Returns a code with an expiry such as `2024-06-13 12:33:00+02`, as a Postgres database writes it.
pub fn offset_in_hours(call: &Call<'_>) -> Response {
    with_expiry(&json!(format!("{}+02", local_expiry(call).replace('T', " "))))
}

/// Returns a code with an expiry such as `2024-06-13 10:33:00.123904 +00:00`.
pub fn space_before_offset(call: &Call<'_>) -> Response {
    with_expiry(&json!(format!("{}.123904 +00:00", expiry(call).local_text().replace('T', " "))))
}

/// Returns a code with an expiry such as `2024-06-13 10:33:00 UTC`.
pub fn utc_as_word(call: &Call<'_>) -> Response {
    with_expiry(&json!(format!("{} UTC", expiry(call).local_text().replace('T', " "))))
}

/// Returns a code with an expiry such as `1.718274780E9`, a number.
pub fn exponent(call: &Call<'_>) -> Response {
    let expiry = expiry(call).seconds();
    let (whole, fraction) = (expiry / 1_000_000_000, expiry % 1_000_000_000);
    let body =
        format!(r#"{{"format":"QR_CODE","expiresAt":{whole}.{fraction:09}E9,"content":"{STATIC_CONTENT}"}}"#);
    responses::with_type(StatusCode::OK, "application/json", body)
}

/// Returns a code with an expiry as a Windows FILETIME, a number such as `133627483800000000`.
pub fn filetime(call: &Call<'_>) -> Response {
    with_expiry(&json!(expiry(call).filetime()))
}

/// Returns a code with an expiry in the ticks of a .NET `DateTime`, a number such as `638538715800000000`.
/// Nothing says whether they are local time.
pub fn ticks(call: &Call<'_>) -> Response {
    with_expiry(&json!(expiry(call).ticks()))
}

/// Returns a code with an expiry such as `20240613103300`, without separators and offset.
pub fn no_separators(call: &Call<'_>) -> Response {
    with_expiry(&json!(expiry(call).local_text().replace(['-', 'T', ':'], "")))
}

/// Returns a code that expires in 30 days.
pub fn in_30_days(call: &Call<'_>) -> Response {
    with_expiry(&json!(call.now.plus(Duration::from_hours(30 * 24)).floor_to_second().iso()))
}

/// Returns a code that expires in 2038, when signed counts of seconds of 32 bits end.
pub fn year_2038(_: &Call<'_>) -> Response {
    with_expiry(&json!(i32::MAX))
}

/// Returns a code with the largest signed number of 64 bits as expiry, meant as "never".
pub fn max_integer(_: &Call<'_>) -> Response {
    with_expiry(&json!(i64::MAX))
}

/// Returns a code with the largest `DateTime` of .NET as expiry, meant as "never". It has no offset.
pub fn max_date_time(_: &Call<'_>) -> Response {
    with_expiry(&json!("9999-12-31T23:59:59.9999999"))
}

/// Returns a code with the expiry of the vendor's example, which its mock server sends too.
pub fn long_expired(_: &Call<'_>) -> Response {
    with_expiry(&json!("2024-06-13T10:33:00Z"))
}

/// Returns a code that expired a minute ago.
pub fn just_expired(now: Moment) -> Response {
    responses::ok(&AccessCode::expiring(EXPIRED_CONTENT.to_owned(), now.minus(EXPIRED_SINCE).iso()))
}
