//! The envelope around every good answer, members in the order of the vendor's sample.

use serde::Serialize;

use crate::activation::asked::Asked;
use crate::activation::code::Code;
use crate::activation::payload;

/// The whole answer.
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

/// One code of the answer.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    #[serde(skip_serializing_if = "Option::is_none")]
    activation_not_after: Option<String>,
    activation_code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    qr_image: Option<String>,
}

/// What a list call answers.
#[must_use]
pub fn listed(asked: &Asked, codes: &[Code]) -> Envelope {
    enveloped(asked, codes, "Activation codes fetched successfully")
}

/// What a create call answers: the same envelope with the new code alone. The vendor's words are not published.
#[must_use]
pub fn created(asked: &Asked, code: &Code) -> Envelope {
    enveloped(asked, std::slice::from_ref(code), "Activation code created successfully")
}

fn enveloped(asked: &Asked, codes: &[Code], message: &'static str) -> Envelope {
    let activation_codes: Vec<_> = codes.iter().map(|code| entry(asked, code)).collect();
    let code_count = activation_codes.len();
    let data = UserCodes { user_id: asked.user, activation_codes, code_count };
    Envelope { sub_system: 5, status: "OK", message, data }
}

/// One code with the image this call asks for.
#[must_use]
pub fn entry(asked: &Asked, code: &Code) -> Entry {
    Entry {
        activation_not_after: code.end.text(),
        activation_code: code.shown().to_owned(),
        qr_image: payload::image(asked, code),
    }
}
