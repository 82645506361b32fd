//! The table of customers, which the handlers and the page at `GET /` share.

use std::time::Duration;

use axum::response::Response;

use crate::access::call::Call;
use crate::access::content::ContentKind;
use crate::access::transient_faults::{error_first, expired_twice, status_first};
use crate::access::{body_shapes as body, expiry_shapes as expiry, refusals, wrong_clock};
use crate::fault::Fault;

/// The customer to which the gateway resolves `me`.
pub const ME: &str = "1234";

/// The delay of the late response.
const LATE_BY: Duration = Duration::from_secs(3);

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Customer {
    /// The customer id.
    pub id: i64,
    /// A line for the page at `GET /`.
    pub description: &'static str,
    /// The response to requests for this customer.
    pub behaviour: Behaviour,
}

/// The response to requests for a customer.
#[derive(Clone, Copy, Debug)]
pub enum Behaviour {
    /// A code that expires.
    Dynamic {
        /// The kind of content.
        content: ContentKind,
        /// The lifetime; `None` means `--renew`.
        lifetime: Option<Duration>,
        /// Whether `--overlap` applies. Otherwise the code is replaced when it expires.
        has_overlap: bool,
    },
    /// A code with this content that does not expire.
    Static(&'static str),
    /// A status with the vendor's error body.
    Status(u16),
    /// The response of a function.
    Custom(fn(&Call<'_>) -> Response),
    /// A valid response to which a fault is applied.
    Faulty(Fault),
}

/// Returns the row of a customer.
#[must_use]
pub fn find(id: i64) -> Option<&'static Customer> {
    CUSTOMERS.iter().find(|customer| customer.id == id)
}

const fn row(id: i64, description: &'static str, behaviour: Behaviour) -> Customer {
    Customer { id, description, behaviour }
}

const fn custom(id: i64, description: &'static str, handler: fn(&Call<'_>) -> Response) -> Customer {
    row(id, description, Behaviour::Custom(handler))
}

const fn status(status: u16, description: &'static str) -> Customer {
    row(status as i64, description, Behaviour::Status(status))
}

const fn dynamic_for(seconds: u64) -> Behaviour {
    let lifetime = Some(Duration::from_secs(seconds));
    Behaviour::Dynamic { content: ContentKind::Digits, lifetime, has_overlap: true }
}

const fn dynamic(content: ContentKind, has_overlap: bool) -> Behaviour {
    Behaviour::Dynamic { content, lifetime: None, has_overlap }
}

/// All customers, in the order of the page.
pub const CUSTOMERS: &[Customer] = &[
    row(1234, "dynamic, 19 digits", dynamic(ContentKind::Digits, true)),
    row(1235, "static, short token", Behaviour::Static("PSZRKAM7")),
    row(1236, "dynamic, JSON text of about 110 bytes", dynamic(ContentKind::JsonText, true)),
    row(1237, "static, 19 digits", Behaviour::Static(body::STATIC_CONTENT)),
    row(1238, "dynamic, the current code until it lapses (no overlap)", dynamic(ContentKind::Digits, false)),
    row(1003, "dynamic, lives 3 s", dynamic_for(3)),
    row(1010, "dynamic, lives 10 s", dynamic_for(10)),
    row(1060, "dynamic, lives 60 s", dynamic_for(60)),
    status(400, "400 with the vendor's error body"),
    status(401, "401 with the vendor's error body, although the key is right"),
    status(403, "403 with the vendor's error body"),
    status(404, "404 with the vendor's error body"),
    status(408, "408 with the vendor's error body"),
    status(409, "409 with the vendor's error body"),
    custom(410, "410 without a JSON body", refusals::gone),
    status(429, "429 without Retry-After"),
    status(500, "500 with the vendor's error body"),
    status(502, "502 with the vendor's error body"),
    status(503, "503 with the vendor's error body"),
    status(504, "504 with the vendor's error body"),
    custom(40_100, "401 without any body", refusals::unauthorized_empty),
    custom(40_300, "403 without any body", refusals::forbidden_empty),
    custom(40_301, "403: access codes switched off, by a guessed error code", |call| {
        refusals::member_refused(call, "errormessage.access.disabled")
    }),
    custom(40_302, "403: a payment is open, by a guessed error code", |call| {
        refusals::member_refused(call, "errormessage.payment.overdue")
    }),
    custom(40_303, "403: blocked, by a guessed error code", |call| {
        refusals::member_refused(call, "errormessage.customer.blocked")
    }),
    custom(40_400, "404 with an HTML body", refusals::not_found_html),
    custom(42_900, "429 with Retry-After: 0", |call| refusals::rate_limited(call, "0")),
    custom(
        42_901,
        "429 with Retry-After as IMF-fixdate, 5 s ahead",
        refusals::rate_limited_until_imf_fixdate,
    ),
    custom(42_902, "429 with Retry-After as RFC 850 date, 5 s ahead", refusals::rate_limited_until_rfc_850),
    custom(42_903, "429 with Retry-After as asctime date, 5 s ahead", refusals::rate_limited_until_asctime),
    custom(42_904, "429 with Retry-After: abc", |call| refusals::rate_limited(call, "abc")),
    custom(42_905, "429 with Retry-After: 5 once, then a static code", |call| {
        error_first(call, 1, |call| refusals::rate_limited(call, "5"))
    }),
    custom(42_906, "429 with Retry-After: -5", |call| refusals::rate_limited(call, "-5")),
    custom(42_907, "429 without Retry-After once, then a static code", |call| status_first(call, 1, 429)),
    custom(42_908, "429 with an IMF-fixdate 5 s ahead once, then a static code", |call| {
        error_first(call, 1, refusals::rate_limited_until_imf_fixdate)
    }),
    custom(42_909, "429 with an RFC 850 date 5 s ahead once, then a static code", |call| {
        error_first(call, 1, refusals::rate_limited_until_rfc_850)
    }),
    custom(42_910, "429 with an asctime date 5 s ahead once, then a static code", |call| {
        error_first(call, 1, refusals::rate_limited_until_asctime)
    }),
    custom(42_986, "429 with Retry-After: 86400", |call| refusals::rate_limited(call, "86400")),
    custom(50_001, "500 twice, then a static code", |call| status_first(call, 2, 500)),
    custom(50_203, "502 three times, then a static code", |call| status_first(call, 3, 502)),
    custom(50_300, "503 with Retry-After: 2", refusals::unavailable_for_two_seconds),
    custom(50_301, "503 with Retry-After: 2 once, then a static code", |call| {
        error_first(call, 1, refusals::unavailable_for_two_seconds)
    }),
    custom(7001, "R-A1 expiresAt null", expiry::null),
    custom(7002, "R-A1 expiresAt empty", expiry::empty),
    custom(7011, "R-A2 expiresAt without offset", expiry::no_offset),
    custom(7012, "R-A2 expiresAt with a zone in brackets", expiry::bracket_zone),
    custom(7013, "R-A2 expiresAt without seconds", expiry::no_seconds),
    custom(7014, "R-A2 expiresAt with offset +0200", expiry::offset_without_colon),
    custom(7015, "R-A2 expiresAt with lower-case t and z", expiry::lower_case),
    custom(7016, "R-A2 expiresAt with a blank for T", expiry::space_for_t),
    custom(7017, "R-A2 expiresAt with second 60", expiry::second_60),
    custom(7018, "R-A2 expiresAt as epoch seconds, a number", expiry::epoch_seconds),
    custom(7019, "R-A2 expiresAt unreadable", expiry::garbage),
    custom(7020, "R-A2 expiresAt as epoch milliseconds, a number", expiry::epoch_millis),
    custom(7021, "R-A2 expiresAt with nine fraction digits", expiry::nine_digits),
    custom(7022, "R-A2 expiresAt with offset +02:00:00", expiry::offset_with_seconds),
    custom(7023, "R-A2 expiresAt with offset +02:00", expiry::offset),
    custom(7024, "R-A1 expiresAt 9999-12-31T23:59:59Z", expiry::last_second_of_9999),
    custom(7025, "R-A2 expiresAt with offset +02", expiry::offset_in_hours),
    custom(7026, "R-A2 expiresAt with a blank before the offset", expiry::space_before_offset),
    custom(7027, "R-A2 expiresAt with UTC for the offset", expiry::utc_as_word),
    custom(7028, "R-A2 expiresAt with an exponent, a number", expiry::exponent),
    custom(7029, "R-A2 expiresAt as FILETIME, a number", expiry::filetime),
    custom(7030, "R-A2 expiresAt as .NET ticks, a number", expiry::ticks),
    custom(7032, "R-A2 expiresAt without separators", expiry::no_separators),
    custom(7034, "expiresAt in 30 days", expiry::in_30_days),
    custom(7037, "R-A2 expiresAt 2147483647, a number", expiry::year_2038),
    custom(7038, "R-A1 expiresAt 9223372036854775807, a number", expiry::max_integer),
    custom(7039, "R-A1 expiresAt 9999-12-31T23:59:59.9999999 without offset", expiry::max_date_time),
    custom(7031, "R-A3 expired on arrival: 2024-06-13T10:33:00Z", expiry::long_expired),
    custom(7033, "R-A3 expired on arrival twice, then a dynamic code", expired_twice),
    custom(
        7035,
        "the service's clock is 5 h behind: Date, and the end of the dynamic code",
        wrong_clock::behind,
    ),
    custom(
        7036,
        "the service's clock is 5 h ahead: Date, and the end of the dynamic code",
        wrong_clock::ahead,
    ),
    custom(7041, "R-A5 unknown format AZTEC", body::aztec),
    custom(7042, "R-A5 format missing", body::no_format),
    custom(7051, "R-A6 content as a bare number", body::bare_number),
    custom(7052, "R-A6 content with blanks around and inside", body::whitespace),
    custom(7053, "content with bidi, zero-width and control characters", body::bidi),
    custom(7054, "content of 2953 bytes: the most a QR code holds", |_| body::ascii(2953)),
    custom(7055, "content of 2954 bytes: one too many", |_| body::ascii(2954)),
    custom(7056, "content of 4000 bytes", |_| body::ascii(4000)),
    custom(7057, "content of 2953 bytes in 1477 characters", |_| body::multibyte(2953)),
    custom(7058, "content of 2954 bytes in 1477 characters", |_| body::multibyte(2954)),
    custom(7059, "content of 1 MB", |_| body::ascii(1_000_000)),
    custom(7060, "content missing", body::no_content),
    custom(7061, "content empty", body::empty_content),
    custom(7071, "R-A9 400 with {message}", refusals::message),
    custom(7072, "R-A9 400 with {error, error_description}", refusals::error_description),
    custom(7073, "R-A9 400 with {title, detail}", refusals::problem_details),
    custom(7074, "R-A9 400 with {success, data, error: {code, message}}", refusals::nested),
    custom(7075, "R-A9 500 with plain text", refusals::plain_text),
    custom(7076, "R-A9 400 with a hostile message of 2000 characters", refusals::hostile),
    custom(7077, "R-A10 400 with unknown error fields and typedArgs types", refusals::unknown_fields),
    custom(7081, "R-A13 204", body::status_204),
    custom(7082, "R-A13 200 with an empty body", body::empty_body),
    custom(7083, "R-A13 200 with HTML", body::captive_portal),
    custom(7084, "R-A13 good JSON as text/html", body::wrong_content_type),
    custom(7085, "unknown extra fields", body::extra_fields),
    custom(7086, "truncated JSON, the connection in order", body::truncated),
    custom(7087, "content given twice", body::content_twice),
    row(7088, "JSON with a few bytes mangled in the middle", Behaviour::Faulty(Fault::Mangled)),
    custom(7089, "content with bytes that are no UTF-8", body::invalid_utf8),
    custom(7090, "content of 17 MiB, streamed without Content-Length", body::huge),
    row(7091, "no answer for two minutes", Behaviour::Faulty(Fault::Silent)),
    row(7092, "a body that drips for 40 s", Behaviour::Faulty(Fault::SlowBody)),
    row(7093, "the connection ends before Content-Length", Behaviour::Faulty(Fault::CutShort)),
    row(
        7094,
        "302 to another customer",
        Behaviour::Faulty(Fault::Redirect("/v1/customers/1235/access-code")),
    ),
    row(7095, "the connection is reset before any byte of an answer", Behaviour::Faulty(Fault::Reset)),
    row(7096, "the whole body, but Content-Length promises more", Behaviour::Faulty(Fault::WrongLength)),
    row(7097, "302 to another origin", Behaviour::Faulty(Fault::ForeignRedirect)),
    row(7098, "a good answer after 3 s", Behaviour::Faulty(Fault::Delay(LATE_BY))),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique() {
        let mut ids: Vec<_> = CUSTOMERS.iter().map(|customer| customer.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), CUSTOMERS.len());
    }
}
