//! Activation codes: addresses, token, envelope and lists.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::server::{START, Server, start};

const HOUR: i64 = 3600;

fn value(code: &Value) -> &str {
    code["activationCode"].as_str().unwrap()
}

/// Seconds from the sandbox's start to the code's end, where it has one.
fn ends_after(code: &Value) -> Option<i64> {
    let seconds: i64 = code.get("activationNotAfter")?.as_str().unwrap().parse().ok()?;
    (seconds > 0).then(|| seconds - START.seconds())
}

#[test]
fn the_envelope_is_the_one_of_the_vendors_sample() {
    let server = start();
    let answer = server.user_with("codes-3", "responseQrType=mpower&qrCode=true").send();
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let mut json = answer.json();
    // Each member is of the sample's type and stands in the sample's place; values aside, the texts are equal.
    for code in json["data"]["activationCodes"].as_array_mut().unwrap() {
        assert!(code["activationNotAfter"].as_str().unwrap().parse::<i64>().is_ok());
        assert!(code["activationCode"].is_string());
        assert!(code["qrImage"].as_str().unwrap().starts_with("data:image/png;base64,iVBORw"));
        *code = json!({ "activationNotAfter": "", "activationCode": "", "qrImage": "" });
    }
    let code = json!({ "activationNotAfter": "", "activationCode": "", "qrImage": "" });
    assert_eq!(
        json,
        json!({
            "subSystem": 5, "status": "OK", "message": "Activation codes fetched successfully",
            "data": { "userId": "codes-3", "activationCodes": [code, code, code], "codeCount": 3 },
        })
    );
    let text = answer.text();
    let order = [
        "subSystem",
        "status",
        "message",
        "data",
        "userId",
        "activationCodes",
        "activationNotAfter",
        "activationCode\"",
        "qrImage",
        "codeCount",
    ];
    let places: Vec<_> = order.iter().map(|member| text.find(&format!("\"{member}")).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
}

#[test]
fn both_addresses_answer_alike() {
    let server = start();
    let ssms = server.user("codes-3").send();
    let query = "responseQrType=normal&qrCode=false";
    let shift = server.get(&format!("/auth/realms/demo/v3_activationcode/codes-3/?{query}")).token().send();
    assert_eq!((shift.status, shift.text()), (200, ssms.text()));
    let without_slash = server.get("/auth/realms/demo/v3_activationcode/codes-3").token().send();
    assert!(without_slash.status == 404 && without_slash.is_html());
}

#[test]
fn the_tenant_stands_in_the_host_name() {
    let server = start();
    let path = "/digitanium/v4/users/codes-1/activationcodes";
    for host in ["demo.localhost", "DEMO.localhost", "demo.example.test", "localhost", "127.0.0.1"] {
        assert_eq!(server.get(path).host(host).token().send().status, 200, "{host}");
    }
    for host in ["other.localhost", "demo2.localhost", "demo", "demo."] {
        let answer = server.get(path).host(host).token().send();
        assert_eq!(answer.status, 404, "{host}");
        assert!(answer.is_html() && !answer.text().contains("User"));
    }
}

#[test]
fn the_realm_is_case_sensitive() {
    let server = start();
    for realm in ["Demo", "DEMO", "other"] {
        let answer = server.get(&format!("/auth/realms/{realm}/v3_activationcode/codes-1/")).token().send();
        assert_eq!(answer.status, 404, "{realm}");
        assert!(!answer.text().to_lowercase().contains("user"));
    }
}

#[test]
fn the_token_opens_and_nothing_else_does() {
    let server = start();
    for path in
        ["/digitanium/v4/users/codes-1/activationcodes", "/auth/realms/demo/v3_activationcode/codes-1/"]
    {
        for wrong in [
            server.get(path),
            server.get(path).key(),
            server.get(path).header("Authorization", "Bearer other"),
            server.get(path).header("Authorization", "sandbox-token"),
            server.get(path).header("Authorization", "Basic sandbox-token"),
        ] {
            let answer = wrong.send();
            assert_eq!(answer.status, 401);
            assert_eq!(
                answer.json(),
                json!({ "subSystem": 5, "status": "Unauthorized", "message": "HTTP 401 Unauthorized" })
            );
        }
        assert_eq!(server.get(path).token().send().status, 200);
    }
}

#[test]
fn unknown_users_do_not_exist() {
    let server = start();
    for name in ["nobody", "CODES-3", "codes-3%20", "me", "error-404"] {
        let answer = server.user(name).send();
        assert_eq!(answer.status, 404, "{name}");
        assert_eq!(answer.json()["message"], "User does not exist");
        assert_eq!(answer.json()["status"], "Not Found");
    }
}

#[test]
fn a_percent_encoded_name_is_decoded_once_and_echoed() {
    let server = start();
    let encoded = "name%2Bwith%2Fodd%40chars%20%C3%BC";
    for answer in [
        server.user(encoded).send(),
        server.get(&format!("/auth/realms/demo/v3_activationcode/{encoded}/")).token().send(),
    ] {
        assert_eq!(answer.status, 200);
        assert_eq!(answer.json()["data"]["userId"], "name+with/odd@chars ü");
        assert_eq!(answer.codes().len(), 1);
    }
    let twice = encoded.replace('%', "%25");
    assert_eq!(server.user(&twice).send().status, 404);
}

#[test]
fn error_users_answer_their_status() {
    let server = start();
    for (status, word) in [
        (400, "Bad Request"),
        (401, "Unauthorized"),
        (403, "Forbidden"),
        (409, "Conflict"),
        (429, "Too Many Requests"),
        (500, "Internal Server Error"),
        (502, "Bad Gateway"),
        (503, "Service Unavailable"),
        (504, "Gateway Timeout"),
    ] {
        let answer = server.user(&format!("error-{status}")).send();
        assert_eq!(answer.status, status);
        assert_eq!(answer.json()["status"], word);
        assert_eq!(answer.json()["message"], format!("HTTP {status} {word}"));
        assert_eq!(answer.header("retry-after"), None);
    }
    let limited = server.user("error-429-after").send();
    assert_eq!((limited.status, limited.header("retry-after")), (429, Some("3")));
    let missing = server.user("missing-path").send();
    assert!(missing.status == 404 && missing.is_html());
}

#[test]
fn small_lists() {
    let server = start();
    let none = server.user("codes-0").send().json();
    assert_eq!(none["data"], json!({ "userId": "codes-0", "activationCodes": [], "codeCount": 0 }));
    assert_eq!(server.user("codes-1").send().codes().len(), 1);
    let three = server.user("codes-3").send().codes();
    let ends: Vec<_> = three.iter().filter_map(ends_after).collect();
    assert_eq!(ends, [HOUR, 72 * HOUR, 60 * 24 * HOUR]);
    assert!(three.iter().any(|code| value(code).starts_with('0')));
    assert!(three.iter().all(|code| code.get("qrImage").is_none()));
    let expired = server.user("expired").send().codes();
    assert!(!expired.is_empty() && expired.iter().all(|code| ends_after(code).unwrap() < 0));
}

fn assert_mixed(codes: &[Value]) {
    let lists = codes.len() / 50;
    let count =
        |kind: &dyn Fn(Option<i64>) -> bool| codes.iter().filter(|code| kind(ends_after(code))).count();
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
fn fifty_codes_of_all_kinds() {
    let server = start();
    let codes = server.user("codes-50").send().codes();
    assert_eq!(codes.len(), 50);
    assert_mixed(&codes);
}

#[test]
fn ten_thousand_codes_are_quick_and_about_a_megabyte() {
    let server = start();
    let first = server.user("codes-10000").send();
    assert_eq!(first.json()["data"]["codeCount"], 10_000);
    assert_mixed(&first.codes());
    assert!((500_000..1_500_000).contains(&first.body.len()), "{}", first.body.len());
    let begun = Instant::now();
    let second = server.user("codes-10000").send();
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert!(second.body == first.body);
}

#[test]
fn one_code_more_than_ten_thousand() {
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
fn a_reset_lets_every_list_begin_anew() {
    let server = start();
    let first = ends_after(&server.user("codes-1").send().codes()[0]);
    server.clock.advance(Duration::from_mins(90));
    server.request("POST", "/reset").send();
    let again = ends_after(&server.user("codes-1").send().codes()[0]);
    assert_eq!(again, first.map(|seconds| seconds + 90 * 60));
}

fn end_of_soon(server: &Server) -> i64 {
    ends_after(&server.user("soon").send().codes()[0]).unwrap()
}

#[test]
fn soon_ends_fifteen_seconds_after_it_was_first_asked_for() {
    let server = start();
    server.clock.advance(Duration::from_secs(100));
    assert_eq!(end_of_soon(&server), 115);
    server.clock.advance(Duration::from_secs(20));
    assert_eq!(end_of_soon(&server), 115, "it stays expired");
    server.request("POST", "/reset").send();
    assert_eq!(end_of_soon(&server), 135);
}
