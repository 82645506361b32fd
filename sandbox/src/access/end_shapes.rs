//! `expiresAt` in every spelling seen or to be feared (rules R-A1 to R-A3). All but the expired ones
//! lie about two minutes ahead, so that a client that reads them right shows a countdown.

use std::time::Duration;

use axum::response::Response;
use serde_json::{Value, json};

use crate::access::call::Call;
use crate::access::code::AccessCode;
use crate::access::shapes::STATIC_CONTENT;
use crate::answer;
use crate::moment::Moment;

/// The content of codes that are dead on arrival and followed by living ones. No client should ever show it.
pub const EXPIRED_CONTENT: &str = "0066666666666666666";

const AHEAD: Duration = Duration::from_mins(2);
const BEHIND: Duration = Duration::from_mins(1);
const TWO_HOURS: Duration = Duration::from_hours(2);

fn ending(end: &Value) -> Response {
    answer::ok(&json!({ "format": "QR_CODE", "expiresAt": end, "content": STATIC_CONTENT }))
}

/// The end, on a whole second.
fn soon(call: &Call<'_>) -> Moment {
    Moment::from_millis(call.now.plus(AHEAD).seconds() * 1000)
}

/// What a clock two hours east of UTC shows at the end.
fn eastern(call: &Call<'_>) -> String {
    soon(call).plus(TWO_HOURS).local_text()
}

/// `null`
pub fn null(_: &Call<'_>) -> Response {
    ending(&Value::Null)
}

/// `""`
pub fn empty(_: &Call<'_>) -> Response {
    ending(&json!(""))
}

/// `2024-06-13T10:33:00`
pub fn no_offset(call: &Call<'_>) -> Response {
    ending(&json!(soon(call).local_text()))
}

/// `2024-06-13T12:33:00+02:00[Europe/Berlin]`. The offset decides, also in winter.
pub fn bracket_zone(call: &Call<'_>) -> Response {
    ending(&json!(format!("{}+02:00[Europe/Berlin]", eastern(call))))
}

/// `2024-06-13T10:33Z`
pub fn no_seconds(call: &Call<'_>) -> Response {
    let text = soon(call).local_text();
    let minutes = text.rsplit_once(':').map_or(text.as_str(), |(minutes, _)| minutes);
    ending(&json!(format!("{minutes}Z")))
}

/// `2024-06-13T12:33:00+0200`
pub fn offset_without_colon(call: &Call<'_>) -> Response {
    ending(&json!(format!("{}+0200", eastern(call))))
}

/// `2024-06-13t10:33:00z`
pub fn lower_case(call: &Call<'_>) -> Response {
    ending(&json!(soon(call).iso().to_lowercase()))
}

/// `2024-06-13 10:33:00Z`
pub fn blank_for_t(call: &Call<'_>) -> Response {
    ending(&json!(soon(call).iso().replace('T', " ")))
}

/// `2024-06-13T10:33:60Z`
pub fn second_60(call: &Call<'_>) -> Response {
    let text = soon(call).local_text();
    let minutes = text.rsplit_once(':').map_or(text.as_str(), |(minutes, _)| minutes);
    ending(&json!(format!("{minutes}:60Z")))
}

/// `1718274780`
pub fn epoch_seconds(call: &Call<'_>) -> Response {
    ending(&json!(soon(call).seconds()))
}

/// `1718274780000`
pub fn epoch_millis(call: &Call<'_>) -> Response {
    ending(&json!(soon(call).millis()))
}

/// No date at all.
pub fn garbage(_: &Call<'_>) -> Response {
    ending(&json!("next Thursday"))
}

/// `2024-06-13T10:33:00.123456789Z`
pub fn nine_digits(call: &Call<'_>) -> Response {
    ending(&json!(format!("{}.123456789Z", soon(call).local_text())))
}

/// `2024-06-13T12:33:00+02:00:00`
pub fn offset_with_seconds(call: &Call<'_>) -> Response {
    ending(&json!(format!("{}+02:00:00", eastern(call))))
}

/// `2024-06-13T12:33:00+02:00`
pub fn offset(call: &Call<'_>) -> Response {
    ending(&json!(format!("{}+02:00", eastern(call))))
}

/// A "never" that must overflow nothing.
pub fn last_second_of_9999(_: &Call<'_>) -> Response {
    ending(&json!("9999-12-31T23:59:59Z"))
}

/// The vendor's own example, which its mock server replays.
pub fn long_past(_: &Call<'_>) -> Response {
    ending(&json!("2024-06-13T10:33:00Z"))
}

/// A minute ago: a code that died on its way.
pub fn just_past(now: Moment) -> Response {
    answer::ok(&AccessCode::ending(EXPIRED_CONTENT.to_owned(), now.minus(BEHIND).iso()))
}
