//! The key and the token that the sandbox accepts. Its own page publishes them, so they protect nothing.

use axum::http::{HeaderMap, header};

/// The value of `X-API-KEY`.
pub const API_KEY: &str = "sandbox-key";

/// The token of `Authorization: Bearer`.
pub const TOKEN: &str = "sandbox-token";

/// Whether the request has the API key.
#[must_use]
pub fn has_key(headers: &HeaderMap) -> bool {
    headers.get("x-api-key").is_some_and(|value| value.as_bytes() == API_KEY.as_bytes())
}

/// Whether the request has the bearer token. The case of the scheme is ignored (RFC 9110, section 11.1).
#[must_use]
pub fn has_token(headers: &HeaderMap) -> bool {
    let authorization = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    authorization
        .and_then(|text| text.split_once(' '))
        .is_some_and(|(scheme, token)| scheme.eq_ignore_ascii_case("bearer") && token == TOKEN)
}
