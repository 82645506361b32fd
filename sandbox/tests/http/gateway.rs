//! The stand-in for the gateway.

use serde_json::json;

use crate::server::start;

const GYM: &str = "/api/gym/v1/customers";
const SSMS: &str = "/api/identity/digitanium/v4/users";
const SHIFT: &str = "/api/identity/auth/realms/demo/v3_activationcode";

#[test]
fn requests_without_the_header_are_refused() {
    let server = start();
    for target in [
        format!("{GYM}/1234/access-code"),
        format!("{SSMS}/codes-3/activationcodes"),
        format!("{SHIFT}/codes-3/"),
        "/api/anything".to_owned(),
    ] {
        for request in [
            server.get(&target),
            server.get(&target).with_key().with_token(),
            server.get(&target).header("X-Requested-By", "somebody"),
        ] {
            let response = request.send();
            assert_eq!(response.status, 403, "{target}");
            assert_eq!(response.json()["errorCode"], "gateway.refused");
            assert!(response.json()["errorMessage"].as_str().unwrap().contains("X-Requested-By"));
        }
    }
}

#[test]
fn it_adds_the_credentials_and_disables_caching() {
    let server = start();
    let access = server.get(&format!("{GYM}/1235/access-code")).with_app_header().send();
    assert_eq!(access.json(), server.customer(1235).send().json());
    assert_eq!(access.header("cache-control"), Some("no-store"));
    let query = "?responseQrType=normal&qrCode=false";
    let direct = server.user("codes-3").send();
    for target in [format!("{SSMS}/codes-3/activationcodes{query}"), format!("{SHIFT}/codes-3/{query}")] {
        let response = server.get(&target).with_app_header().send();
        assert_eq!((response.status, response.text()), (200, direct.text()));
        assert_eq!(response.header("cache-control"), Some("no-store"));
    }
    let image = server.get(&format!("{SSMS}/codes-3/activationcodes?qrCode=true")).with_app_header().send();
    assert!(image.codes()[0]["qrImage"].is_string());
}

#[test]
fn it_returns_the_same_codes_and_errors() {
    let server = start();
    let via_gateway = server.get(&format!("{GYM}/1234/access-code")).with_app_header().send().json();
    assert_eq!(server.customer(1234).send().json(), via_gateway);
    let german = server
        .get(&format!("{GYM}/404/access-code"))
        .with_app_header()
        .header("Accept-Language", "de")
        .send();
    assert_eq!(
        (german.status, german.json()["errorMessage"].as_str()),
        (404, Some("Das Mitglied existiert nicht."))
    );
    let id = server.get(&format!("{GYM}/1-23/access-code")).with_app_header().send();
    assert_eq!((id.status, id.json()["reference"].as_str()), (400, Some("customerId")));
    assert_eq!(server.get(&format!("{SSMS}/nobody/activationcodes")).with_app_header().send().status, 404);
    let realm =
        server.get("/api/identity/auth/realms/other/v3_activationcode/codes-1/").with_app_header().send();
    assert_eq!(realm.status, 404);
    assert!(!realm.text().to_lowercase().contains("user"));
    let wrong = server.get("/api/nothing/here").with_app_header().send();
    assert!(wrong.status == 404 && wrong.is_html());
}

#[test]
fn me_is_resolved_only_by_the_gateway() {
    let server = start();
    let mine = server.get(&format!("{GYM}/me/access-code")).with_app_header().send().json();
    assert_eq!(mine, server.customer(1234).send().json());
    let codes = server.get(&format!("{SSMS}/me/activationcodes")).with_app_header().send().json();
    assert_eq!(codes["data"]["userId"], "codes-3");
    let codes = server.get(&format!("{SHIFT}/me/")).with_app_header().send().json();
    assert_eq!(codes["data"]["codeCount"], 3);
    assert_eq!(server.customer("me").send().status, 400);
    assert_eq!(server.user("me").send().status, 404);
}

#[test]
fn head_and_post_are_passed_on() {
    let server = start();
    assert_eq!(server.request("HEAD", &format!("{GYM}/me/access-code")).with_app_header().send().status, 200);
    assert_eq!(server.request("HEAD", &format!("{GYM}/me/access-code")).send().status, 403);
    let wanted = json!({ "activationCode": "4564567" });
    let target = format!("{SSMS}/codes-0/activationcodes");
    assert_eq!(server.request("POST", &target).body(&wanted).send().status, 403);
    assert_eq!(server.request("POST", &target).with_app_header().body(&wanted).send().status, 200);
    assert_eq!(server.user("codes-0").send().codes()[0]["activationCode"], "4564567");
}

#[test]
fn time_is_an_empty_object_with_a_date() {
    let server = start();
    let response = server.get("/time").send();
    assert_eq!((response.status, response.json()), (200, json!({})));
    assert_eq!(response.header("cache-control"), Some("no-store"));
    assert!(response.header("date").unwrap().ends_with(" GMT"));
}

#[test]
fn a_session_lasts_until_it_is_ended() {
    let server = start();
    let mine = format!("{GYM}/me/access-code");
    let session = || server.get("/session").with_app_header().send();
    assert_eq!((session().status, session().json()["name"].as_str()), (200, Some("Anna Berg")));
    assert_eq!(session().header("cache-control"), Some("no-store"));
    assert_eq!(server.get("/session").send().status, 403);
    assert_eq!(server.request("POST", "/sign-out").send().status, 403);
    assert_eq!(server.get("/sign-out").header("Sec-Fetch-Site", "cross-site").send().status, 403);
    assert_eq!(server.get(&mine).with_app_header().send().status, 200);

    for end in [
        server.request("POST", "/sign-out").with_app_header(),
        server.get("/sign-out").header("Sec-Fetch-Site", "same-origin"),
        server.request("POST", "/gateway?state=signed-out"),
    ] {
        end.send();
        for response in [session(), server.get(&mine).with_app_header().send()] {
            assert_eq!((response.status, &response.json()["errorCode"]), (401, &json!("gateway.session")));
        }
        let response = server.get("/sign-in").send();
        assert_eq!((response.status, response.header("location")), (302, Some("/")));
        assert_eq!(server.get(&mine).with_app_header().send().status, 200);
    }
}

#[test]
fn a_test_sets_what_the_gateway_answers() {
    let server = start();
    for (state, status, code) in [
        ("not-mapped", 403, "gateway.not_mapped"),
        ("not-allowed", 403, "gateway.not_allowed"),
        ("unreachable", 502, "gateway.unreachable"),
        ("key-refused", 401, "errormessage.authentication.failed"),
    ] {
        assert_eq!(server.request("POST", &format!("/gateway?state={state}")).send().status, 204);
        for target in [format!("{GYM}/me/access-code"), format!("{SHIFT}/me/")] {
            let response = server.get(&target).with_app_header().send();
            assert_eq!((response.status, &response.json()["errorCode"]), (status, &json!(code)), "{target}");
        }
        assert_eq!(server.get("/session").with_app_header().send().status, 200);
    }
    let wrong = server.request("POST", "/gateway?state=asleep").send();
    assert!(wrong.status == 400 && wrong.text().contains("signed-in|signed-out"));
    server.request("POST", "/reset").send();
    assert_eq!(server.get(&format!("{GYM}/me/access-code")).with_app_header().send().status, 200);
}
