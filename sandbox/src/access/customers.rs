//! The customers the sandbox knows: the one table that the handlers and the page at `GET /` read.

use std::time::Duration;

use axum::response::Response;

use crate::access::call::Call;
use crate::access::content::Content;
use crate::access::train::{expired_twice, refusals, train};
use crate::access::{end_shapes as end, refusals as refuse, shapes as shape, wrong_clock};
use crate::fault::Fault;

/// The customer that stands behind `me` at the gateway.
pub const ME: &str = "1234";

/// What the late answer waits.
const LATE: Duration = Duration::from_secs(3);

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Customer {
    /// Customer id.
    pub id: i64,
    /// One line for the page at `GET /`.
    pub does: &'static str,
    /// What a call gets.
    pub behaviour: Behaviour,
}

/// What a call for a customer gets.
#[derive(Clone, Copy, Debug)]
pub enum Behaviour {
    /// A code with an end.
    Dynamic {
        /// What is minted.
        content: Content,
        /// Fixed life; `None` takes `--renew`.
        life: Option<Duration>,
        /// Whether `--overlap` applies; if not, the current code is handed out until it lapses.
        overlapping: bool,
    },
    /// Always this content, without end.
    Static(&'static str),
    /// This status with the vendor's error body.
    Status(u16),
    /// An answer of its own.
    Odd(fn(&Call<'_>) -> Response),
    /// A good answer, damaged on the way.
    Broken(Fault),
}

/// The row of this customer.
#[must_use]
pub fn find(id: i64) -> Option<&'static Customer> {
    CUSTOMERS.iter().find(|customer| customer.id == id)
}

const fn row(id: i64, does: &'static str, behaviour: Behaviour) -> Customer {
    Customer { id, does, behaviour }
}

const fn odd(id: i64, does: &'static str, shape: fn(&Call<'_>) -> Response) -> Customer {
    row(id, does, Behaviour::Odd(shape))
}

const fn status(status: u16, does: &'static str) -> Customer {
    row(status as i64, does, Behaviour::Status(status))
}

const fn living(seconds: u64) -> Behaviour {
    let life = Some(Duration::from_secs(seconds));
    Behaviour::Dynamic { content: Content::Digits, life, overlapping: true }
}

const fn renewed(content: Content, overlapping: bool) -> Behaviour {
    Behaviour::Dynamic { content, life: None, overlapping }
}

/// All customers, in the order the page shows them.
pub const CUSTOMERS: &[Customer] = &[
    row(1234, "dynamic, 19 digits", renewed(Content::Digits, true)),
    row(1235, "static, short token", Behaviour::Static("PSZRKAM7")),
    row(1236, "dynamic, JSON text of about 110 bytes", renewed(Content::JsonText, true)),
    row(1237, "static, 19 digits", Behaviour::Static(shape::STATIC_CONTENT)),
    row(1238, "dynamic, the current code until it lapses (no overlap)", renewed(Content::Digits, false)),
    row(1003, "dynamic, lives 3 s", living(3)),
    row(1010, "dynamic, lives 10 s", living(10)),
    row(1060, "dynamic, lives 60 s", living(60)),
    status(400, "400 with the vendor's error body"),
    status(401, "401 with the vendor's error body, although the key is right"),
    status(403, "403 with the vendor's error body"),
    status(404, "404 with the vendor's error body"),
    status(408, "408 with the vendor's error body"),
    status(409, "409 with the vendor's error body"),
    odd(410, "410 without a JSON body", refuse::gone),
    status(429, "429 without Retry-After"),
    status(500, "500 with the vendor's error body"),
    status(502, "502 with the vendor's error body"),
    status(503, "503 with the vendor's error body"),
    status(504, "504 with the vendor's error body"),
    odd(40_100, "401 without any body", refuse::unauthorised_bare),
    odd(40_400, "404 with an HTML body", refuse::not_found_html),
    odd(42_900, "429 with Retry-After: 0", |call| refuse::limited(call, "0")),
    odd(42_901, "429 with Retry-After as IMF-fixdate, 5 s ahead", refuse::limited_until_imf_fixdate),
    odd(42_902, "429 with Retry-After as RFC 850 date, 5 s ahead", refuse::limited_until_rfc_850),
    odd(42_903, "429 with Retry-After as asctime date, 5 s ahead", refuse::limited_until_asctime),
    odd(42_904, "429 with Retry-After: abc", |call| refuse::limited(call, "abc")),
    odd(42_905, "429 with Retry-After: 5 once, then a static code", |call| {
        train(call, 1, |call| refuse::limited(call, "5"))
    }),
    odd(42_906, "429 with Retry-After: -5", |call| refuse::limited(call, "-5")),
    odd(42_907, "429 without Retry-After once, then a static code", |call| refusals(call, 1, 429)),
    odd(42_908, "429 with an IMF-fixdate 5 s ahead once, then a static code", |call| {
        train(call, 1, refuse::limited_until_imf_fixdate)
    }),
    odd(42_909, "429 with an RFC 850 date 5 s ahead once, then a static code", |call| {
        train(call, 1, refuse::limited_until_rfc_850)
    }),
    odd(42_910, "429 with an asctime date 5 s ahead once, then a static code", |call| {
        train(call, 1, refuse::limited_until_asctime)
    }),
    odd(42_986, "429 with Retry-After: 86400", |call| refuse::limited(call, "86400")),
    odd(50_001, "500 twice, then a static code", |call| refusals(call, 2, 500)),
    odd(50_203, "502 three times, then a static code", |call| refusals(call, 3, 502)),
    odd(50_300, "503 with Retry-After: 2", refuse::unavailable_for_two_seconds),
    odd(50_301, "503 with Retry-After: 2 once, then a static code", |call| {
        train(call, 1, refuse::unavailable_for_two_seconds)
    }),
    odd(7001, "R-A1 expiresAt null", end::null),
    odd(7002, "R-A1 expiresAt empty", end::empty),
    odd(7011, "R-A2 expiresAt without offset", end::no_offset),
    odd(7012, "R-A2 expiresAt with a zone in brackets", end::bracket_zone),
    odd(7013, "R-A2 expiresAt without seconds", end::no_seconds),
    odd(7014, "R-A2 expiresAt with offset +0200", end::offset_without_colon),
    odd(7015, "R-A2 expiresAt with lower-case t and z", end::lower_case),
    odd(7016, "R-A2 expiresAt with a blank for T", end::blank_for_t),
    odd(7017, "R-A2 expiresAt with second 60", end::second_60),
    odd(7018, "R-A2 expiresAt as epoch seconds, a number", end::epoch_seconds),
    odd(7019, "R-A2 expiresAt unreadable", end::garbage),
    odd(7020, "R-A2 expiresAt as epoch milliseconds, a number", end::epoch_millis),
    odd(7021, "R-A2 expiresAt with nine fraction digits", end::nine_digits),
    odd(7022, "R-A2 expiresAt with offset +02:00:00", end::offset_with_seconds),
    odd(7023, "R-A2 expiresAt with offset +02:00", end::offset),
    odd(7024, "R-A2 expiresAt 9999-12-31T23:59:59Z", end::last_second_of_9999),
    odd(7031, "R-A3 expired on arrival: 2024-06-13T10:33:00Z", end::long_past),
    odd(7033, "R-A3 expired on arrival twice, then a dynamic code", expired_twice),
    odd(
        7035,
        "the service's clock is 5 h behind: Date, and the end of the dynamic code",
        wrong_clock::behind,
    ),
    odd(7036, "the service's clock is 5 h ahead: Date, and the end of the dynamic code", wrong_clock::ahead),
    odd(7041, "R-A5 unknown format AZTEC", shape::aztec),
    odd(7042, "R-A5 format missing", shape::no_format),
    odd(7051, "R-A6 content as a bare number", shape::bare_number),
    odd(7052, "R-A6 content with blanks around and inside", shape::blanks),
    odd(7053, "content with bidi, zero-width and control characters", shape::bidi),
    odd(7054, "content of 2953 bytes: the most a QR code holds", |_| shape::bytes(2953)),
    odd(7055, "content of 2954 bytes: one too many", |_| shape::bytes(2954)),
    odd(7056, "content of 4000 bytes", |_| shape::bytes(4000)),
    odd(7057, "content of 2953 bytes in 1477 characters", |_| shape::multibyte(2953)),
    odd(7058, "content of 2954 bytes in 1477 characters", |_| shape::multibyte(2954)),
    odd(7059, "content of 1 MB", |_| shape::bytes(1_000_000)),
    odd(7060, "content missing", shape::no_content),
    odd(7061, "content empty", shape::empty_content),
    odd(7071, "R-A9 400 with {message}", refuse::message),
    odd(7072, "R-A9 400 with {error, error_description}", refuse::error_description),
    odd(7073, "R-A9 400 with {title, detail}", refuse::problem),
    odd(7074, "R-A9 400 with {success, data, error: {code, message}}", refuse::nested),
    odd(7075, "R-A9 500 with plain text", refuse::plain_text),
    odd(7076, "R-A9 400 with a hostile message of 2000 characters", refuse::hostile),
    odd(7077, "R-A10 400 with unknown error fields and typedArgs types", refuse::unknown_fields),
    odd(7081, "R-A13 204", shape::no_body_204),
    odd(7082, "R-A13 200 with an empty body", shape::empty_200),
    odd(7083, "R-A13 200 with HTML", shape::html_200),
    odd(7084, "R-A13 good JSON as text/html", shape::wrong_content_type),
    odd(7085, "unknown extra fields", shape::extra_fields),
    odd(7086, "truncated JSON, the connection in order", shape::truncated),
    odd(7087, "content given twice", shape::content_twice),
    row(7088, "JSON with a few bytes mangled in the middle", Behaviour::Broken(Fault::Mangled)),
    odd(7089, "content with bytes that are no UTF-8", shape::invalid_utf8),
    odd(7090, "content of 17 MiB, streamed without Content-Length", shape::huge),
    row(7091, "no answer for two minutes", Behaviour::Broken(Fault::Silent)),
    row(7092, "a body that drips for 40 s", Behaviour::Broken(Fault::Slow)),
    row(7093, "the connection ends before Content-Length", Behaviour::Broken(Fault::CutShort)),
    row(
        7094,
        "302 to another customer",
        Behaviour::Broken(Fault::Redirect("/v1/customers/1235/access-code")),
    ),
    row(7095, "the connection is reset before any byte of an answer", Behaviour::Broken(Fault::Reset)),
    row(7096, "the whole body, but Content-Length promises more", Behaviour::Broken(Fault::WrongLength)),
    row(7097, "302 to another origin", Behaviour::Broken(Fault::Elsewhere)),
    row(7098, "a good answer after 3 s", Behaviour::Broken(Fault::Delay(LATE))),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_is_given_twice() {
        let mut ids: Vec<_> = CUSTOMERS.iter().map(|customer| customer.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), CUSTOMERS.len());
    }
}
