//! The JSON of successful responses, with members in the order of the vendor's sample.

use serde::Serialize;

use crate::activation::code::ActivationCode;
use crate::activation::list_request::ListRequest;
use crate::activation::payload;

/// The body of a successful response.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Envelope {
    sub_system: u8,
    status: &'static str,
    message: &'static str,
    data: UserCodes,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct UserCodes {
    user_id: &'static str,
    activation_codes: Vec<Entry>,
    code_count: usize,
}

/// An entry of `activationCodes`.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    #[serde(skip_serializing_if = "Option::is_none")]
    activation_not_after: Option<String>,
    activation_code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    qr_image: Option<String>,
}

/// Returns the body of a list response.
#[must_use]
pub fn of_list(request: &ListRequest, codes: &[ActivationCode]) -> Envelope {
    build(request, codes, "Activation codes fetched successfully")
}

/// Returns the body of a create response, which contains only the new code. The vendor's message is not
/// documented.
#[must_use]
pub fn of_created(request: &ListRequest, code: &ActivationCode) -> Envelope {
    build(request, std::slice::from_ref(code), "Activation code created successfully")
}

fn build(request: &ListRequest, codes: &[ActivationCode], message: &'static str) -> Envelope {
    let activation_codes: Vec<_> = codes.iter().map(|code| entry(request, code)).collect();
    let code_count = activation_codes.len();
    let data = UserCodes { user_id: request.user, activation_codes, code_count };
    Envelope { sub_system: 5, status: "OK", message, data }
}

/// Returns the entry of a code, with the requested image.
#[must_use]
pub fn entry(request: &ListRequest, code: &ActivationCode) -> Entry {
    Entry {
        activation_not_after: code.expiry.text(),
        activation_code: code.listed_value().to_owned(),
        qr_image: payload::image(request, code),
    }
}
