use super::*;

fn levels(protection: Protection, name: &str, cases: &[(&str, Level)]) {
    for (value, expected) in cases {
        let headers = format!("date: Thu, 13 Jun 2024 10:20:00 GMT\n{name}: {value}\nserver: x");
        assert_eq!(protection.level(&headers), *expected, "{name}: {value}");
    }
    assert_eq!(protection.level("date: Thu, 13 Jun 2024 10:20:00 GMT"), Level::Missing, "{name}");
    let longer_name = format!("{name}-report-only: {}", cases[0].0);
    assert_eq!(protection.level(&longer_name), Level::Missing, "{longer_name}");
}

#[test]
fn scripts_need_a_policy_without_exceptions() {
    let cases = [
        ("script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'", Level::Strong),
        ("default-src 'none'; script-src 'self'", Level::Strong),
        ("default-src 'self'", Level::Strong),
        ("SCRIPT-SRC 'Self'", Level::Strong),
        ("script-src 'self'; script-src *", Level::Strong),
        ("script-src 'self' 'unsafe-inline'", Level::Weak),
        ("script-src 'self' 'UNSAFE-EVAL'", Level::Weak),
        ("script-src *", Level::Weak),
        ("default-src 'self' data:", Level::Weak),
        ("script-src https:", Level::Weak),
        ("script-src 'self'; script-src-elem 'self' 'unsafe-inline'", Level::Weak),
        ("script-src 'unsafe-inline', script-src 'self'", Level::Strong),
        ("img-src 'self'", Level::Missing),
        ("", Level::Missing),
    ];
    levels(Protection::Scripts, "content-security-policy", &cases);
}

#[test]
fn trusted_types_need_the_directive_for_scripts() {
    let cases = [
        ("default-src 'self'; require-trusted-types-for 'script'; trusted-types latchkey", Level::Strong),
        ("default-src 'self', require-trusted-types-for 'script'", Level::Strong),
        ("trusted-types latchkey", Level::Missing),
        ("require-trusted-types-for", Level::Missing),
    ];
    levels(Protection::TrustedTypes, "content-security-policy", &cases);
}

#[test]
fn framing_needs_named_ancestors_or_the_older_header() {
    let cases = [
        ("frame-ancestors 'none'", Level::Strong),
        ("frame-ancestors", Level::Strong),
        ("frame-ancestors 'self' https://studio.example", Level::Strong),
        ("frame-ancestors *", Level::Weak),
        ("frame-ancestors https:", Level::Weak),
        ("default-src 'none'", Level::Missing),
    ];
    levels(Protection::Framing, "content-security-policy", &cases);
    let older = |value| Protection::Framing.level(&format!("x-frame-options: {value}"));
    assert_eq!((older("DENY"), older("SAMEORIGIN")), (Level::Strong, Level::Strong));
    assert_eq!(older("ALLOW-FROM https://a.example"), Level::Missing);
    let both = "content-security-policy: frame-ancestors *\nx-frame-options: DENY";
    assert_eq!(Protection::Framing.level(both), Level::Weak, "browsers heed frame-ancestors alone");
}

#[test]
fn secure_transport_needs_half_a_year() {
    let cases = [
        ("max-age=63072000; includeSubDomains; preload", Level::Strong),
        ("includeSubDomains; Max-Age=\"15552000\"", Level::Strong),
        ("max-age=15551999", Level::Weak),
        ("max-age=0", Level::Missing),
        ("max-age=-1", Level::Missing),
        ("max-age", Level::Missing),
    ];
    levels(Protection::SecureTransport, "strict-transport-security", &cases);
}

#[test]
fn the_other_headers_have_a_strong_value_each() {
    levels(
        Protection::ContentTypes,
        "x-content-type-options",
        &[("nosniff", Level::Strong), ("NoSniff, x", Level::Strong), ("x, nosniff", Level::Missing)],
    );
    levels(
        Protection::Referrer,
        "referrer-policy",
        &[
            ("no-referrer", Level::Strong),
            ("unsafe-url, no-referrer", Level::Strong),
            ("same-origin, of-tomorrow", Level::Strong),
            ("strict-origin-when-cross-origin", Level::Strong),
            ("no-referrer, unsafe-url", Level::Weak),
            ("origin", Level::Weak),
            ("of-tomorrow", Level::Missing),
        ],
    );
    levels(
        Protection::Opener,
        "cross-origin-opener-policy",
        &[
            ("same-origin; report-to=\"x\"", Level::Strong),
            ("same-origin-allow-popups", Level::Weak),
            ("unsafe-none", Level::Missing),
        ],
    );
    levels(
        Protection::Resources,
        "cross-origin-resource-policy",
        &[("same-origin", Level::Strong), ("same-site", Level::Weak), ("cross-origin", Level::Missing)],
    );
    levels(
        Protection::Permissions,
        "permissions-policy",
        &[
            ("camera=(), microphone=( ), geolocation=();report-to=x", Level::Strong),
            ("camera=(), geolocation=(self), microphone=()", Level::Weak),
            ("camera=*", Level::Missing),
        ],
    );
    levels(
        Protection::Caching,
        "cache-control",
        &[
            ("no-store", Level::Strong),
            ("private, No-Store, max-age=0", Level::Strong),
            ("no-cache", Level::Weak),
            ("max-age=0, must-revalidate", Level::Weak),
            ("public, max-age=600", Level::Missing),
        ],
    );
}

#[test]
fn each_protection_has_a_name_of_its_own() {
    let mut names: Vec<_> = Protection::ALL.iter().map(|protection| protection.header_name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Protection::ALL.len());
}
