//! Responses with `activationNotAfter` in other formats (rule R-K5).
//!
//! Each has one code, which expires an hour after the sandbox's start unless the format says otherwise.

use std::time::Duration;

use serde_json::{Value, json};

use crate::activation::data_shapes::with_codes;
use crate::activation::list_request::ListRequest;
use crate::moment::Moment;

fn with_expiry(request: &ListRequest, expiry: &Value) -> Value {
    with_codes(request, &json!([{ "activationNotAfter": expiry, "activationCode": "1827098" }]))
}

/// Returns the expiry, rounded down to a whole second.
fn expiry(request: &ListRequest) -> Moment {
    request.started.plus(Duration::from_hours(1)).floor_to_second()
}

/// Returns a code with an expiry in epoch seconds, as a number.
pub fn epoch_number(request: &ListRequest) -> Value {
    with_expiry(request, &json!(expiry(request).seconds()))
}

/// Returns a code with an expiry in epoch seconds with a fraction, as text.
pub fn epoch_fraction(request: &ListRequest) -> Value {
    with_expiry(request, &json!(format!("{}.75", expiry(request).seconds())))
}

/// Returns a code with an expiry in epoch milliseconds, as text.
pub fn epoch_millis(request: &ListRequest) -> Value {
    with_expiry(request, &json!(expiry(request).millis().to_string()))
}

/// Returns a code with an expiry such as `2024-06-13T10:33:00Z`.
pub fn iso(request: &ListRequest) -> Value {
    with_expiry(request, &json!(expiry(request).iso()))
}

/// Returns a code with an expiry such as `2024-06-13T10:33:00`.
pub fn no_offset(request: &ListRequest) -> Value {
    with_expiry(request, &json!(expiry(request).local_text()))
}

/// Returns a code with the expiry `"0"`.
pub fn zero(request: &ListRequest) -> Value {
    with_expiry(request, &json!("0"))
}

/// Returns a code with the expiry `-1`, as a number.
pub fn minus_one(request: &ListRequest) -> Value {
    with_expiry(request, &json!(-1))
}

/// Returns a code with a space as expiry.
pub fn space(request: &ListRequest) -> Value {
    with_expiry(request, &json!(" "))
}

/// Returns a code with the expiry `null`.
pub fn null(request: &ListRequest) -> Value {
    with_expiry(request, &Value::Null)
}

/// Returns a code with an expiry that is not a date.
pub fn garbage(request: &ListRequest) -> Value {
    with_expiry(request, &json!("until further notice"))
}

/// Returns a code with an expiry such as `2024-06-13 12:33:00+02`, as a Postgres database writes it.
pub fn offset_in_hours(request: &ListRequest) -> Value {
    let local = expiry(request).plus(Duration::from_hours(2)).local_text();
    with_expiry(request, &json!(format!("{}+02", local.replace('T', " "))))
}

/// Returns a code with an expiry such as `1.718277600E9`, as text.
pub fn exponent(request: &ListRequest) -> Value {
    let expiry = expiry(request).seconds();
    let (whole, fraction) = (expiry / 1_000_000_000, expiry % 1_000_000_000);
    with_expiry(request, &json!(format!("{whole}.{fraction:09}E9")))
}

/// Returns a code with an expiry as a Windows FILETIME, as text.
pub fn filetime(request: &ListRequest) -> Value {
    with_expiry(request, &json!(expiry(request).filetime().to_string()))
}

/// Returns a code with an expiry in the ticks of a .NET `DateTime`, as text.
pub fn ticks(request: &ListRequest) -> Value {
    with_expiry(request, &json!(expiry(request).ticks().to_string()))
}

/// Returns a code that expires in 2038, when signed counts of seconds of 32 bits end.
pub fn year_2038(request: &ListRequest) -> Value {
    with_expiry(request, &json!(i32::MAX.to_string()))
}

/// Returns a code with the largest signed number of 64 bits as expiry, meant as "never".
pub fn max_integer(request: &ListRequest) -> Value {
    with_expiry(request, &json!(i64::MAX.to_string()))
}

/// Returns a code with the largest `DateTime` of .NET as expiry, meant as "never". It has no offset.
pub fn max_date_time(request: &ListRequest) -> Value {
    with_expiry(request, &json!("9999-12-31T23:59:59.9999999"))
}

/// Returns a code that expires in the last second of the year 9999, meant as "never". It must not cause an
/// overflow.
pub fn last_second_of_9999(request: &ListRequest) -> Value {
    with_expiry(request, &json!("253402300799"))
}
