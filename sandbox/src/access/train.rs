//! Troubles that pass: the same one some times in a row, then a good answer. Counted for each customer, and forgotten
//! by `POST /reset`.

use axum::response::Response;

use crate::access::call::Call;
use crate::access::code::AccessCode;
use crate::access::content::Content;
use crate::access::shapes::STATIC_CONTENT;
use crate::access::{end_shapes, vendor_error};
use crate::answer;

/// This trouble for the first calls, then a static code.
pub fn train(call: &Call<'_>, length: u32, trouble: impl FnOnce(&Call<'_>) -> Response) -> Response {
    if call.sandbox.access.calls_before(call.id) < length {
        trouble(call)
    } else {
        answer::ok(&AccessCode::endless(STATIC_CONTENT))
    }
}

/// This status in the vendor's words for the first calls, then a static code.
pub fn refusals(call: &Call<'_>, length: u32, status: u16) -> Response {
    train(call, length, |call| vendor_error::of_status(call, status))
}

/// Two codes that are dead on arrival, then one that lives.
pub fn expired_twice(call: &Call<'_>) -> Response {
    if call.sandbox.access.calls_before(call.id) < 2 {
        end_shapes::just_past(call.now)
    } else {
        answer::ok(&call.dynamic(Content::Digits, call.sandbox.settings.life(), true))
    }
}
