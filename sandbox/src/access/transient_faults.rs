//! Errors that pass: the same one for the first requests of a customer, then a valid code.
//!
//! Requests are counted for each customer. `POST /reset` restarts the count.

use axum::response::Response;

use crate::access::body_shapes::STATIC_CONTENT;
use crate::access::call::Call;
use crate::access::code::AccessCode;
use crate::access::content::ContentKind;
use crate::access::{expiry_shapes, vendor_error};
use crate::responses;

/// Returns `error` for the first `count` requests, then a static code.
pub fn error_first(call: &Call<'_>, count: u32, error: impl FnOnce(&Call<'_>) -> Response) -> Response {
    if call.sandbox.access.count_request(call.customer_id) < count {
        error(call)
    } else {
        responses::ok(&AccessCode::without_expiry(STATIC_CONTENT))
    }
}

/// Returns the vendor's error of this status for the first `count` requests, then a static code.
pub fn status_first(call: &Call<'_>, count: u32, status: u16) -> Response {
    error_first(call, count, |call| vendor_error::of_status(call, status))
}

/// Returns two codes that have already expired, then a dynamic one.
pub fn expired_twice(call: &Call<'_>) -> Response {
    if call.sandbox.access.count_request(call.customer_id) < 2 {
        expiry_shapes::just_expired(call.now)
    } else {
        responses::ok(&call.dynamic_code(ContentKind::Digits, call.sandbox.settings.lifetime(), true))
    }
}
