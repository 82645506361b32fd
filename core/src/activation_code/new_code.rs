//! What a new code shall be, mirrored from KOBIL's "Create Activation Code".

use serde::Serialize;

use super::entry::is_masked;
use crate::{
    pasted::{self, is_invisible},
    secret::Secret,
    time::Timestamp,
};

/// The most characters of a code of one's own. No document states a limit; the codes in the vendor's samples have
/// seven and eight, and a person has to type them.
const LONGEST: usize = 64;

/// A code that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCode {
    /// The code; without one the server makes it.
    pub code: Option<OwnCode>,
    /// When it stops being valid. What is beyond whole seconds is cut off.
    pub until: Timestamp,
    /// Whether nobody shall be shown the code afterwards, administrators included.
    pub secret: bool,
}

/// A code that a person has thought of: 1 to 64 characters, each of which can be seen (or is a plain blank within),
/// in the case in which they were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCode(Secret);

/// The body of the request, in the API's own words.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    /// Without one the server makes it.
    activation_code: Option<&'a str>,
    /// Seconds since 1970.
    activation_not_after: String,
    secret: bool,
}

/// Why a text is no code of one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnCodeError {
    /// A character that nobody can see, or a blank that is no plain one: it could not be typed from reading.
    Invisible,
    /// More than 64 characters.
    TooLong,
    /// Three asterisks or dots in a row, or nothing else: a list says by that that it hides a code.
    LooksMasked,
}

impl OwnCode {
    /// Reads what was typed, without blanks and invisible characters around it; nothing where there is nothing
    /// else.
    ///
    /// # Errors
    /// Why it cannot be a code.
    pub fn read(typed: &str) -> Result<Option<Self>, OwnCodeError> {
        let code = pasted::trim(typed);
        if code.is_empty() {
            Ok(None)
        } else if code.chars().any(is_invisible) {
            Err(OwnCodeError::Invisible)
        } else if code.chars().count() > LONGEST {
            Err(OwnCodeError::TooLong)
        } else if is_masked(code) {
            Err(OwnCodeError::LooksMasked)
        } else {
            Ok(Some(Self(Secret::new(code.to_owned()))))
        }
    }
}

impl NewCode {
    /// The body of the request, with the members as documented.
    pub(crate) fn body(&self) -> Secret {
        let body = Body {
            activation_code: self.code.as_ref().map(|OwnCode(code)| code.reveal()),
            activation_not_after: (self.until.millis() / 1000).to_string(),
            secret: self.secret,
        };
        // Only maps and types of one's own can fail.
        Secret::new(serde_json::to_string(&body).unwrap_or_default())
    }
}
