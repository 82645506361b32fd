//! Access codes: key, lifetime, renewal and overlap.

use std::time::Duration;

use serde_json::Value;

use crate::server::{START, Server, start, start_with};

fn code(server: &Server, id: u32) -> (String, Option<String>) {
    let response = server.customer(id).send();
    assert_eq!(response.status, 200);
    assert_eq!(response.header("content-type"), Some("application/json"));
    let json = response.json();
    assert_eq!(json["format"], "QR_CODE");
    (json["content"].as_str().unwrap().to_owned(), json["expiresAt"].as_str().map(str::to_owned))
}

fn after(seconds: u64) -> String {
    START.plus(Duration::from_secs(seconds)).iso()
}

#[test]
fn only_the_key_is_accepted() {
    let server = start();
    let path = "/v1/customers/1234/access-code";
    assert_eq!(server.get(path).with_key().send().status, 200);
    for wrong in [
        server.get(path),
        server.get(path).header("X-API-KEY", "sandbox-key2"),
        server.get(path).header("X-API-KEY", ""),
        server.get(path).header("Authorization", "sandbox-key"),
        server.get(path).with_token(),
    ] {
        let response = wrong.send();
        assert_eq!(response.status, 401);
        assert_eq!(
            response.json()["errorMessage"],
            "Authentication failed. No api-key, wrong api-key or wrong header name."
        );
    }
    assert_eq!(server.get(path).header("x-api-key", "sandbox-key").send().status, 200);
}

#[test]
fn head_checks_only_the_key() {
    let server = start();
    for id in ["1234", "404", "500", "999999", "not-a-number"] {
        let target = format!("/v1/customers/{id}/access-code");
        let right = server.request("HEAD", &target).with_key().send();
        assert_eq!((right.status, right.body.len()), (200, 0), "{id}");
        assert_eq!(server.request("HEAD", &target).send().status, 401, "{id}");
    }
}

#[test]
fn members_are_in_the_vendors_order() {
    let server = start();
    let response = server.customer(1234).send();
    let text = response.text();
    let position = |member: &str| text.find(member).unwrap();
    assert!(
        position("\"format\"") < position("\"expiresAt\"")
            && position("\"expiresAt\"") < position("\"content\"")
    );
    assert_eq!(response.json().as_object().unwrap().len(), 3);
}

#[test]
fn contents_have_the_documented_kinds() {
    let server = start();
    let (digits, end) = code(&server, 1234);
    assert!(digits.len() == 19 && digits.starts_with("00") && digits.bytes().all(|b| b.is_ascii_digit()));
    assert_eq!(end, Some(after(30)));

    let (token, end) = code(&server, 1235);
    assert!(token.len() == 8 && token.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
    assert_eq!(end, None);

    let (text, end) = code(&server, 1236);
    let members: Value = serde_json::from_str(&text).unwrap();
    assert!(["uuid", "customer_number", "tenant"].iter().all(|member| members[member].is_string()));
    assert!((105..=115).contains(&text.len()), "{}", text.len());
    assert_eq!(end, Some(after(30)));

    let (fixed, end) = code(&server, 1237);
    assert_eq!((fixed.len(), end), (19, None));
    assert!(server.customer(1237).send().json().get("expiresAt").is_none());
    server.clock.advance(Duration::from_hours(1));
    assert_eq!(code(&server, 1237).0, fixed);
}

#[test]
fn the_current_code_is_returned_until_the_overlap_begins() {
    let server = start();
    let first = code(&server, 1234);
    server.clock.advance(Duration::from_secs(25));
    assert_eq!(code(&server, 1234), first);
    server.clock.advance(Duration::from_millis(1));
    let second = code(&server, 1234);
    assert_ne!(second.0, first.0);
    assert_eq!(second.1, Some(START.plus(Duration::from_millis(55_001)).iso()));
    server.clock.advance(Duration::from_secs(1));
    assert_eq!(code(&server, 1234), second);
}

#[test]
fn without_overlap_a_code_is_returned_until_it_expires() {
    let server = start();
    let first = code(&server, 1238);
    server.clock.advance(Duration::from_millis(29_999));
    assert_eq!(code(&server, 1238), first);
    server.clock.advance(Duration::from_millis(1));
    let second = code(&server, 1238);
    assert_ne!(second.0, first.0);
    assert_eq!(second.1, Some(after(60)));
}

#[test]
fn options_set_lifetime_and_overlap() {
    let server = start_with(|settings| {
        settings.renew = 8;
        settings.overlap = 2;
    });
    let first = code(&server, 1234);
    assert_eq!(first.1, Some(after(8)));
    server.clock.advance(Duration::from_secs(6));
    assert_eq!(code(&server, 1234), first);
    server.clock.advance(Duration::from_millis(500));
    assert_ne!(code(&server, 1234), first);
}

#[test]
fn a_fixed_lifetime_overrides_the_option() {
    let server = start_with(|settings| settings.renew = 7);
    assert_eq!(code(&server, 1003).1, Some(after(3)));
    assert_eq!(code(&server, 1010).1, Some(after(10)));
    assert_eq!(code(&server, 1060).1, Some(after(60)));
    // The overlap of 5 s is limited to half the lifetime of 3 s.
    let first = code(&server, 1003);
    server.clock.advance(Duration::from_millis(1500));
    assert_eq!(code(&server, 1003), first);
    server.clock.advance(Duration::from_millis(1));
    assert_ne!(code(&server, 1003), first);
}

#[test]
fn customers_have_codes_of_their_own_and_a_reset_removes_them() {
    let server = start();
    let first = code(&server, 1234);
    assert_ne!(code(&server, 1010).0, first.0);
    assert_eq!(server.request("POST", "/reset").send().status, 204);
    assert_ne!(code(&server, 1234).0, first.0);
}
