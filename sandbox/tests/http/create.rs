//! Creating and using up activation codes.

use std::io::Read;
use std::time::Duration;

use serde_json::{Value, json};

use crate::client::{Request, Response};
use crate::images::{png_of, read_png};
use crate::server::{START, Server, start};

fn post(server: &Server, user: &str) -> Request {
    server
        .request("POST", &format!("/digitanium/v4/users/{user}/activationcodes?responseQrType=mpower"))
        .with_token()
}

fn created_code(response: &Response) -> Value {
    assert_eq!(response.status, 200);
    assert_eq!(response.json()["status"], "OK");
    assert_eq!(response.json()["data"]["codeCount"], 1);
    response.codes().remove(0)
}

#[test]
fn a_created_code_is_returned_and_then_listed() {
    let server = start();
    let end = (START.seconds() + 600).to_string();
    let body = json!({ "activationCode": "0099887", "activationNotAfter": end, "secret": false });
    let created = created_code(&post(&server, "codes-0").body(&body).send());
    assert_eq!(created, json!({ "activationNotAfter": end, "activationCode": "0099887" }));
    assert_eq!(server.user("codes-0").send().codes(), [created]);
    assert_eq!(server.user("codes-3").send().codes().len(), 3, "other users are not touched");
    server.request("POST", "/reset").send();
    assert!(server.user("codes-0").send().codes().is_empty());
}

#[test]
fn the_server_chooses_value_and_expiry_if_none_is_given() {
    let server = start();
    server.clock.advance(Duration::from_secs(7));
    for body in [json!({ "activationCode": null }), json!({ "activationCode": "" }), json!({})] {
        let created = created_code(&post(&server, "codes-1").body(&body).send());
        let value = created["activationCode"].as_str().unwrap();
        assert!(value.len() == 8 && value.bytes().all(|b| b.is_ascii_digit()));
        let end: i64 = created["activationNotAfter"].as_str().unwrap().parse().unwrap();
        assert_eq!(end, START.seconds() + 7 + 60 * 86_400);
    }
    assert_eq!(server.user("codes-1").send().codes().len(), 4);
}

#[test]
fn a_secret_code_is_masked_but_its_symbol_contains_it() {
    let server = start();
    let body = json!({ "activationCode": "5550123", "activationNotAfter": null, "secret": true });
    assert_eq!(created_code(&post(&server, "codes-0").body(&body).send())["activationCode"], "***");
    let listed = server.user_with("codes-0", "qrCode=true&responseQrType=normal").send().codes();
    assert_eq!(listed[0]["activationCode"], "***");
    assert_eq!(read_png(&png_of(&listed[0])), "5550123");
}

#[test]
fn the_shift_address_creates_for_the_same_user() {
    let server = start();
    let path = "/auth/realms/demo/v3_activationcode/codes-0/?responseQrType=normal&qrCode=true";
    let body = json!({ "activationCode": "1231234" });
    let created = created_code(&server.request("POST", path).with_token().body(&body).send());
    assert_eq!(read_png(&png_of(&created)), "1231234");
    assert_eq!(server.user("codes-0").send().codes().len(), 1);
}

#[test]
fn a_cached_response_is_rebuilt_for_a_new_code() {
    let server = start();
    assert_eq!(server.user("codes-10000").send().json()["data"]["codeCount"], 10_000);
    post(&server, "codes-10000").body(&json!({ "activationCode": "LATEST" })).send();
    let codes = server.user("codes-10000").send().codes();
    assert_eq!(codes.len(), 10_001);
    assert_eq!(codes[10_000]["activationCode"], "LATEST");
}

#[test]
fn invalid_requests_create_no_code() {
    let server = start();
    let good = json!({ "activationCode": "1" });
    let path = "/digitanium/v4/users/codes-0/activationcodes";
    assert_eq!(server.request("POST", path).body(&good).send().status, 401);
    assert_eq!(
        server.request("POST", path).host("other.localhost").with_token().body(&good).send().status,
        404
    );
    assert_eq!(post(&server, "nobody").body(&good).send().json()["message"], "User does not exist");
    assert_eq!(post(&server, "error-403").body(&good).send().status, 403);
    for bad in [json!([]), json!({ "activationCode": 5 }), json!({ "activationNotAfter": "tomorrow" })] {
        assert_eq!(post(&server, "codes-0").body(&bad).send().status, 400, "{bad}");
    }
    assert!(server.user("codes-0").send().codes().is_empty());
}

#[test]
fn the_codes_of_a_user_are_unique() {
    let server = start();
    let body = json!({ "activationCode": "1827098" });
    let refused = post(&server, "codes-3").body(&body).send();
    assert_eq!(refused.status, 409);
    let expected =
        json!({ "subSystem": 5, "status": "Conflict", "message": "Activation code already exists" });
    assert_eq!(refused.json(), expected);
    assert_eq!(post(&server, "codes-0").body(&body).send().status, 200, "another user's");
    assert_eq!(post(&server, "codes-0").body(&body).send().status, 409, "a created one");
    assert_eq!(server.user("codes-3").send().codes().len(), 3);
}

#[test]
fn codes_can_be_created_through_the_gateway() {
    let server = start();
    let body =
        |code: &str| json!({ "activationCode": code, "activationNotAfter": "1718280000", "secret": true });
    for (path, code) in [
        ("/api/identity/digitanium/v4/users/me/activationcodes?responseQrType=normal", "5550001"),
        ("/api/identity/auth/realms/demo/v3_activationcode/me/?responseQrType=normal", "5550002"),
    ] {
        assert_eq!(server.request("POST", path).body(&body(code)).send().status, 403, "without the header");
        let created = created_code(&server.request("POST", path).with_app_header().body(&body(code)).send());
        assert_eq!(created["activationCode"], "***");
        assert_eq!(server.request("POST", path).with_app_header().body(&body(code)).send().status, 409);
    }
    assert_eq!(server.user("codes-3").send().codes().len(), 5);
}

#[test]
fn a_refused_code_is_not_created() {
    let server = start();
    for (user, status) in [("create-refused", 400), ("create-forbidden", 403), ("create-500", 500)] {
        let refused = post(&server, user).body(&json!({ "activationCode": "1234567" })).send();
        assert_eq!(refused.status, status);
        assert!(refused.json()["message"].is_string());
        assert!(server.user(user).send().codes().is_empty(), "{user}");
    }
}

#[test]
fn a_code_is_created_even_if_the_response_is_lost() {
    let server = start();
    let body = json!({ "activationCode": "1234567" });
    for (user, status) in [("create-504", 504), ("create-empty", 204)] {
        assert_eq!(post(&server, user).body(&body).send().status, status);
    }
    let lost = post(&server, "create-lost").body(&body).open().read(&mut [0; 16]);
    assert!(lost.is_err(), "not even an end");
    let mut hanging = post(&server, "create-hangs").body(&body).open();
    hanging.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    assert!(hanging.read(&mut [0; 16]).is_err(), "no byte");
    for user in ["create-504", "create-empty", "create-lost", "create-hangs"] {
        let codes = server.user(user).send().codes();
        assert_eq!(codes.len(), 1, "{user}");
        assert_eq!(codes[0]["activationCode"], "1234567");
        assert_eq!(post(&server, user).body(&body).send().status, 409, "a second one of {user}");
    }
}

#[test]
fn a_used_code_is_not_listed_any_more() {
    let server = start();
    let listed = |user: &str| server.user(user).send().codes().len();
    let use_up =
        |user: &str, code: &str| server.request("POST", &format!("/use/{user}/{code}")).send().status;
    assert_eq!(use_up("codes-3", "04738126"), 204);
    assert_eq!(use_up("codes-3", "04738126"), 404, "only once");
    assert_eq!(listed("codes-3"), 2);
    for (user, code) in
        [("codes-3", "0000000"), ("codes-1", "1827098"), ("nobody", "1"), ("shape-array", "1")]
    {
        assert_eq!(use_up(user, code), 404, "{user} {code}");
    }
    let body = json!({ "activationCode": "A/b 7", "secret": true });
    post(&server, "codes-0").body(&body).send();
    assert_eq!(use_up("codes-0", "A%2Fb%207"), 204, "a secret code too");
    assert_eq!(listed("codes-0"), 0);
    assert_eq!(post(&server, "codes-0").body(&body).send().status, 200, "a used value is free again");
    assert_eq!(listed("codes-0"), 1);
    server.request("POST", "/reset").send();
    assert_eq!((listed("codes-0"), listed("codes-3")), (0, 3));
}

#[test]
fn a_cached_response_is_rebuilt_for_a_used_code() {
    let server = start();
    let codes = server.user("codes-10001").send().codes();
    let value = codes[0]["activationCode"].as_str().unwrap();
    assert_eq!(server.request("POST", &format!("/use/codes-10001/{value}")).send().status, 204);
    let left = server.user("codes-10001").send().codes();
    assert_eq!(left, codes[1..]);
}
