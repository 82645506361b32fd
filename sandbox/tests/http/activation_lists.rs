//! The lists of activation codes.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::server::{START, Server, start};

const HOUR_SECS: i64 = 3600;

fn value(code: &Value) -> &str {
    code["activationCode"].as_str().unwrap()
}

/// Returns the seconds from the sandbox's start to the code's expiry, if it has one.
fn expires_after(code: &Value) -> Option<i64> {
    let seconds: i64 = code.get("activationNotAfter")?.as_str().unwrap().parse().ok()?;
    (seconds > 0).then(|| seconds - START.seconds())
}

#[test]
fn small_lists_have_the_codes_of_the_table() {
    let server = start();
    let none = server.user("codes-0").send().json();
    assert_eq!(none["data"], json!({ "userId": "codes-0", "activationCodes": [], "codeCount": 0 }));
    assert_eq!(server.user("codes-1").send().codes().len(), 1);
    let three = server.user("codes-3").send().codes();
    let ends: Vec<_> = three.iter().filter_map(expires_after).collect();
    assert_eq!(ends, [HOUR_SECS, 72 * HOUR_SECS, 60 * 24 * HOUR_SECS]);
    assert!(three.iter().any(|code| value(code).starts_with('0')));
    assert!(three.iter().all(|code| code.get("qrImage").is_none()));
    let expired = server.user("expired").send().codes();
    assert!(!expired.is_empty() && expired.iter().all(|code| expires_after(code).unwrap() < 0));
}

fn assert_mixed(codes: &[Value]) {
    let lists = codes.len() / 50;
    let count =
        |kind: &dyn Fn(Option<i64>) -> bool| codes.iter().filter(|code| kind(expires_after(code))).count();
    assert_eq!(count(&|end| end.is_some_and(|end| end < 0)), 10 * lists);
    assert_eq!(count(&|end| end.is_some_and(|end| (60..15 * 60).contains(&end))), 5 * lists);
    assert_eq!(count(&|end| end.is_none()), 3 * lists);
    let values: HashSet<_> = codes.iter().map(value).collect();
    assert_eq!(values.len(), codes.len(), "no code twice");
    assert!(values.iter().all(|value| (7..=8).contains(&value.len())));
    assert!(values.iter().any(|value| value.starts_with('0')));
    assert_eq!(values.iter().filter(|value| value.bytes().any(|b| b.is_ascii_alphabetic())).count(), 1);
}

#[test]
fn the_list_of_fifty_has_codes_of_all_kinds() {
    let server = start();
    let codes = server.user("codes-50").send().codes();
    assert_eq!(codes.len(), 50);
    assert_mixed(&codes);
}

#[test]
fn ten_thousand_codes_are_cached_and_about_a_megabyte() {
    let server = start();
    let first = server.user("codes-10000").send();
    assert_eq!(first.json()["data"]["codeCount"], 10_000);
    assert_mixed(&first.codes());
    assert!((500_000..1_500_000).contains(&first.body.len()), "{}", first.body.len());
    let start_time = Instant::now();
    let second = server.user("codes-10000").send();
    assert!(start_time.elapsed() < Duration::from_secs(1), "{:?}", start_time.elapsed());
    assert!(second.body == first.body);
}

#[test]
fn there_is_a_list_of_one_code_more_than_ten_thousand() {
    let codes = start().user("codes-10001").send().codes();
    assert_eq!(codes.len(), 10_001);
    assert_mixed(&codes[..10_000]);
}

#[test]
fn lists_are_stable_while_time_passes() {
    let server = start();
    let first = server.user("codes-50").send();
    server.clock.advance(Duration::from_mins(90));
    assert!(server.user("codes-50").send().body == first.body);
}

#[test]
fn lists_expire_relative_to_the_last_reset() {
    let server = start();
    let first = expires_after(&server.user("codes-1").send().codes()[0]);
    server.clock.advance(Duration::from_mins(90));
    server.request("POST", "/reset").send();
    let again = expires_after(&server.user("codes-1").send().codes()[0]);
    assert_eq!(again, first.map(|seconds| seconds + 90 * 60));
}

fn expiry_of_soon(server: &Server) -> i64 {
    expires_after(&server.user("soon").send().codes()[0]).unwrap()
}

#[test]
fn soon_expires_fifteen_seconds_after_the_first_request() {
    let server = start();
    server.clock.advance(Duration::from_secs(100));
    assert_eq!(expiry_of_soon(&server), 115);
    server.clock.advance(Duration::from_secs(20));
    assert_eq!(expiry_of_soon(&server), 115, "it stays listed when expired");
    server.request("POST", "/reset").send();
    assert_eq!(expiry_of_soon(&server), 135);
}
