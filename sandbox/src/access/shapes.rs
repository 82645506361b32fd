//! Answers of status 2xx that are not quite the documented ones (rules R-A5, R-A6 and R-A13).

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use crate::access::call::Call;
use crate::access::code::AccessCode;
use crate::{answer, huge};

/// A static code of 19 digits.
pub const STATIC_CONTENT: &str = "0071930465528817402";

fn holding(content: &Value) -> Response {
    answer::ok(&json!({ "format": "QR_CODE", "content": content }))
}

fn raw(body: impl Into<axum::body::Body>) -> Response {
    answer::typed(StatusCode::OK, "application/json", body)
}

/// A symbology that is not published.
pub fn aztec(_: &Call<'_>) -> Response {
    answer::ok(&json!({ "format": "AZTEC", "content": STATIC_CONTENT }))
}

/// A required field is missing.
pub fn no_format(_: &Call<'_>) -> Response {
    answer::ok(&json!({ "content": STATIC_CONTENT }))
}

/// 19 digits, above 2^53: a client that reads a floating-point number changes the last ones.
pub fn bare_number(_: &Call<'_>) -> Response {
    raw(r#"{"format":"QR_CODE","content":7193046552881740273}"#)
}

/// Blanks are content.
pub fn blanks(_: &Call<'_>) -> Response {
    holding(&json!("  7193 0465\t5288 "))
}

/// Right-to-left override, zero-width space, a control character, NUL and a Cyrillic letter.
pub fn bidi(_: &Call<'_>) -> Response {
    holding(&json!("AB\u{202E}12\u{200B}34\u{0007}56\u{0000}\u{0410}"))
}

/// So many bytes of mixed letters and digits: byte mode in a QR code.
pub fn bytes(length: usize) -> Response {
    let content: String = "kL7mN2pQ9rS4tV6w".chars().cycle().take(length).collect();
    holding(&json!(content))
}

/// So many bytes, two for each character but perhaps the last.
pub fn multibyte(length: usize) -> Response {
    let content = format!("{}{}", "ä".repeat(length / 2), "x".repeat(length % 2));
    holding(&json!(content))
}

/// A required field is missing.
pub fn no_content(_: &Call<'_>) -> Response {
    answer::ok(&json!({ "format": "QR_CODE" }))
}

/// There, but nothing in it.
pub fn empty_content(_: &Call<'_>) -> Response {
    holding(&json!(""))
}

/// 204
pub fn no_body_204(_: &Call<'_>) -> Response {
    answer::bare(StatusCode::NO_CONTENT)
}

/// 200, JSON by its type, no byte of it.
pub fn empty_200(_: &Call<'_>) -> Response {
    raw("")
}

/// What a captive portal sends in place of the answer.
pub fn html_200(_: &Call<'_>) -> Response {
    let page = "<!doctype html><title>Guest network</title>\
                <h1 id=\"portal\">Please accept the terms</h1><script>window.portal = 1</script>";
    answer::html(StatusCode::OK, page)
}

/// A good body under a type that is not JSON.
pub fn wrong_content_type(_: &Call<'_>) -> Response {
    answer::html(StatusCode::OK, AccessCode::endless(STATIC_CONTENT).body())
}

/// Fields of a later document version.
pub fn extra_fields(call: &Call<'_>) -> Response {
    answer::ok(&json!({
        "format": "QR_CODE",
        "content": STATIC_CONTENT,
        "version": 2,
        "issuedAt": call.now.iso(),
        "studio": { "id": 77, "gates": ["main", "pool"] },
    }))
}

/// JSON that stops in the middle of the content, complete as far as HTTP can tell.
pub fn truncated(_: &Call<'_>) -> Response {
    raw(r#"{"format":"QR_CODE","content":"00719304655"#)
}

/// Which of the two would open the door is anyone's guess.
pub fn content_twice(_: &Call<'_>) -> Response {
    raw(r#"{"format":"QR_CODE","content":"0071930465528817402","content":"0071930465528817403"}"#)
}

/// Bytes in the content that are no UTF-8.
pub fn invalid_utf8(_: &Call<'_>) -> Response {
    raw(&b"{\"format\":\"QR_CODE\",\"content\":\"00719\xFF\xC3(65528817402\"}"[..])
}

/// More content than a client should take.
pub fn huge(_: &Call<'_>) -> Response {
    huge::between(r#"{"format":"QR_CODE","content":""#, r#""}"#)
}
