//! What proves to an API that one may ask: cleaned when typed, in memory only.

use crate::{
    base64,
    secret::Secret,
    time::Timestamp,
    wire::{Members, Value},
};

/// The kind of credential an API asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Sport Alliance's key, in the header `X-API-KEY`.
    ApiKey,
    /// KOBIL's access token, in the header `Authorization`.
    Bearer,
}

/// A key or token, clean enough for a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    kind: Kind,
    text: Secret,
}

/// Why a text is no credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CredentialError {
    /// Nothing is left after cleaning.
    Empty,
    /// A character inside that no header may hold: a blank, a line break, an umlaut.
    NotForHeaders,
    /// A token answer as JSON, but without `access_token`.
    NoAccessToken,
}

impl Credential {
    /// Cleans what was typed or pasted: quotes, blanks and line breaks around it, the header's name in front,
    /// and, for tokens, a whole token answer as JSON (R-A14, R-K16).
    ///
    /// # Errors
    /// [`CredentialError`] says what a header cannot hold.
    pub fn read(kind: Kind, typed: &str) -> Result<Self, CredentialError> {
        let text = match kind {
            Kind::ApiKey => without_prefix(trimmed(typed), "x-api-key:").to_owned(),
            Kind::Bearer => {
                let token = trimmed(typed);
                let token = if token.starts_with('{') { access_token(token)? } else { token.to_owned() };
                let token = without_prefix(trimmed(&token), "authorization:");
                let token = without_prefix(token, "bearer ");
                // Terminals and mails wrap a long token; a token itself holds no white space.
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

    /// What kind it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Name and value of the request header.
    #[must_use]
    pub fn header(&self) -> (&'static str, Secret) {
        match self.kind {
            Kind::ApiKey => ("X-API-KEY", self.text.clone()),
            Kind::Bearer => ("Authorization", Secret::new(["Bearer ", self.text.reveal()].concat())),
        }
    }

    /// When a token that is a JWT says it ends; for display only, nothing is verified. A token need not be one.
    #[must_use]
    pub fn ends(&self) -> Option<Timestamp> {
        let claims = self.text.reveal().split('.').nth(1).filter(|_| self.kind == Kind::Bearer)?;
        let claims = String::from_utf8(base64::decode(claims)?).ok()?;
        let seconds: i64 = Members::parse(&claims)?.source("exp")?.get().parse().ok()?;
        Timestamp::from_millis(seconds.checked_mul(1000)?)
    }
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '"' | '\'' | '`' | '\u{201c}' | '\u{201d}' | '\u{2018}' | '\u{2019}' | '\u{feff}')
    })
}

fn without_prefix<'a>(text: &'a str, prefix: &str) -> &'a str {
    match text.get(..prefix.len()) {
        Some(start) if start.eq_ignore_ascii_case(prefix) => trimmed(text.get(prefix.len()..).unwrap_or("")),
        _ => text,
    }
}

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

    fn value(kind: Kind, typed: &str) -> Result<String, CredentialError> {
        Credential::read(kind, typed).map(|credential| credential.header().1.reveal().to_owned())
    }

    #[test]
    fn r_a14_keys_are_cleaned_or_refused_in_words() {
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
            assert_eq!(value(Kind::ApiKey, typed), Ok("k-1".into()), "{typed:?}");
        }
        for (typed, error) in [
            ("", CredentialError::Empty),
            ("\" \"", CredentialError::Empty),
            ("X-API-KEY:", CredentialError::Empty),
            ("k 1", CredentialError::NotForHeaders),
            ("k\n1", CredentialError::NotForHeaders),
            ("schlüssel", CredentialError::NotForHeaders),
        ] {
            assert_eq!(value(Kind::ApiKey, typed), Err(error), "{typed:?}");
        }
    }

    #[test]
    fn r_k16_tokens_are_cleaned_taken_out_of_json_and_unwrapped() {
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
            assert_eq!(value(Kind::Bearer, typed), Ok("Bearer a.b.c".into()), "{typed:?}");
        }
        for (typed, error) in [
            ("Bearer", CredentialError::Empty),
            ("{\"error\":\"invalid_grant\"}", CredentialError::NoAccessToken),
            ("{", CredentialError::NoAccessToken),
            ("tökén", CredentialError::NotForHeaders),
        ] {
            let got = value(Kind::Bearer, typed);
            // The bare word is a possible token of one word: it is kept, not refused.
            if typed == "Bearer" {
                assert_eq!(got, Ok("Bearer Bearer".into()));
            } else {
                assert_eq!(got, Err(error), "{typed:?}");
            }
        }
    }

    #[test]
    fn r_k16_the_end_of_a_jwt_is_read_and_anything_else_has_none() {
        // {"alg":"none"} . {"sub":"x","exp":1586901570} . x
        let jwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwiZXhwIjoxNTg2OTAxNTcwfQ.x";
        let ends = |typed: &str| Credential::read(Kind::Bearer, typed).expect("a token").ends();
        assert_eq!(ends(jwt).map(Timestamp::millis), Some(1_586_901_570_000));
        for typed in ["opaque", "a.b.c", "eyJhbGciOiJub25lIn0.e30.x"] {
            assert_eq!(ends(typed), None, "{typed}");
        }
    }

    #[test]
    fn debug_never_shows_a_credential() {
        let key = Credential::read(Kind::ApiKey, "sentinel").expect("a key");
        assert!(!format!("{key:?} {:?}", key.header()).contains("sentinel"));
    }

    proptest! {
        #[test]
        fn whatever_is_pasted_a_header_can_hold_the_result(typed in any::<String>()) {
            for kind in [Kind::ApiKey, Kind::Bearer] {
                if let Ok(credential) = Credential::read(kind, &typed) {
                    prop_assert!(credential.header().1.reveal().bytes().all(|b| b == b' ' || b.is_ascii_graphic()));
                    let _ = credential.ends();
                }
            }
        }
    }
}
