//! Responses with unusual codes (rules R-K6, R-K7, R-K14 and R-K15).

use serde_json::{Value, json};

use crate::activation::code::{ActivationCode, Expiry};
use crate::activation::data_shapes::with_codes;
use crate::activation::envelope::entry;
use crate::activation::list_request::ListRequest;

const DAY_SECS: i64 = 86_400;

/// Returns a response with these values, each with the seconds from the sandbox's start to its expiry.
fn with_values(request: &ListRequest, values: &[(&str, i64)]) -> Value {
    let start = request.started.seconds();
    let code_of = |(value, seconds): &(&str, i64)| ActivationCode::new(*value, Expiry::At(start + seconds));
    with_codes(request, &values.iter().map(code_of).map(|code| json!(entry(request, &code))).collect())
}

/// Returns a response in which one code is a number, whose leading zero is lost.
pub fn number(request: &ListRequest) -> Value {
    let end = (request.started.seconds() + DAY_SECS).to_string();
    with_codes(
        request,
        &json!([
            { "activationNotAfter": end, "activationCode": "18270981" },
            { "activationNotAfter": end, "activationCode": 4_738_126 },
            { "activationNotAfter": end, "activationCode": "68493536" },
        ]),
    )
}

/// Returns three codes whose values are masked, empty and absent. Their QR symbols contain the value.
pub fn hidden(request: &ListRequest) -> Value {
    let expiry = Expiry::At(request.started.seconds() + DAY_SECS);
    let listed_values = [Some("***"), Some(""), None];
    let entry_with = |(index, listed_value): (usize, Option<&str>)| {
        let code = ActivationCode::new(format!("5519{index}73"), expiry);
        let mut listed = json!(entry(request, &code));
        if let Some(members) = listed.as_object_mut() {
            members.remove("activationCode");
            members.extend(listed_value.map(|text| ("activationCode".to_owned(), json!(text))));
        }
        listed
    };
    with_codes(request, &listed_values.into_iter().enumerate().map(entry_with).collect())
}

/// Returns codes with bidi overrides, zero-width and control characters, and a Cyrillic letter.
pub fn bidi(request: &ListRequest) -> Value {
    with_values(request, &[("18\u{202E}2709\u{202C}8", DAY_SECS), ("AB\u{200B}12\u{0007}\u{0410}", DAY_SECS)])
}

/// Returns a code of one million characters.
pub fn long(request: &ListRequest) -> Value {
    let value: String = "18270986".chars().cycle().take(1_000_000).collect();
    let end = (request.started.seconds() + DAY_SECS).to_string();
    with_codes(request, &json!([{ "activationNotAfter": end, "activationCode": value }]))
}

/// Returns a code that is listed twice with the same expiry, and another one.
pub fn twins(request: &ListRequest) -> Value {
    with_values(request, &[("1827098", DAY_SECS), ("68493536", 2 * DAY_SECS), ("1827098", DAY_SECS)])
}

/// Returns a code that is listed twice with different expiries.
pub fn twins_with_two_expiries(request: &ListRequest) -> Value {
    with_values(request, &[("1827098", DAY_SECS), ("1827098", 3 * DAY_SECS)])
}

/// Returns valid, expired and unlimited codes without order.
pub fn unsorted(request: &ListRequest) -> Value {
    let start = request.started.seconds();
    let codes = [
        ActivationCode::new("1000003", Expiry::At(start + 30 * DAY_SECS)),
        ActivationCode::new("1000006", Expiry::At(start - 2 * DAY_SECS)),
        ActivationCode::new("1000004", Expiry::Zero),
        ActivationCode::new("1000001", Expiry::At(start + 3600)),
        ActivationCode::new("1000005", Expiry::At(start - DAY_SECS)),
        ActivationCode::new("1000002", Expiry::At(start + 2 * DAY_SECS)),
    ];
    with_codes(request, &codes.iter().map(|code| json!(entry(request, code))).collect())
}
