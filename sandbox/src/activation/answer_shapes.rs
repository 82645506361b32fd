//! Whole answers that are off: status words inside 2xx, bodies of 401, other media types (rules R-K9 to R-K11).

use axum::http::{StatusCode, header};
use axum::response::Response;
use serde_json::json;

use crate::activation::asked::Asked;
use crate::activation::data_shapes::{three, with_codes};
use crate::activation::{envelope, lists, refusal};
use crate::{answer, huge};

/// 200 that is an error.
pub fn status_error(_: &Asked) -> Response {
    let body = json!({ "subSystem": 5, "status": "ERROR", "message": "The tenant is being migrated." });
    answer::ok(&body)
}

/// 200 with codes and a status word of other case.
pub fn status_lower(asked: &Asked) -> Response {
    with_status(asked, &json!("ok"))
}

/// 200 with codes and a status that is a number.
pub fn status_number(asked: &Asked) -> Response {
    with_status(asked, &json!(200))
}

/// 200 with codes and a status word that says the opposite.
pub fn status_error_with_codes(asked: &Asked) -> Response {
    with_status(asked, &json!("ERROR"))
}

fn with_status(asked: &Asked, status: &serde_json::Value) -> Response {
    let mut body = with_codes(asked, &three(asked));
    if let Some(members) = body.as_object_mut() {
        members.insert("status".to_owned(), status.clone());
    }
    answer::ok(&body)
}

/// 401 as text.
pub fn unauthorised_text(_: &Asked) -> Response {
    answer::text(StatusCode::UNAUTHORIZED, "HTTP 401 Unauthorized")
}

/// 401 as a page.
pub fn unauthorised_html(_: &Asked) -> Response {
    answer::html(StatusCode::UNAUTHORIZED, "<html><body><h1>401 Authorization Required</h1></body></html>")
}

/// 401 without a body.
pub fn unauthorised_bare(_: &Asked) -> Response {
    answer::bare(StatusCode::UNAUTHORIZED)
}

/// 401 in Keycloak's words.
pub fn unauthorised_keycloak(_: &Asked) -> Response {
    answer::json(StatusCode::UNAUTHORIZED, &json!({ "error": "HTTP 401 Unauthorized" }))
}

/// 401 in the words of `OAuth`.
pub fn unauthorised_oauth(_: &Asked) -> Response {
    let body = json!({ "error": "invalid_token", "error_description": "Token verification failed" });
    answer::json(StatusCode::UNAUTHORIZED, &body)
}

/// 404 from something that does not know the path.
pub fn missing_path(_: &Asked) -> Response {
    answer::no_such_path()
}

/// 429 with `Retry-After: 3`.
pub fn limited(_: &Asked) -> Response {
    answer::with_header(refusal::of_number(429), header::RETRY_AFTER, "3")
}

/// 200 with a login page.
pub fn html(_: &Asked) -> Response {
    answer::html(StatusCode::OK, "<!doctype html><title>Sign in</title><form id=\"login\"><input></form>")
}

/// Good JSON under a type that is not JSON.
pub fn wrong_content_type(asked: &Asked) -> Response {
    answer::text(StatusCode::OK, with_codes(asked, &three(asked)).to_string())
}

/// JSON that stops in the middle of a code.
pub fn truncated(_: &Asked) -> Response {
    let start = r#"{"subSystem":5,"status":"OK","data":{"userId":"shape-truncated","activationCodes":[{"activationCode":"1827"#;
    answer::typed(StatusCode::OK, "application/json", start)
}

/// 200 without a byte.
pub fn empty(_: &Asked) -> Response {
    answer::typed(StatusCode::OK, "application/json", "")
}

/// 204
pub fn no_content(_: &Asked) -> Response {
    answer::bare(StatusCode::NO_CONTENT)
}

/// This status in the vendor's words for the first requests, then a list of one code.
pub fn train(asked: &Asked, length: u32, status: u16) -> Response {
    if asked.before < length {
        refusal::of_number(status)
    } else {
        answer::ok(&envelope::listed(asked, &lists::one(asked)))
    }
}

/// Bytes in a code that are no UTF-8.
pub fn invalid_utf8(asked: &Asked) -> Response {
    let text = with_codes(asked, &three(asked)).to_string();
    let inside_a_code = text.find("1827098").unwrap_or_default() + 3;
    let mut body = text.into_bytes();
    if let Some(byte) = body.get_mut(inside_a_code) {
        *byte = 0xFF;
    }
    answer::typed(StatusCode::OK, "application/json", body)
}

/// A code longer than a client should take.
pub fn huge(_: &Asked) -> Response {
    let before = r#"{"subSystem":5,"status":"OK","data":{"userId":"shape-huge","activationCodes":[{"activationCode":""#;
    huge::between(before, r#""}],"codeCount":1}}"#)
}

/// A code given twice in its entry: which of the two would be accepted is anyone's guess.
pub fn duplicate_field(_: &Asked) -> Response {
    let body = r#"{"subSystem":5,"status":"OK","data":{"userId":"shape-duplicate-field","activationCodes":[{"activationCode":"1827098","activationCode":"1827099"}],"codeCount":1}}"#;
    answer::typed(StatusCode::OK, "application/json", body)
}
