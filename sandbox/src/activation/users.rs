//! The users the sandbox knows: the one table that the handlers and the page at `GET /` read.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;

use crate::activation::asked::Asked;
use crate::activation::code::Code;
use crate::activation::{
    answer_shapes as odd, data_shapes as data, end_shapes as end, entry_shapes as entry,
    image_shapes as image, lists,
};
use crate::fault::Fault;

/// The user that stands behind `me` at the gateway.
pub const ME: &str = "codes-3";

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct User {
    /// User name, compared byte by byte.
    pub name: &'static str,
    /// One line for the page at `GET /`.
    pub does: &'static str,
    /// What a list call gets.
    pub listing: Listing,
    /// What becomes of a call that creates a code. Asked only where the listing is [`Listing::Codes`].
    pub creation: Creation,
}

/// What becomes of a call that creates a code.
#[derive(Clone, Copy, Debug)]
pub enum Creation {
    /// The code is made.
    Made,
    /// This status with this message, and no code.
    Refused(StatusCode, &'static str),
    /// The code is made, but the answer is damaged on the way.
    Unheard(Fault),
}

/// What a list call for a user gets.
#[derive(Clone, Copy, Debug)]
pub enum Listing {
    /// These codes and those created since.
    Codes(fn(&Asked) -> Vec<Code>),
    /// This status in the vendor's words.
    Refused(u16),
    /// 200 with JSON of another shape.
    Shape(fn(&Asked) -> Value),
    /// An answer of its own.
    Odd(fn(&Asked) -> Response),
    /// A good answer, damaged on the way.
    Broken(Fault),
}

/// The row of this user.
#[must_use]
pub fn find(name: &str) -> Option<&'static User> {
    USERS.iter().find(|user| user.name == name)
}

const fn codes(name: &'static str, does: &'static str, list: fn(&Asked) -> Vec<Code>) -> User {
    User { name, does, listing: Listing::Codes(list), creation: Creation::Made }
}

const fn error(name: &'static str, status: u16) -> User {
    let does = "this status in the vendor's words";
    User { name, does, listing: Listing::Refused(status), creation: Creation::Made }
}

const fn shape(name: &'static str, does: &'static str, shape: fn(&Asked) -> Value) -> User {
    User { name, does, listing: Listing::Shape(shape), creation: Creation::Made }
}

const fn odd(name: &'static str, does: &'static str, odd: fn(&Asked) -> Response) -> User {
    User { name, does, listing: Listing::Odd(odd), creation: Creation::Made }
}

const fn broken(name: &'static str, does: &'static str, fault: Fault) -> User {
    User { name, does, listing: Listing::Broken(fault), creation: Creation::Made }
}

const fn creating(name: &'static str, does: &'static str, creation: Creation) -> User {
    User { name, does, listing: Listing::Codes(lists::none), creation }
}

/// All users, in the order the page shows them.
pub const USERS: &[User] = &[
    codes("codes-0", "no codes", lists::none),
    codes("codes-1", "one code, valid for a week", lists::one),
    codes("codes-3", "three codes, valid for 1 h, 3 days and 60 days", lists::three),
    codes("codes-50", "50 codes: 10 expired, 5 ending within minutes, 3 without end", lists::fifty),
    codes("codes-10000", "10 000 codes of the same mix", lists::ten_thousand),
    codes("codes-10001", "10 001 codes of the same mix", lists::ten_thousand_and_one),
    codes("used", "codes-3's, one of which is gone from the second request on", lists::used),
    codes("expired", "only expired codes", lists::expired),
    codes("soon", "one code that ends 15 s after the first request", lists::soon),
    codes("name+with/odd@chars ü", "one code; the name needs percent-encoding", lists::one),
    error("error-400", 400),
    error("error-401", 401),
    error("error-403", 403),
    error("error-404", 404),
    error("error-409", 409),
    error("error-429", 429),
    odd("error-429-after", "429 with Retry-After: 3", odd::limited),
    error("error-500", 500),
    error("error-502", 502),
    error("error-503", 503),
    error("error-504", 504),
    odd("train-500", "500 twice, then one code", |asked| odd::train(asked, 2, 500)),
    odd("train-502", "502 three times, then one code", |asked| odd::train(asked, 3, 502)),
    odd("train-429", "429 without Retry-After three times, then one code", |asked| odd::train(asked, 3, 429)),
    odd("missing-path", "404 with HTML: the path, not the user", odd::missing_path),
    shape("shape-userid", "R-K1 userID", data::user_id_capitals),
    shape("shape-username", "R-K1 userName", data::user_name),
    shape("shape-no-user", "R-K1 no user", data::no_user),
    shape("shape-other-user", "R-K1 another user", data::other_user),
    shape("shape-user-case", "R-K1 the same user in capitals", data::user_case),
    shape("shape-array", "R-K2 data is the list of codes", data::array),
    shape("shape-wrappers", "R-K2 data is a list of wrappers", data::wrappers),
    shape("shape-null", "R-K2 data is null", data::null),
    shape("shape-no-data", "R-K2 no data", data::absent),
    shape("shape-codes-null", "R-K3 activationCodes is null", data::codes_null),
    shape("shape-codes-absent", "R-K3 no activationCodes", data::codes_absent),
    shape("shape-object", "R-K3 activationCodes is one object", data::object),
    shape("shape-strings", "R-K3 activationCodes is a list of texts", data::strings),
    shape("shape-count", "R-K4 codeCount is 4 000 000 000", data::wrong_count),
    shape("shape-count-text", "R-K4 codeCount is a text", data::count_text),
    shape("shape-no-count", "R-K4 no codeCount", data::no_count),
    shape("shape-epoch-number", "R-K5 end as a number", end::epoch_number),
    shape("shape-epoch-fraction", "R-K5 end with a fraction", end::epoch_fraction),
    shape("shape-epoch-ms", "R-K5 end in milliseconds", end::epoch_millis),
    shape("shape-iso", "R-K5 end as ISO text", end::iso),
    shape("shape-no-offset", "R-K5 end as ISO text without offset", end::no_offset),
    shape("shape-zero-end", "R-K5 end 0", end::zero),
    shape("shape-minus-end", "R-K5 end -1", end::minus_one),
    shape("shape-blank-end", "R-K5 end blank", end::blank),
    shape("shape-null-end", "R-K5 end null", end::null),
    shape("shape-garbage-end", "R-K5 end unreadable", end::garbage),
    shape("shape-year-9999", "R-K5 end in the last second of 9999", end::last_second_of_9999),
    shape("shape-code-number", "R-K6 a code as a number, its leading zero lost", entry::number),
    shape("shape-code-hidden", "R-K7 codes masked, blank and missing", entry::hidden),
    shape("shape-code-long", "a code of 1 MB", entry::long),
    odd("shape-duplicate-field", "activationCode given twice in an entry", odd::duplicate_field),
    shape("shape-bidi", "codes with bidi, zero-width and control characters", entry::bidi),
    shape("shape-image-null", "R-K8 qrImage null", image::null),
    shape(
        "shape-image-blank-prefix",
        "R-K8 good image, blank after the comma, line breaks",
        image::blank_prefix,
    ),
    shape("shape-image-url-safe", "R-K8 good image, url-safe alphabet, no padding", image::url_safe),
    shape("shape-image-no-prefix", "R-K8 good image without data:", image::no_prefix),
    shape("shape-image-wrong-prefix", "R-K8 good PNG that claims to be JPEG", image::wrong_prefix),
    shape("shape-image-transparent", "R-K8 good image on a transparent ground", image::transparent),
    shape("shape-image-garbage", "R-K8 no base64", image::garbage),
    shape("shape-image-truncated", "R-K8 half a PNG", image::truncated),
    shape("shape-image-html", "R-K8 HTML with a script", image::html),
    shape("shape-image-svg", "R-K8 SVG with a script", image::svg),
    shape("shape-image-jpeg", "R-K8 JPEG", image::jpeg),
    shape("shape-image-address", "R-K8 an address", image::address),
    shape("shape-image-huge-dimensions", "R-K8 PNG header of 50000 x 50000", image::huge_dimensions),
    shape("shape-image-too-long", "R-K8 over 512 KiB of base64", image::too_long),
    shape("shape-image-damaged-finder", "a finder pattern with a hole", image::damaged_finder),
    shape("shape-image-mixed-module", "a module of two colours", image::mixed_module),
    shape("shape-image-logo", "a logo in the middle", image::logo),
    shape("shape-image-disagrees", "a good symbol of another code", image::disagreeing),
    odd("shape-status-error", "R-K9 200 with status ERROR and no codes", odd::status_error),
    odd("shape-status-error-codes", "R-K9 200 with status ERROR and codes", odd::status_error_with_codes),
    odd("shape-status-lower", "R-K9 status ok", odd::status_lower),
    odd("shape-status-number", "R-K9 status 200, a number", odd::status_number),
    shape("shape-subsystem-text", "R-K9 subSystem as text", data::sub_system_text),
    odd("shape-401-text", "R-K10 401 as text", odd::unauthorised_text),
    odd("shape-401-html", "R-K10 401 as HTML", odd::unauthorised_html),
    odd("shape-401-empty", "R-K10 401 without a body", odd::unauthorised_bare),
    odd("shape-401-keycloak", "R-K10 401 in Keycloak's words", odd::unauthorised_keycloak),
    odd("shape-401-oauth", "R-K10 401 in the words of OAuth", odd::unauthorised_oauth),
    shape("shape-unsorted", "R-K14 valid, expired and endless codes in no order", entry::unsorted),
    shape("shape-twins", "R-K15 same code, same end", entry::twins),
    shape("shape-twin-ends", "R-K15 same code, two ends", entry::twin_ends),
    shape("shape-extra-fields", "unknown fields everywhere", data::extra_fields),
    odd("shape-html", "200 with HTML", odd::html),
    odd("shape-wrong-type", "good JSON as text/plain", odd::wrong_content_type),
    odd("shape-truncated", "truncated JSON, the connection in order", odd::truncated),
    odd("shape-empty", "200 without a byte", odd::empty),
    odd("shape-204", "204", odd::no_content),
    broken("shape-mangled", "JSON with a few bytes mangled in the middle", Fault::Mangled),
    odd("shape-utf8", "a code with bytes that are no UTF-8", odd::invalid_utf8),
    odd("shape-huge", "a code of 17 MiB, streamed without Content-Length", odd::huge),
    broken("fault-silent", "no answer for two minutes", Fault::Silent),
    broken("fault-slow", "a body that drips for 40 s", Fault::Slow),
    broken("fault-cut-short", "the connection ends before Content-Length", Fault::CutShort),
    broken(
        "fault-redirect",
        "302 to another user",
        Fault::Redirect("/digitanium/v4/users/codes-1/activationcodes?responseQrType=mpower&qrCode=false"),
    ),
    broken("fault-reset", "the connection is reset before any byte of an answer", Fault::Reset),
    broken("fault-elsewhere", "302 to another origin", Fault::Elsewhere),
    broken("fault-length", "the whole body, but Content-Length promises more", Fault::WrongLength),
    broken("fault-delay", "a good answer after 3 s", Fault::Delay(Duration::from_secs(3))),
    creating(
        "create-refused",
        "no codes; POST: 400 with a message, no code is made",
        Creation::Refused(StatusCode::BAD_REQUEST, "The end violates the policy of the tenant"),
    ),
    creating(
        "create-forbidden",
        "no codes; POST: 403, no code is made",
        Creation::Refused(StatusCode::FORBIDDEN, "HTTP 403 Forbidden"),
    ),
    creating(
        "create-500",
        "no codes; POST: 500, no code is made",
        Creation::Refused(StatusCode::INTERNAL_SERVER_ERROR, "HTTP 500 Internal Server Error"),
    ),
    creating(
        "create-504",
        "no codes; POST: the code is made, then 504 in a proxy's words",
        Creation::Unheard(Fault::Refused { status: StatusCode::GATEWAY_TIMEOUT, retry_after: None }),
    ),
    creating(
        "create-hangs",
        "no codes; POST: the code is made, then no answer for two minutes",
        Creation::Unheard(Fault::Silent),
    ),
    creating(
        "create-lost",
        "no codes; POST: the code is made, then the connection is reset",
        Creation::Unheard(Fault::Reset),
    ),
    creating(
        "create-empty",
        "no codes; POST: the code is made, then 204",
        Creation::Unheard(Fault::NoContent),
    ),
];
