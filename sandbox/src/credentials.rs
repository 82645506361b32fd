//! The one key and the one token the sandbox accepts. They are published on its own page: they protect nothing.

use axum::http::{HeaderMap, header};

/// What `X-API-KEY` must hold.
pub const API_KEY: &str = "sandbox-key";

/// What must follow `Authorization: Bearer`.
pub const TOKEN: &str = "sandbox-token";

/// Whether the request carries the key, under the right header name.
#[must_use]
pub fn has_key(headers: &HeaderMap) -> bool {
    headers.get("x-api-key").is_some_and(|value| value.as_bytes() == API_KEY.as_bytes())
}

/// Whether the request carries the token. The scheme's case does not matter (RFC 9110, section 11.1).
#[must_use]
pub fn has_token(headers: &HeaderMap) -> bool {
    let sent = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    sent.and_then(|text| text.split_once(' '))
        .is_some_and(|(scheme, token)| scheme.eq_ignore_ascii_case("bearer") && token == TOKEN)
}
