//! API keys and access tokens, cleaned when entered and kept in memory only.

use crate::{
    base64,
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
    /// The text is a token response as JSON, but has no `access_token`.
    NoAccessToken,
}

impl Credential {
    /// Parses typed or pasted text. Removes quotes, blanks and line breaks around it and the header's name in
    /// front of it; takes a token out of a token response as JSON (R-A14, R-K16).
    ///
    /// # Errors
    /// Returns why the text cannot be used as a header value.
    pub fn parse(kind: CredentialKind, typed: &str) -> Result<Self, CredentialError> {
        let text = match kind {
            CredentialKind::ApiKey => strip_prefix(trim(typed), "x-api-key:").to_owned(),
            CredentialKind::Bearer => {
                let token = trim(typed);
                let token = if token.starts_with('{') { access_token(token)? } else { token.to_owned() };
                let token = strip_prefix(trim(&token), "authorization:");
                let token = strip_prefix(token, "bearer ");
                // Terminals and mails wrap long tokens, which contain no white space themselves.
                token.split_whitespace().collect()
            }
        };
        if text.is_empty() {
            Err(CredentialError::Empty)
        } else if text.bytes().all(|b| b.is_ascii_graphic()) {
            Ok(Self { kind, text: Secret::new(text) })
        } else {
            Err(CredentialError::NotForHeaders)
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

/// Trims blanks, quotes and byte order marks.
fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | '`' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}' | '\u{feff}')
    })
}

/// Removes a prefix, compared without case, and trims the rest.
fn strip_prefix<'a>(text: &'a str, prefix: &str) -> &'a str {
    match text.get(..prefix.len()) {
        Some(start) if start.eq_ignore_ascii_case(prefix) => trim(text.get(prefix.len()..).unwrap_or("")),
        _ => text,
    }
}

/// Returns the `access_token` of a token response.
fn access_token(json: &str) -> Result<String, CredentialError> {
    let token = Members::parse(json).and_then(|answer| answer.source("access_token").map(Value::of));
    match token {
        Some(Value::Text(token)) => Ok(token.into_owned()),
        _ => Err(CredentialError::NoAccessToken),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value(kind: CredentialKind, typed: &str) -> Result<String, CredentialError> {
        Credential::parse(kind, typed).map(|credential| credential.header().1.reveal().to_owned())
    }

    #[test]
    fn r_a14_keys_are_cleaned_or_rejected() {
        for typed in [
            "k-1",
            " k-1\n",
            "\"k-1\"",
            "X-API-KEY: k-1",
            "x-api-key:k-1\r\n",
            "'k-1'",
            "“k-1”",
            "\u{feff}k-1",
        ] {
            assert_eq!(value(CredentialKind::ApiKey, typed), Ok("k-1".into()), "{typed:?}");
        }
        for (typed, error) in [
            ("", CredentialError::Empty),
            ("\" \"", CredentialError::Empty),
            ("X-API-KEY:", CredentialError::Empty),
            ("k 1", CredentialError::NotForHeaders),
            ("k\n1", CredentialError::NotForHeaders),
            ("schlüssel", CredentialError::NotForHeaders),
        ] {
            assert_eq!(value(CredentialKind::ApiKey, typed), Err(error), "{typed:?}");
        }
    }

    #[test]
    fn r_k16_tokens_are_cleaned_extracted_from_json_and_unwrapped() {
        for typed in [
            "a.b.c",
            "Bearer a.b.c",
            "bearer  a.b.c",
            "Authorization: Bearer a.b.c",
            "\"a.b.c\"",
            "a.b\n .c",
            r#"{"access_token":"a.b.c","expires_in":300}"#,
            r#" {"token_type":"Bearer","access_token":"Bearer a.b.c"} "#,
        ] {
            assert_eq!(value(CredentialKind::Bearer, typed), Ok("Bearer a.b.c".into()), "{typed:?}");
        }
        for (typed, error) in [
            ("Bearer", CredentialError::Empty),
            ("{\"error\":\"invalid_grant\"}", CredentialError::NoAccessToken),
            ("{", CredentialError::NoAccessToken),
            ("tökén", CredentialError::NotForHeaders),
        ] {
            let got = value(CredentialKind::Bearer, typed);
            // The bare word could be a token, so it is kept.
            if typed == "Bearer" {
                assert_eq!(got, Ok("Bearer Bearer".into()));
            } else {
                assert_eq!(got, Err(error), "{typed:?}");
            }
        }
    }

    #[test]
    fn r_k16_only_a_jwt_has_an_expiry() {
        // {"alg":"none"} . {"sub":"x","exp":1586901570} . x
        let jwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwiZXhwIjoxNTg2OTAxNTcwfQ.x";
        let expires_at =
            |typed: &str| Credential::parse(CredentialKind::Bearer, typed).expect("a token").expires_at();
        assert_eq!(expires_at(jwt).map(Timestamp::millis), Some(1_586_901_570_000));
        for typed in ["opaque", "a.b.c", "eyJhbGciOiJub25lIn0.e30.x"] {
            assert_eq!(expires_at(typed), None, "{typed}");
        }
    }

    #[test]
    fn r_k16_the_expiry_of_a_jwt_is_read_in_every_form_of_a_number() {
        use ::base64::Engine;

        let expires_at = |exp: &str| {
            let claims = ::base64::prelude::BASE64_URL_SAFE_NO_PAD.encode(format!(r#"{{"exp":{exp}}}"#));
            let token = format!("eyJhbGciOiJub25lIn0.{claims}.x");
            Credential::parse(CredentialKind::Bearer, &token).expect("a token").expires_at()
        };
        for exp in [
            "1788947152",
            "1788947152.811",
            "1.788947152E9",
            "1.788947152e+9",
            "1788947152000",
            "\"1788947152\"",
            "\"2026-09-09T09:45:52Z\"",
        ] {
            assert_eq!(expires_at(exp).map(|at| at.millis() / 1000), Some(1_788_947_152), "{exp}");
        }
        for exp in
            ["0", "-1", "null", "true", "[1788947152]", "253402300799", "9223372036854775807", "\"soon\""]
        {
            assert_eq!(expires_at(exp), None, "{exp}");
        }
    }

    #[test]
    fn debug_never_shows_a_credential() {
        let key = Credential::parse(CredentialKind::ApiKey, "sentinel").expect("a key");
        assert!(!format!("{key:?} {:?}", key.header()).contains("sentinel"));
    }

    proptest! {
        #[test]
        fn every_accepted_credential_is_a_valid_header_value(typed in any::<String>()) {
            for kind in [CredentialKind::ApiKey, CredentialKind::Bearer] {
                if let Ok(credential) = Credential::parse(kind, &typed) {
                    let (_, value) = credential.header();
                    prop_assert!(value.reveal().bytes().all(|b| b == b' ' || b.is_ascii_graphic()));
                    let _ = credential.expires_at();
                }
            }
        }
    }
}
