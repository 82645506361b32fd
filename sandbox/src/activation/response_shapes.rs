//! Responses whose status, media type or whole body differs from the documented one (rules R-K9 to R-K11).

use axum::http::{StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

use crate::activation::data_shapes::{three_codes, with_codes};
use crate::activation::list_request::ListRequest;
use crate::activation::{envelope, lists, vendor_error};
use crate::{huge_body, responses};

/// Returns 200 with the status `ERROR` and without codes.
pub fn status_error(_: &ListRequest) -> Response {
    let body = json!({ "subSystem": 5, "status": "ERROR", "message": "The tenant is being migrated." });
    responses::ok(&body)
}

/// Returns codes with the status `ok` in lower case.
pub fn status_lower(request: &ListRequest) -> Response {
    with_status(request, &json!("ok"))
}

/// Returns codes with the number 200 as status.
pub fn status_number(request: &ListRequest) -> Response {
    with_status(request, &json!(200))
}

/// Returns codes with the status `ERROR`.
pub fn status_error_with_codes(request: &ListRequest) -> Response {
    with_status(request, &json!("ERROR"))
}

fn with_status(request: &ListRequest, status: &Value) -> Response {
    let mut body = with_codes(request, &three_codes(request));
    if let Some(members) = body.as_object_mut() {
        members.insert("status".to_owned(), status.clone());
    }
    responses::ok(&body)
}

/// Returns 401 as text.
pub fn unauthorized_text(_: &ListRequest) -> Response {
    responses::text(StatusCode::UNAUTHORIZED, "HTTP 401 Unauthorized")
}

/// Returns 401 as an HTML page.
pub fn unauthorized_html(_: &ListRequest) -> Response {
    responses::html(StatusCode::UNAUTHORIZED, "<html><body><h1>401 Authorization Required</h1></body></html>")
}

/// Returns 401 without a body.
pub fn unauthorized_empty(_: &ListRequest) -> Response {
    responses::empty(StatusCode::UNAUTHORIZED)
}

/// Returns 401 in Keycloak's format.
pub fn unauthorized_keycloak(_: &ListRequest) -> Response {
    responses::json(StatusCode::UNAUTHORIZED, &json!({ "error": "HTTP 401 Unauthorized" }))
}

/// Returns 401 in the format of `OAuth` 2.0 (RFC 6749).
pub fn unauthorized_oauth(_: &ListRequest) -> Response {
    let body = json!({ "error": "invalid_token", "error_description": "Token verification failed" });
    responses::json(StatusCode::UNAUTHORIZED, &body)
}

/// Returns the 404 page of a web server that does not know the path.
pub fn unknown_path(_: &ListRequest) -> Response {
    responses::not_found_page()
}

/// Returns 429 with `Retry-After: 3`.
pub fn rate_limited(_: &ListRequest) -> Response {
    responses::with_header(vendor_error::of_number(429), header::RETRY_AFTER, "3")
}

/// Returns 200 with a login page.
pub fn login_page(_: &ListRequest) -> Response {
    responses::html(StatusCode::OK, "<!doctype html><title>Sign in</title><form id=\"login\"><input></form>")
}

/// Returns valid JSON with the media type of plain text.
pub fn wrong_content_type(request: &ListRequest) -> Response {
    responses::text(StatusCode::OK, with_codes(request, &three_codes(request)).to_string())
}

/// Returns JSON that ends inside a code.
pub fn truncated(_: &ListRequest) -> Response {
    let start = concat!(
        r#"{"subSystem":5,"status":"OK","data":{"userId":"shape-truncated","#,
        r#""activationCodes":[{"activationCode":"1827"#,
    );
    responses::with_type(StatusCode::OK, "application/json", start)
}

/// Returns 200 with the media type of JSON and an empty body.
pub fn empty_body(_: &ListRequest) -> Response {
    responses::with_type(StatusCode::OK, "application/json", "")
}

/// Returns 204 without a body.
pub fn status_204(_: &ListRequest) -> Response {
    responses::empty(StatusCode::NO_CONTENT)
}

/// Returns the vendor's error of this status for the first `count` requests, then one code.
pub fn status_first(request: &ListRequest, count: u32, status: u16) -> Response {
    if request.history.count < count {
        vendor_error::of_number(status)
    } else {
        responses::ok(&envelope::of_list(request, &lists::one(request)))
    }
}

/// Returns a code that is not valid UTF-8.
pub fn invalid_utf8(request: &ListRequest) -> Response {
    let text = with_codes(request, &three_codes(request)).to_string();
    let index = text.find("1827098").unwrap_or_default() + 3;
    let mut body = text.into_bytes();
    if let Some(byte) = body.get_mut(index) {
        *byte = 0xFF;
    }
    responses::with_type(StatusCode::OK, "application/json", body)
}

/// Returns a code of 17 mebibytes, more than a client should accept.
pub fn huge(_: &ListRequest) -> Response {
    let prefix = concat!(
        r#"{"subSystem":5,"status":"OK","data":{"userId":"shape-huge","#,
        r#""activationCodes":[{"activationCode":""#,
    );
    huge_body::json_response(prefix, r#""}],"codeCount":1}}"#)
}

/// Returns an entry with two different `activationCode` members.
pub fn duplicate_field(_: &ListRequest) -> Response {
    let body = concat!(
        r#"{"subSystem":5,"status":"OK","data":{"userId":"shape-duplicate-field","#,
        r#""activationCodes":[{"activationCode":"1827098","activationCode":"1827099"}],"codeCount":1}}"#,
    );
    responses::with_type(StatusCode::OK, "application/json", body)
}
