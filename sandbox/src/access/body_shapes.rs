//! Successful responses whose body differs from the documented one (rules R-A5, R-A6 and R-A13).

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use crate::access::call::Call;
use crate::access::code::AccessCode;
use crate::{huge_body, responses};

/// The content of a static code: 19 digits.
pub const STATIC_CONTENT: &str = "0071930465528817402";

fn with_content(content: &Value) -> Response {
    responses::ok(&json!({ "format": "QR_CODE", "content": content }))
}

fn raw_json(body: impl Into<axum::body::Body>) -> Response {
    responses::with_type(StatusCode::OK, "application/json", body)
}

/// Returns a code with an undocumented `format`.
pub fn aztec(_: &Call<'_>) -> Response {
    responses::ok(&json!({ "format": "AZTEC", "content": STATIC_CONTENT }))
}

/// Returns a code without `format`, which is required.
pub fn no_format(_: &Call<'_>) -> Response {
    responses::ok(&json!({ "content": STATIC_CONTENT }))
}

/// Returns content as a JSON number above 2^53, whose last digits change if it is parsed as a floating-point
/// number.
pub fn bare_number(_: &Call<'_>) -> Response {
    raw_json(r#"{"format":"QR_CODE","content":7193046552881740273}"#)
}

/// Returns content with whitespace, which is part of the code.
pub fn whitespace(_: &Call<'_>) -> Response {
    with_content(&json!("  7193 0465\t5288 "))
}

/// Returns content with a bidi override, a zero-width space, control characters and a Cyrillic letter.
pub fn bidi(_: &Call<'_>) -> Response {
    with_content(&json!("AB\u{202E}12\u{200B}34\u{0007}56\u{0000}\u{0410}"))
}

/// Returns content of `length` letters and digits, which need the byte mode of a QR code.
pub fn ascii(length: usize) -> Response {
    let content: String = "kL7mN2pQ9rS4tV6w".chars().cycle().take(length).collect();
    with_content(&json!(content))
}

/// Returns content of `length` bytes, with two bytes for each character except a last one if `length` is odd.
pub fn multibyte(length: usize) -> Response {
    let content = format!("{}{}", "ä".repeat(length / 2), "x".repeat(length % 2));
    with_content(&json!(content))
}

/// Returns a code without `content`, which is required.
pub fn no_content(_: &Call<'_>) -> Response {
    responses::ok(&json!({ "format": "QR_CODE" }))
}

/// Returns a code with empty content.
pub fn empty_content(_: &Call<'_>) -> Response {
    with_content(&json!(""))
}

/// Returns 204 without a body.
pub fn status_204(_: &Call<'_>) -> Response {
    responses::empty(StatusCode::NO_CONTENT)
}

/// Returns 200 with the media type of JSON and an empty body.
pub fn empty_body(_: &Call<'_>) -> Response {
    raw_json("")
}

/// Returns 200 with the page of a captive portal.
pub fn captive_portal(_: &Call<'_>) -> Response {
    let page = "<!doctype html><title>Guest network</title>\
                <h1 id=\"portal\">Please accept the terms</h1><script>window.portal = 1</script>";
    responses::html(StatusCode::OK, page)
}

/// Returns a valid body whose media type is HTML.
pub fn wrong_content_type(_: &Call<'_>) -> Response {
    responses::html(StatusCode::OK, AccessCode::without_expiry(STATIC_CONTENT).to_json())
}

/// Returns a code with undocumented fields.
pub fn extra_fields(call: &Call<'_>) -> Response {
    responses::ok(&json!({
        "format": "QR_CODE",
        "content": STATIC_CONTENT,
        "version": 2,
        "issuedAt": call.now.iso(),
        "studio": { "id": 77, "gates": ["main", "pool"] },
    }))
}

/// Returns JSON that ends inside the content, under a matching `Content-Length`.
pub fn truncated(_: &Call<'_>) -> Response {
    raw_json(r#"{"format":"QR_CODE","content":"00719304655"#)
}

/// Returns a code with two different `content` members.
pub fn content_twice(_: &Call<'_>) -> Response {
    raw_json(r#"{"format":"QR_CODE","content":"0071930465528817402","content":"0071930465528817403"}"#)
}

/// Returns content that is not valid UTF-8.
pub fn invalid_utf8(_: &Call<'_>) -> Response {
    raw_json(&b"{\"format\":\"QR_CODE\",\"content\":\"00719\xFF\xC3(65528817402\"}"[..])
}

/// Returns content of 17 mebibytes, more than a client should accept.
pub fn huge(_: &Call<'_>) -> Response {
    huge_body::json_response(r#"{"format":"QR_CODE","content":""#, r#""}"#)
}
