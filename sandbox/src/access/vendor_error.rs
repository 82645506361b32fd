//! The vendor's error body, which is the same for every status.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use serde_json::{Value, json};

use crate::access::call::Call;
use crate::language::Language;
use crate::responses;
use crate::state::Sandbox;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct VendorError {
    error_message: String,
    error_code: &'static str,
    trace_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<&'static str>,
    args: Vec<Value>,
    typed_args: Vec<Value>,
}

/// The error code and message of a status.
struct ErrorText {
    code: &'static str,
    english: &'static str,
    german: &'static str,
}

/// Returns the error of this status for the customer of the call.
#[must_use]
pub fn of_status(call: &Call<'_>, status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if status == StatusCode::NOT_FOUND {
        unknown_customer(call)
    } else {
        plain(call.sandbox, status, call.language)
    }
}

/// Returns the error of this status, without reference and arguments.
#[must_use]
pub fn plain(sandbox: &Sandbox, status: StatusCode, language: Language) -> Response {
    build(sandbox, status, language, None, None)
}

/// Returns 400 for a path whose customer id is not an int64.
#[must_use]
pub fn invalid_id(sandbox: &Sandbox, id: &str, language: Language) -> Response {
    let argument = (json!(id), "STRING");
    build(sandbox, StatusCode::BAD_REQUEST, language, Some("customerId"), Some(&argument))
}

/// Returns 404 for an unknown customer.
#[must_use]
pub fn unknown_customer(call: &Call<'_>) -> Response {
    let argument = (json!(call.customer_id), "INTEGER");
    build(call.sandbox, StatusCode::NOT_FOUND, call.language, None, Some(&argument))
}

fn build(
    sandbox: &Sandbox,
    status: StatusCode,
    language: Language,
    reference: Option<&'static str>,
    argument: Option<&(Value, &'static str)>,
) -> Response {
    let text = error_text(status);
    let message = match language {
        Language::English => text.english,
        Language::German => text.german,
    };
    let body = VendorError {
        error_message: message.to_owned(),
        error_code: text.code,
        trace_id: sandbox.random().next_u64().to_string(),
        reference,
        args: argument.iter().map(|(value, _)| value.clone()).collect(),
        typed_args: argument.iter().map(|(value, kind)| json!({ "value": value, "type": kind })).collect(),
    };
    responses::json(status, &body)
}

fn error_text(status: StatusCode) -> ErrorText {
    let (code, english, german) = match status {
        StatusCode::BAD_REQUEST => (
            "errormessage.validation.failed",
            "Validation of the request failed.",
            "Die Prüfung der Anfrage ist fehlgeschlagen.",
        ),
        StatusCode::UNAUTHORIZED => (
            "errormessage.authentication.failed",
            "Authentication failed. No api-key, wrong api-key or wrong header name.",
            "Anmeldung fehlgeschlagen. Kein API-Schlüssel, falscher API-Schlüssel oder \
             falscher Name der Kopfzeile.",
        ),
        // The only error code that the vendor has published.
        StatusCode::FORBIDDEN => (
            "errormessage.permission.denied",
            "Authorization failed. The caller has no privilege to the given resource.",
            "Keine Berechtigung. Der Aufrufer hat kein Recht an dieser Ressource.",
        ),
        StatusCode::NOT_FOUND => {
            ("errormessage.entity.not.found", "Customer does not exist.", "Das Mitglied existiert nicht.")
        }
        StatusCode::CONFLICT => (
            "errormessage.concurrent.modification",
            "Concurrent modification detected. The entity was modified by another request.",
            "Gleichzeitige Änderung erkannt. Der Eintrag wurde durch eine andere Anfrage geändert.",
        ),
        StatusCode::TOO_MANY_REQUESTS => (
            "errormessage.rate.limit.exceeded",
            "Access denied - rate limit is exceeded.",
            "Zugriff verweigert - das Anfragelimit ist überschritten.",
        ),
        _ => ("errormessage.unexpected", "Unexpected system error.", "Unerwarteter Systemfehler."),
    };
    ErrorText { code, english, german }
}
