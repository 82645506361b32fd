use std::{fmt::Display, str::FromStr};

use latchkey_core::{
    base_url::BaseUrl,
    connection::PathTemplate,
    credential::{Credential, CredentialKind},
    ids::{ConnectionId, CustomerId, TenantId, UserName},
    percent,
    request::{self, CodeOwner, Method},
    text,
    time::Timestamp,
};

use crate::urls;

/// Parses the input as text that a person types or pastes: ids, URLs, keys and tokens.
///
/// An accepted value is unchanged by printing and parsing, is valid in its URL or header, and a key does not
/// appear in `Debug`.
pub fn typed(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    check_ids(text);
    check_credential(CredentialKind::ApiKey, text);
    check_credential(CredentialKind::Bearer, text);
    for base in
        [text.parse(), BaseUrl::parse_codes_base(text), BaseUrl::parse_host(text)].into_iter().flatten()
    {
        urls::check_base(&base);
    }
    if let Some(path) = parse_stable::<PathTemplate>(text) {
        for base in ["/", "/api/gym", "https://studio.example"] {
            let Ok(base) = base.parse::<BaseUrl>() else { unreachable!("a base") };
            let request = request::access_code(Method::Get, &base, &path, &CodeOwner::me(), None, "en");
            urls::check_request(&base, &request);
        }
    }
    check_shown_text(text);
    let _ = percent::decode(text);
}

fn check_ids(text: &str) {
    if let Some(id) = parse_stable::<CustomerId>(text) {
        let digits = id.to_string();
        assert!(digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0'), "{digits}");
    }
    if let Some(user) = parse_stable::<UserName>(text) {
        let name = user.to_string();
        let segment = percent::encode(&name);
        assert_eq!(percent::decode(&segment).as_deref(), Some(name.as_str()));
        assert!(segment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b)), "{segment}");
        assert!(segment != "." && segment != ".." && user.matches(&name, str::to_lowercase));
    }
    if let Some(tenant) = parse_stable::<TenantId>(text) {
        assert!(tenant.to_string().is_ascii());
    }
    let _ = parse_stable::<ConnectionId>(text);
    assert!(ConnectionId::suggest(text, "gym", |_| false).is_some(), "no id was suggested");
}

/// Parses the text, and checks that printing and parsing the value again does not change it.
fn parse_stable<T: FromStr + Display + PartialEq>(text: &str) -> Option<T> {
    let value: T = text.parse().ok()?;
    assert!(value.to_string().parse::<T>().is_ok_and(|again| again == value), "{value}");
    Some(value)
}

fn check_credential(kind: CredentialKind, text: &str) {
    let Ok(credential) = Credential::parse(kind, text) else { return };
    let (_, value) = credential.header();
    let secret = value.reveal().strip_prefix("Bearer ").unwrap_or(value.reveal());
    assert!(!secret.is_empty() && secret.bytes().all(|b| b.is_ascii_graphic()), "invalid in a header");
    assert_eq!(format!("{credential:?}"), format!("Credential {{ kind: {kind:?}, text: Secret(…) }}"));
    assert!(credential.expires_at().is_none_or(|at| at <= Timestamp::LAST && kind == CredentialKind::Bearer));
}

/// Checks that sanitized text is short, has no invisible character, and is unchanged by sanitizing it again.
fn check_shown_text(text: &str) {
    for max_chars in [1, 20, 300] {
        if let Some(sanitized) = text::sanitize(text, max_chars) {
            assert!((1..=max_chars).contains(&sanitized.chars().count()));
            assert!(!sanitized.chars().any(char::is_control));
            assert_eq!(text::sanitize(&sanitized, max_chars).as_deref(), Some(sanitized.as_str()));
            assert_eq!(text::escape_invisible(&sanitized, max_chars), (sanitized, false));
        }
    }
    let (escaped, _) = text::escape_invisible(text, 40);
    assert_eq!(
        text::escape_invisible(&escaped, usize::MAX),
        (escaped, false),
        "an invisible character is left"
    );
}
