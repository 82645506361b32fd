//! The parameters of a new code, as in KOBIL's "Create Activation Code".

use serde::Serialize;

use super::entry::is_masked;
use crate::{pasted, secret::Secret, time::Timestamp};

/// The most characters of a custom code. The vendor states no limit; its samples have seven and eight digits,
/// and people have to type them.
const MAX_CODE_CHARS: usize = 64;

/// The parameters of a code that is to be created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCode {
    /// The code, or `None` to let the server make one.
    pub code: Option<CustomCode>,
    /// The end of validity, cut to whole seconds.
    pub end: Timestamp,
    /// Whether the server hides the code from everyone, administrators included.
    pub is_secret: bool,
}

/// A code chosen by a person: 1 to 64 visible characters, which may have plain spaces between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomCode(Secret);

/// The body of the request, with the API's names.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    activation_code: Option<&'a str>,
    /// Epoch seconds.
    activation_not_after: String,
    secret: bool,
}

/// The reason why a text cannot be a custom code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomCodeError {
    /// It has an invisible character, or white space other than a plain space, which cannot be typed from
    /// sight.
    Invisible,
    /// It has more than 64 characters.
    TooLong,
    /// It looks like the mask that lists use in place of a hidden code.
    LooksMasked,
}

impl CustomCode {
    /// Parses a typed code, without surrounding white space and invisible characters. Returns `None` if nothing else was typed.
    ///
    /// # Errors
    /// Returns the reason why the text cannot be a code.
    pub fn parse(typed: &str) -> Result<Option<Self>, CustomCodeError> {
        let code = pasted::trim(typed);
        if code.is_empty() {
            Ok(None)
        } else if code.chars().any(pasted::is_invisible) {
            Err(CustomCodeError::Invisible)
        } else if code.chars().count() > MAX_CODE_CHARS {
            Err(CustomCodeError::TooLong)
        } else if is_masked(code) {
            Err(CustomCodeError::LooksMasked)
        } else {
            Ok(Some(Self(Secret::new(code.to_owned()))))
        }
    }
}

impl NewCode {
    /// Returns the body of the request as JSON.
    pub(crate) fn body(&self) -> Secret {
        let body = Body {
            activation_code: self.code.as_ref().map(|CustomCode(code)| code.reveal()),
            activation_not_after: (self.end.millis() / 1000).to_string(),
            secret: self.is_secret,
        };
        // Serializing a struct of strings and booleans cannot fail.
        Secret::new(serde_json::to_string(&body).unwrap_or_default())
    }
}
