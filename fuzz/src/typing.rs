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

use crate::places;

/// Any text as what a person types or pastes: ids, addresses, keys and tokens.
///
/// What is accepted is printed as it would be typed, fits into the place of an address or header that it is for,
/// and a key is not in what `Debug` prints.
pub fn typed(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    check_ids(text);
    check_credential(CredentialKind::ApiKey, text);
    check_credential(CredentialKind::Bearer, text);
    for base in
        [text.parse(), BaseUrl::parse_codes_base(text), BaseUrl::parse_host(text)].into_iter().flatten()
    {
        places::check_base(&base);
    }
    if let Some(path) = same_when_printed::<PathTemplate>(text) {
        for base in ["/", "/api/gym", "https://studio.example"] {
            let Ok(base) = base.parse::<BaseUrl>() else { unreachable!("a base") };
            let request = request::access_code(Method::Get, &base, &path, &CodeOwner::me(), None, "en");
            places::check_request(&base, &request);
        }
    }
    check_shown(text);
    let _ = percent::decode(text);
}

fn check_ids(text: &str) {
    if let Some(id) = same_when_printed::<CustomerId>(text) {
        let digits = id.to_string();
        assert!(digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0'), "{digits}");
    }
    if let Some(user) = same_when_printed::<UserName>(text) {
        let name = user.to_string();
        let segment = percent::encode(&name);
        assert_eq!(percent::decode(&segment).as_deref(), Some(name.as_str()));
        assert!(segment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b)), "{segment}");
        assert!(segment != "." && segment != ".." && user.matches(&name));
    }
    if let Some(tenant) = same_when_printed::<TenantId>(text) {
        assert!(tenant.to_string().is_ascii());
    }
    let _ = same_when_printed::<ConnectionId>(text);
    assert!(ConnectionId::suggest(text, "gym", |_| false).is_some(), "a name without an id");
}

/// What the text is parsed to, which is the same once it was printed.
fn same_when_printed<T: FromStr + Display + PartialEq>(text: &str) -> Option<T> {
    let value: T = text.parse().ok()?;
    assert!(value.to_string().parse::<T>().is_ok_and(|again| again == value), "{value}");
    Some(value)
}

fn check_credential(kind: CredentialKind, text: &str) {
    let Ok(credential) = Credential::parse(kind, text) else { return };
    let (_, value) = credential.header();
    let secret = value.reveal().strip_prefix("Bearer ").unwrap_or(value.reveal());
    assert!(!secret.is_empty() && secret.bytes().all(|b| b.is_ascii_graphic()), "no header holds this");
    assert_eq!(format!("{credential:?}"), format!("Credential {{ kind: {kind:?}, text: Secret(…) }}"));
    assert!(credential.expires_at().is_none_or(|at| at <= Timestamp::LAST && kind == CredentialKind::Bearer));
}

/// Text made safe to show is short, has nothing hidden in it, and is safe already when made safe again.
fn check_shown(text: &str) {
    for most in [1, 20, 300] {
        if let Some(cleaned) = text::clean(text, most) {
            assert!((1..=most).contains(&cleaned.chars().count()));
            assert!(!cleaned.chars().any(char::is_control));
            assert_eq!(text::clean(&cleaned, most).as_deref(), Some(cleaned.as_str()));
            assert_eq!(text::spelled(&cleaned, most), (cleaned, false));
        }
    }
    let (spelled, _) = text::spelled(text, 40);
    assert_eq!(text::spelled(&spelled, usize::MAX), (spelled, false), "something is hidden still");
}
