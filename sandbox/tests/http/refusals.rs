//! Errors of the access code API: documented ones and those of proxies.

use std::collections::HashSet;

use crate::client::Response;
use crate::server::start;

fn assert_vendor_body(response: &Response) {
    let json = response.json();
    assert!(!json["errorMessage"].as_str().unwrap().is_empty());
    assert!(json["errorCode"].as_str().unwrap().starts_with("errormessage."));
    assert!(json["traceId"].as_str().unwrap().parse::<u64>().is_ok());
    assert!(json["args"].is_array() && json["typedArgs"].is_array());
}

#[test]
fn each_error_customer_gets_its_status_with_the_vendors_body() {
    let server = start();
    let mut traces = HashSet::new();
    for status in [400, 401, 403, 404, 408, 409, 429, 500, 502, 503, 504] {
        let response = server.customer(status).send();
        assert_eq!(response.status, status);
        assert_vendor_body(&response);
        assert_eq!(response.header("retry-after"), None);
        assert!(traces.insert(response.json()["traceId"].clone()), "trace ids are unique");
    }
    assert_eq!(server.customer(403).send().json()["errorCode"], "errormessage.permission.denied");
}

#[test]
fn a_refused_member_gets_403_with_a_key_of_its_own_or_without_a_body() {
    let server = start();
    for (id, key) in [
        (40_301, "errormessage.access.disabled"),
        (40_302, "errormessage.payment.overdue"),
        (40_303, "errormessage.customer.blocked"),
    ] {
        let response = server.customer(id).send();
        assert_eq!((response.status, response.json()["errorCode"].as_str()), (403, Some(key)));
        assert_vendor_body(&response);
    }
    let bare = server.customer(40_300).send();
    assert_eq!((bare.status, bare.body.len()), (403, 0));
}

#[test]
fn messages_follow_accept_language() {
    let server = start();
    let message = |language: &str| {
        server.customer(404).header("Accept-Language", language).send().json()["errorMessage"].clone()
    };
    assert_eq!(message("de-CH"), "Das Mitglied existiert nicht.");
    assert_eq!(message("en-GB"), "Customer does not exist.");
    assert_eq!(message("ja"), "Customer does not exist.");
    assert_eq!(server.customer(404).send().json()["errorMessage"], "Customer does not exist.");
}

#[test]
fn unknown_customers_get_404_and_invalid_ids_400() {
    let server = start();
    for id in ["999999", "9223372036854775807", "-7"] {
        let response = server.customer(id).send();
        assert_eq!(response.status, 404, "{id}");
        assert_vendor_body(&response);
        assert_eq!(response.json()["typedArgs"][0]["type"], "INTEGER");
        assert_eq!(response.json()["args"][0].to_string(), id);
    }
    for id in ["me", "1-12345", "9223372036854775808", "1.0", "+5", "%20", "abc"] {
        let response = server.customer(id).send();
        assert_eq!(response.status, 400, "{id}");
        assert_vendor_body(&response);
        assert_eq!(response.json()["reference"], "customerId");
    }
    assert_eq!(server.customer("0001234").send().status, 200);
}

#[test]
fn some_errors_have_no_json_body() {
    let server = start();
    let gone = server.customer(410).send();
    assert_eq!((gone.status, gone.body.len()), (410, 0));
    let bare = server.customer(40_100).send();
    assert_eq!((bare.status, bare.body.len()), (401, 0));
    let page = server.customer(40_400).send();
    assert_eq!(page.status, 404);
    assert!(page.is_html());
}

#[test]
fn retry_after_comes_in_every_format() {
    let server = start();
    for (id, value) in [
        (42_900, "0"),
        (42_901, "Thu, 13 Jun 2024 10:20:05 GMT"),
        (42_902, "Thursday, 13-Jun-24 10:20:05 GMT"),
        (42_903, "Thu Jun 13 10:20:05 2024"),
        (42_904, "abc"),
        (42_906, "-5"),
        (42_986, "86400"),
    ] {
        let response = server.customer(id).send();
        assert_eq!((response.status, response.header("retry-after")), (429, Some(value)));
    }
    let unavailable = server.customer(50_300).send();
    assert_eq!((unavailable.status, unavailable.header("retry-after")), (503, Some("2")));
}

#[test]
fn a_rate_limit_for_one_request_returns_after_a_reset() {
    let server = start();
    let refused = server.customer(42_905).send();
    assert_eq!((refused.status, refused.header("retry-after")), (429, Some("5")));
    assert_eq!(server.customer(42_905).send().status, 200);
    assert_eq!(server.customer(42_905).send().status, 200);
    server.request("POST", "/reset").send();
    assert_eq!(server.customer(42_905).send().status, 429);
}

#[test]
fn error_bodies_come_in_other_formats() {
    let server = start();
    let json = |id: u32| {
        let response = server.customer(id).send();
        assert_eq!(response.status, 400, "{id}");
        response.json()
    };
    assert_eq!(json(7071)["message"], "The value was refused (message).");
    assert_eq!(json(7072)["error_description"], "The value was refused (error_description).");
    assert_eq!(json(7073)["detail"], "It is too old.");
    assert_eq!(json(7074)["error"]["message"], "The value was refused (nested).");
    let hostile = json(7076)["errorMessage"].as_str().unwrap().to_owned();
    assert_eq!(hostile.chars().count(), 2000);
    assert!(hostile.contains("<b>") && hostile.contains('\u{202E}'));
    assert_eq!(json(7077)["typedArgs"][2]["type"], "HOLOGRAM");
    let plain = server.customer(7075).send();
    assert_eq!(plain.status, 500);
    assert!(serde_json::from_slice::<serde_json::Value>(&plain.body).is_err());
}

#[test]
fn an_unknown_path_gets_a_404_page_and_a_wrong_method_405() {
    let server = start();
    let wrong = server.get("/v2/customers/1234/access-code").with_key().send();
    assert_eq!(wrong.status, 404);
    assert!(wrong.is_html());
    assert_eq!(server.request("PUT", "/v1/customers/1234/access-code").with_key().send().status, 405);
}
