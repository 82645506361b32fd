use std::collections::HashSet;

use crate::{answers, urls};
use latchkey_core::{
    config::{self, IssueKind},
    connection::{Auth, Connection, Service},
    request::{self, CodeOwner, ImageOptions, Method},
};

/// Parses the input as `latchkey.json`.
///
/// Parsing never fails, no invalid value is used, and each connection sends requests only to the server it
/// names.
pub fn config(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (config, issues) = config::parse(text);
    let is_broken = issues.iter().any(|issue| matches!(issue.kind, IssueKind::NotJson(_)));
    if let Some(value) = answers::parse_independently(text.as_bytes()) {
        assert_eq!(is_broken, !value.is_object());
    }
    assert!(!is_broken || issues.len() == 1);
    for issue in &issues {
        assert!(issue.key.chars().count() <= 130 && issue.found.chars().count() <= 60, "{issue:?}");
    }
    assert!(config.title.is_none_or(|title| (1..=80).contains(&title.chars().count())));
    assert!(config.accent.is_none_or(|accent| accent.len() == 7 && accent.starts_with('#')));
    assert!(config.languages.iter().all(|tag| (2..=35).contains(&tag.len()) && tag.is_ascii()));
    let mut ids = HashSet::new();
    for connection in &config.connections {
        assert!(ids.insert(connection.id.to_string()), "a duplicate id");
        check_connection(connection);
    }
}

fn check_connection(connection: &Connection) {
    assert!((1..=80).contains(&connection.name.chars().count()));
    let me = CodeOwner::me();
    let (base, request) = match &connection.service {
        Service::AccessCode { base, path } => {
            (base.clone(), request::access_code(Method::Get, base, path, &me, None, "en"))
        }
        Service::ActivationCodes { base, tenant, installation, .. } => {
            let images = ImageOptions::default();
            let request = request::activation_codes(base, tenant, *installation, &me, images, None, "en");
            (base.clone(), request)
        }
    };
    urls::check_base(&base);
    urls::check_request(&base, &request);
    assert_eq!(
        connection.auth == Auth::Gateway,
        request.is_same_origin,
        "a key for a gateway, or none for a server"
    );
}
