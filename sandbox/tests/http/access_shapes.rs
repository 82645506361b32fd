//! Responses of the access code API that differ from the documented ones.

use std::time::Duration;

use serde_json::{Value, json};

use crate::server::start;

#[test]
fn expires_at_comes_in_every_format() {
    let server = start();
    // The clock shows 10:20:00Z, and the codes expire two minutes later.
    for (id, end) in [
        (7001, Value::Null),
        (7002, json!("")),
        (7011, json!("2024-06-13T10:22:00")),
        (7012, json!("2024-06-13T12:22:00+02:00[Europe/Berlin]")),
        (7013, json!("2024-06-13T10:22Z")),
        (7014, json!("2024-06-13T12:22:00+0200")),
        (7015, json!("2024-06-13t10:22:00z")),
        (7016, json!("2024-06-13 10:22:00Z")),
        (7017, json!("2024-06-13T10:22:60Z")),
        (7018, json!(1_718_274_120)),
        (7019, json!("next Thursday")),
        (7020, json!(1_718_274_120_000_i64)),
        (7021, json!("2024-06-13T10:22:00.123456789Z")),
        (7022, json!("2024-06-13T12:22:00+02:00:00")),
        (7023, json!("2024-06-13T12:22:00+02:00")),
        (7024, json!("9999-12-31T23:59:59Z")),
        (7025, json!("2024-06-13 12:22:00+02")),
        (7026, json!("2024-06-13 10:22:00.123904 +00:00")),
        (7027, json!("2024-06-13 10:22:00 UTC")),
        (7029, json!(133_627_477_200_000_000_i64)),
        (7030, json!(638_538_709_200_000_000_i64)),
        (7032, json!("20240613102200")),
        (7034, json!("2024-07-13T10:20:00Z")),
        (7037, json!(2_147_483_647)),
        (7038, json!(9_223_372_036_854_775_807_i64)),
        (7039, json!("9999-12-31T23:59:59.9999999")),
        (7031, json!("2024-06-13T10:33:00Z")),
    ] {
        let response = server.customer(id).send();
        assert_eq!(response.status, 200, "{id}");
        assert_eq!(response.json().get("expiresAt"), Some(&end), "{id}");
        assert_eq!(response.json()["format"], "QR_CODE");
    }
    assert!(server.customer(7028).send().text().contains(r#""expiresAt":1.718274120E9,"#));
}

#[test]
fn formats_and_contents_differ_from_the_documented_ones() {
    let server = start();
    let json = |id: u32| server.customer(id).send().json();
    assert_eq!(json(7041)["format"], "AZTEC");
    assert!(json(7042).get("format").is_none());
    assert!(server.customer(7051).send().text().ends_with(r#""content":7193046552881740273}"#));
    assert_eq!(json(7052)["content"], "  7193 0465\t5288 ");
    let bidi = json(7053)["content"].as_str().unwrap().to_owned();
    assert!(['\u{202E}', '\u{200B}', '\u{7}', '\0'].iter().all(|character| bidi.contains(*character)));
    assert!(json(7060).get("content").is_none());
    assert_eq!(json(7061)["content"], "");
}

#[test]
fn content_sizes_are_around_the_capacity_of_a_qr_code() {
    let server = start();
    for (id, bytes, characters) in [
        (7054, 2953, 2953),
        (7055, 2954, 2954),
        (7056, 4000, 4000),
        (7057, 2953, 1477),
        (7058, 2954, 1477),
        (7059, 1_000_000, 1_000_000),
    ] {
        let json = server.customer(id).send().json();
        let content = json["content"].as_str().unwrap();
        assert_eq!((content.len(), content.chars().count()), (bytes, characters), "{id}");
    }
}

#[test]
fn bodies_differ_from_the_documented_one() {
    let server = start();
    let none = server.customer(7081).send();
    assert_eq!((none.status, none.body.len()), (204, 0));
    let empty = server.customer(7082).send();
    assert_eq!((empty.status, empty.body.len()), (200, 0));
    assert_eq!(empty.header("content-type"), Some("application/json"));
    let page = server.customer(7083).send();
    assert!(page.status == 200 && page.is_html() && page.text().contains("<script>"));
    let disguised = server.customer(7084).send();
    assert!(disguised.is_html());
    assert_eq!(disguised.json()["format"], "QR_CODE");
    let extra = server.customer(7085).send().json();
    assert_eq!(extra["studio"]["gates"][1], "pool");
    let cut = server.customer(7086).send();
    assert_eq!(cut.header("content-length"), Some(cut.body.len().to_string().as_str()));
    assert!(serde_json::from_slice::<Value>(&cut.body).is_err());
    assert_eq!(server.customer(7087).send().text().matches("\"content\"").count(), 2);
}

#[test]
fn content_can_be_invalid_utf_8() {
    let body = start().customer(7089).send().body;
    assert!(std::str::from_utf8(&body).is_err());
    let json: Value = serde_json::from_str(&String::from_utf8_lossy(&body)).unwrap();
    assert!(json["content"].as_str().unwrap().contains('\u{FFFD}'), "the damage is inside the content");
}

#[test]
fn a_huge_body_has_no_content_length() {
    let response = start().customer(7090).send();
    assert_eq!((response.status, response.header("content-length")), (200, None));
    assert!(response.body.len() > 16 * 1024 * 1024);
    assert!(response.json()["content"].as_str().unwrap().bytes().all(|byte| byte == b'x'));
}

#[test]
fn a_wrong_clock_sets_both_date_and_expiry() {
    for (id, date, end) in [
        (7035, "Thu, 13 Jun 2024 05:20:00 GMT", "2024-06-13T05:20:30Z"),
        (7036, "Thu, 13 Jun 2024 15:20:00 GMT", "2024-06-13T15:20:30Z"),
    ] {
        let server = start();
        let via_gateway =
            server.get(&format!("/api/gym/v1/customers/{id}/access-code")).with_app_header().send();
        for response in [server.customer(id).send(), via_gateway] {
            assert_eq!((response.header("date"), &response.json()["expiresAt"]), (Some(date), &json!(end)));
        }
        server.clock.advance(Duration::from_secs(26));
        let next = server.customer(id).send().json();
        assert_ne!(next["expiresAt"], end, "it is renewed by the wrong clock too");
    }
}
