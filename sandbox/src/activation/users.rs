//! The table of users, which the handlers and the page at `GET /` share.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::Value;

use crate::activation::code::ActivationCode;
use crate::activation::list_request::ListRequest;
use crate::activation::{
    data_shapes as data, entry_shapes as entry, expiry_shapes as expiry, image_shapes as image, lists,
    response_shapes as response,
};
use crate::fault::Fault;

/// The user to which the gateway resolves `me`.
pub const ME: &str = "codes-3";

/// A row of the table.
#[derive(Clone, Copy, Debug)]
pub struct User {
    /// The user name, compared byte by byte.
    pub name: &'static str,
    /// A line for the page at `GET /`.
    pub description: &'static str,
    /// The response to list requests.
    pub listing: ListBehaviour,
    /// The response to create requests, used only with [`ListBehaviour::Codes`].
    pub creation: CreateBehaviour,
}

/// The response to create requests for a user.
#[derive(Clone, Copy, Debug)]
pub enum CreateBehaviour {
    /// The code is created.
    Created,
    /// An error with this status and message; no code is created.
    Refused(StatusCode, &'static str),
    /// The code is created, but a fault is applied to the response.
    CreatedThenFault(Fault),
}

/// The response to list requests for a user.
#[derive(Clone, Copy, Debug)]
pub enum ListBehaviour {
    /// These codes, with those created and without those used up since.
    Codes(fn(&ListRequest) -> Vec<ActivationCode>),
    /// The vendor's error of this status.
    Status(u16),
    /// 200 with the JSON of a function.
    Json(fn(&ListRequest) -> Value),
    /// The response of a function.
    Custom(fn(&ListRequest) -> Response),
    /// A valid response to which a fault is applied.
    Faulty(Fault),
}

/// Returns the row of a user.
#[must_use]
pub fn find(name: &str) -> Option<&'static User> {
    USERS.iter().find(|user| user.name == name)
}

const fn codes(
    name: &'static str,
    description: &'static str,
    list: fn(&ListRequest) -> Vec<ActivationCode>,
) -> User {
    User { name, description, listing: ListBehaviour::Codes(list), creation: CreateBehaviour::Created }
}

const fn error(name: &'static str, status: u16) -> User {
    let description = "this status in the vendor's words";
    User { name, description, listing: ListBehaviour::Status(status), creation: CreateBehaviour::Created }
}

const fn json(name: &'static str, description: &'static str, body: fn(&ListRequest) -> Value) -> User {
    User { name, description, listing: ListBehaviour::Json(body), creation: CreateBehaviour::Created }
}

const fn custom(
    name: &'static str,
    description: &'static str,
    handler: fn(&ListRequest) -> Response,
) -> User {
    User { name, description, listing: ListBehaviour::Custom(handler), creation: CreateBehaviour::Created }
}

const fn faulty(name: &'static str, description: &'static str, fault: Fault) -> User {
    User { name, description, listing: ListBehaviour::Faulty(fault), creation: CreateBehaviour::Created }
}

const fn create(name: &'static str, description: &'static str, creation: CreateBehaviour) -> User {
    User { name, description, listing: ListBehaviour::Codes(lists::none), creation }
}

/// All users, in the order of the page.
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
    custom("error-429-after", "429 with Retry-After: 3", response::rate_limited),
    error("error-500", 500),
    error("error-502", 502),
    error("error-503", 503),
    error("error-504", 504),
    custom("train-500", "500 twice, then one code", |request| response::status_first(request, 2, 500)),
    custom("train-502", "502 three times, then one code", |request| response::status_first(request, 3, 502)),
    custom("train-429", "429 without Retry-After three times, then one code", |request| {
        response::status_first(request, 3, 429)
    }),
    custom("missing-path", "404 with HTML: the path, not the user", response::unknown_path),
    json("shape-userid", "R-K1 userID", data::user_id_upper_case),
    json("shape-username", "R-K1 userName", data::user_name),
    json("shape-no-user", "R-K1 no user", data::user_absent),
    json("shape-other-user", "R-K1 another user", data::user_other),
    json("shape-user-case", "R-K1 the same user in capitals", data::user_upper_case),
    json("shape-user-ÖZDEMIR", "R-K1 the same user in small letters", data::user_lower_case),
    json("shape-user-José", "R-K1 the same user, with é as two characters", data::user_decomposed),
    json("shape-user-SCHLOẞ", "R-K1 the same user, with ss for ẞ", data::user_without_sharp_s),
    json("shape-user-ırmak", "R-K1 another user, i for ı", data::user_with_dotted_i),
    json("shape-array", "R-K2 data is the list of codes", data::data_array),
    json("shape-wrappers", "R-K2 data is a list of wrappers", data::data_objects),
    json("shape-null", "R-K2 data is null", data::data_null),
    json("shape-no-data", "R-K2 no data", data::data_absent),
    json("shape-codes-null", "R-K3 activationCodes is null", data::codes_null),
    json("shape-codes-absent", "R-K3 no activationCodes", data::codes_absent),
    json("shape-object", "R-K3 activationCodes is one object", data::codes_object),
    json("shape-strings", "R-K3 activationCodes is a list of texts", data::codes_texts),
    json("shape-count", "R-K4 codeCount is 4 000 000 000", data::count_wrong),
    json("shape-count-text", "R-K4 codeCount is a text", data::count_text),
    json("shape-no-count", "R-K4 no codeCount", data::count_absent),
    json("shape-epoch-number", "R-K5 end as a number", expiry::epoch_number),
    json("shape-epoch-fraction", "R-K5 end with a fraction", expiry::epoch_fraction),
    json("shape-epoch-ms", "R-K5 end in milliseconds", expiry::epoch_millis),
    json("shape-iso", "R-K5 end as ISO text", expiry::iso),
    json("shape-no-offset", "R-K5 end as ISO text without offset", expiry::no_offset),
    json("shape-zero-end", "R-K5 end 0", expiry::zero),
    json("shape-minus-end", "R-K5 end -1", expiry::minus_one),
    json("shape-blank-end", "R-K5 end blank", expiry::space),
    json("shape-null-end", "R-K5 end null", expiry::null),
    json("shape-garbage-end", "R-K5 end unreadable", expiry::garbage),
    json("shape-year-9999", "R-K5 end in the last second of 9999", expiry::last_second_of_9999),
    json("shape-offset-hours", "R-K5 end as text with offset +02", expiry::offset_in_hours),
    json("shape-exponent", "R-K5 end with an exponent", expiry::exponent),
    json("shape-filetime", "R-K5 end as FILETIME", expiry::filetime),
    json("shape-ticks", "R-K5 end as .NET ticks", expiry::ticks),
    json("shape-year-2038", "R-K5 end 2147483647", expiry::year_2038),
    json("shape-max-integer", "R-K5 end 9223372036854775807", expiry::max_integer),
    json("shape-max-date", "R-K5 end 9999-12-31T23:59:59.9999999 without offset", expiry::max_date_time),
    json("shape-code-number", "R-K6 a code as a number, its leading zero lost", entry::number),
    json("shape-code-hidden", "R-K7 codes masked, blank and missing", entry::hidden),
    json("shape-code-long", "a code of 1 MB", entry::long),
    custom("shape-duplicate-field", "activationCode given twice in an entry", response::duplicate_field),
    json("shape-bidi", "codes with bidi, zero-width and control characters", entry::bidi),
    json("shape-image-null", "R-K8 qrImage null", image::null),
    json(
        "shape-image-blank-prefix",
        "R-K8 good image, blank after the comma, line breaks",
        image::whitespace,
    ),
    json("shape-image-url-safe", "R-K8 good image, url-safe alphabet, no padding", image::url_safe),
    json("shape-image-no-prefix", "R-K8 good image without data:", image::no_prefix),
    json("shape-image-wrong-prefix", "R-K8 good PNG that claims to be JPEG", image::wrong_prefix),
    json("shape-image-transparent", "R-K8 good image on a transparent ground", image::transparent),
    json("shape-image-garbage", "R-K8 no base64", image::garbage),
    json("shape-image-truncated", "R-K8 half a PNG", image::truncated),
    json("shape-image-html", "R-K8 HTML with a script", image::html),
    json("shape-image-svg", "R-K8 SVG with a script", image::svg),
    json("shape-image-jpeg", "R-K8 JPEG", image::jpeg),
    json("shape-image-address", "R-K8 an address", image::url),
    json("shape-image-huge-dimensions", "R-K8 PNG header of 50000 x 50000", image::huge_dimensions),
    json("shape-image-too-long", "R-K8 over 512 KiB of base64", image::too_long),
    json("shape-image-damaged-finder", "a finder pattern with a hole", image::damaged_finder),
    json("shape-image-mixed-module", "a module of two colours", image::mixed_module),
    json("shape-image-logo", "a logo in the middle", image::logo),
    json("shape-image-disagrees", "a good symbol of another code", image::other_code),
    custom("shape-status-error", "R-K9 200 with status ERROR and no codes", response::status_error),
    custom(
        "shape-status-error-codes",
        "R-K9 200 with status ERROR and codes",
        response::status_error_with_codes,
    ),
    custom("shape-status-lower", "R-K9 status ok", response::status_lower),
    custom("shape-status-number", "R-K9 status 200, a number", response::status_number),
    json("shape-subsystem-text", "R-K9 subSystem as text", data::sub_system_text),
    custom("shape-401-text", "R-K10 401 as text", response::unauthorized_text),
    custom("shape-401-html", "R-K10 401 as HTML", response::unauthorized_html),
    custom("shape-401-empty", "R-K10 401 without a body", response::unauthorized_empty),
    custom("shape-401-keycloak", "R-K10 401 in Keycloak's words", response::unauthorized_keycloak),
    custom("shape-401-oauth", "R-K10 401 in the words of OAuth", response::unauthorized_oauth),
    json("shape-unsorted", "R-K14 valid, expired and endless codes in no order", entry::unsorted),
    json("shape-twins", "R-K15 same code, same end", entry::twins),
    json("shape-twin-ends", "R-K15 same code, two ends", entry::twins_with_two_expiries),
    json("shape-extra-fields", "unknown fields everywhere", data::extra_fields),
    custom("shape-html", "200 with HTML", response::login_page),
    custom("shape-wrong-type", "good JSON as text/plain", response::wrong_content_type),
    custom("shape-truncated", "truncated JSON, the connection in order", response::truncated),
    custom("shape-empty", "200 without a byte", response::empty_body),
    custom("shape-204", "204", response::status_204),
    faulty("shape-mangled", "JSON with a few bytes mangled in the middle", Fault::Mangled),
    custom("shape-utf8", "a code with bytes that are no UTF-8", response::invalid_utf8),
    custom("shape-huge", "a code of 17 MiB, streamed without Content-Length", response::huge),
    faulty("fault-silent", "no answer for two minutes", Fault::Silent),
    faulty("fault-slow", "a body that drips for 40 s", Fault::SlowBody),
    faulty("fault-cut-short", "the connection ends before Content-Length", Fault::CutShort),
    faulty(
        "fault-redirect",
        "302 to another user",
        Fault::Redirect("/digitanium/v4/users/codes-1/activationcodes?responseQrType=mpower&qrCode=false"),
    ),
    faulty("fault-reset", "the connection is reset before any byte of an answer", Fault::Reset),
    faulty("fault-elsewhere", "302 to another origin", Fault::ForeignRedirect),
    faulty("fault-length", "the whole body, but Content-Length promises more", Fault::WrongLength),
    faulty("fault-delay", "a good answer after 3 s", Fault::Delay(Duration::from_secs(3))),
    create(
        "create-refused",
        "no codes; POST: 400 with a message, no code is made",
        CreateBehaviour::Refused(StatusCode::BAD_REQUEST, "The end violates the policy of the tenant"),
    ),
    create(
        "create-forbidden",
        "no codes; POST: 403, no code is made",
        CreateBehaviour::Refused(StatusCode::FORBIDDEN, "HTTP 403 Forbidden"),
    ),
    create(
        "create-500",
        "no codes; POST: 500, no code is made",
        CreateBehaviour::Refused(StatusCode::INTERNAL_SERVER_ERROR, "HTTP 500 Internal Server Error"),
    ),
    create(
        "create-504",
        "no codes; POST: the code is made, then 504 in a proxy's words",
        CreateBehaviour::CreatedThenFault(Fault::ProxyError {
            status: StatusCode::GATEWAY_TIMEOUT,
            retry_after: None,
        }),
    ),
    create(
        "create-hangs",
        "no codes; POST: the code is made, then no answer for two minutes",
        CreateBehaviour::CreatedThenFault(Fault::Silent),
    ),
    create(
        "create-lost",
        "no codes; POST: the code is made, then the connection is reset",
        CreateBehaviour::CreatedThenFault(Fault::Reset),
    ),
    create(
        "create-empty",
        "no codes; POST: the code is made, then 204",
        CreateBehaviour::CreatedThenFault(Fault::NoContent),
    ),
];
