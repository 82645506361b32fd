//! API keys and access tokens, cleaned when entered and kept in memory only.

mod extract;

use crate::{
    base64,
    pasted::InvisibleChar,
    secret::Secret,
    time::{End, EndFormat, Timestamp},
    wire::{Members, Value},
};

/// Kind of credential that an API requires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialKind {
    /// Sport Alliance's key, in the header `X-API-KEY`.
    ApiKey,
    /// KOBIL's access token, in the header `Authorization`.
    Bearer,
}

/// API key or token that is valid as a header value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    kind: CredentialKind,
    text: Secret,
}

/// Why a text is not a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialError {
    /// The text is empty after cleaning.
    Empty,
    /// The text has a character that no header may contain, such as a blank, a line break or an umlaut.
    NotForHeaders,
    /// The text has an invisible character inside.
    Invisible(InvisibleChar),
    /// The text has more than the key or token, such as a quote, a name or a colon, and it is not certain
    /// where the value begins and ends.
    NotAlone,
    /// The text is a token response, but has no `access_token`.
    NoAccessToken,
}

impl Credential {
    /// Parses typed or pasted text. Takes the value out of a header, a command line, an environment variable,
    /// a token response as JSON or a redirect URL (R-A14, R-K16). A token is a `token68` (RFC 6750).
    ///
    /// # Errors
    /// Returns why the text cannot be used as a header value.
    pub fn parse(kind: CredentialKind, typed: &str) -> Result<Self, CredentialError> {
        match extract::extract(kind, typed) {
            Ok(text) => Ok(Self { kind, text: Secret::new(text) }),
            Err(error @ (CredentialError::NotForHeaders | CredentialError::NotAlone)) => {
                Err(InvisibleChar::find(typed).map_or(error, CredentialError::Invisible))
            }
            Err(error) => Err(error),
        }
    }

    /// Returns the kind of the credential.
    #[must_use]
    pub fn kind(&self) -> CredentialKind {
        self.kind
    }

    /// Returns the name and value of the request header.
    #[must_use]
    pub fn header(&self) -> (&'static str, Secret) {
        match self.kind {
            CredentialKind::ApiKey => ("X-API-KEY", self.text.clone()),
            CredentialKind::Bearer => {
                ("Authorization", Secret::new(["Bearer ", self.text.reveal()].concat()))
            }
        }
    }

    /// Returns the expiry (`exp`) of a token that is a JWT, unless it stands for "never". It may have a
    /// fraction or an exponent (RFC 7519, 2). For display only: the token is not verified.
    #[must_use]
    pub fn expires_at(&self) -> Option<Timestamp> {
        let claims = self.text.reveal().split('.').nth(1).filter(|_| self.kind == CredentialKind::Bearer)?;
        let claims = String::from_utf8(base64::decode(claims)?).ok()?;
        let end = match Value::of(Members::parse(&claims)?.source("exp")?) {
            Value::Number(digits) => End::parse(digits, EndFormat::EpochSeconds).0,
            Value::Text(text) => End::parse(&text, EndFormat::EpochSeconds).0,
            _ => return None,
        };
        match end {
            End::At(at) => Some(at),
            End::NotStated | End::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests;
