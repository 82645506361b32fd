//! The request log and the page at `GET /`.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::server::{Server, start, start_with};

fn log(server: &Server) -> Vec<Value> {
    server.get("/log").send().json().as_array().unwrap().clone()
}

#[test]
fn api_requests_are_listed_in_order_and_can_be_cleared() {
    let server = start();
    server.customer(1234).header("Origin", "http://app.test").send();
    server.clock.advance(Duration::from_secs(2));
    server.user("nobody").send();
    server.get("/api/gym/v1/customers/me/access-code").send();
    server.request("HEAD", "/v1/customers/1/access-code").with_key().send();
    server.get("/time").send();
    server.get("/").send();
    let entry = |method: &str, path: &str, status: u16, second: u8, origin: Option<&str>| {
        let time = format!("2024-06-13T10:20:0{second}Z");
        json!({
            "method": method, "path": path, "status": status, "time": time, "origin": origin, "fault": null,
        })
    };
    let user = "/digitanium/v4/users/nobody/activationcodes?responseQrType=normal&qrCode=false";
    assert_eq!(
        log(&server),
        [
            entry("GET", "/v1/customers/1234/access-code", 200, 0, Some("http://app.test")),
            entry("GET", user, 404, 2, None),
            entry("GET", "/api/gym/v1/customers/me/access-code", 403, 2, None),
            entry("HEAD", "/v1/customers/1/access-code", 200, 2, None),
        ]
    );
    assert_eq!(server.request("DELETE", "/log").send().status, 204);
    assert!(log(&server).is_empty());
}

#[test]
fn neither_credentials_nor_unknown_parameters_are_logged() {
    let server = start();
    server.get("/v1/customers/sandbox-key/access-code?api_key=sandbox-key&x=hidden").with_key().send();
    server
        .get("/auth/realms/demo/v3_activationcode/sandbox-token/?access_token=eyJhbGciOi")
        .with_token()
        .send();
    let text = server.get("/log").send().text().to_owned();
    for secret in ["sandbox-key", "sandbox-token", "hidden", "eyJhbGciOi"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    assert_eq!(log(&server).len(), 2);
}

#[test]
fn preflights_are_logged_too() {
    let server = start();
    let path = "/v1/customers/1234/access-code";
    server
        .request("OPTIONS", path)
        .header("Origin", "x")
        .header("Access-Control-Request-Method", "GET")
        .send();
    assert_eq!((&log(&server)[0]["method"], &log(&server)[0]["status"]), (&json!("OPTIONS"), &json!(204)));
}

#[test]
fn a_request_in_progress_has_no_status() {
    let server = start();
    let stream = server.customer(7091).open();
    let start_time = Instant::now();
    while log(&server).is_empty() {
        assert!(start_time.elapsed() < Duration::from_secs(5));
    }
    assert_eq!(log(&server)[0]["status"], Value::Null);
    drop(stream);
}

#[test]
fn latency_delays_the_apis_only() {
    let server = start_with(|settings| settings.latency = 600);
    let start_time = Instant::now();
    server.customer(1235).send();
    assert!(start_time.elapsed() >= Duration::from_millis(600));
    let start_time = Instant::now();
    server.get("/log").send();
    assert!(start_time.elapsed() < Duration::from_millis(600));
}

#[test]
fn the_page_lists_all_endpoints_customers_and_users() {
    let server = start();
    let page = server.get("/").send();
    assert_eq!(page.status, 200);
    let text = page.text();
    for word in [
        "sandbox-key",
        "sandbox-token",
        "  1234  dynamic",
        " 42905  429",
        "codes-10000",
        "shape-image-logo",
        "train-429",
        "POST      /chaos?percent=N",
        "GET       /elsewhere",
        "GET       /minted",
        "POST /clock?advance=MS",
        "now 0, seed 1994",
    ] {
        assert!(text.contains(word), "{word}");
    }
    assert!(text.contains("invention of this sandbox"));
}

/// Sends a request for every customer and user on the page.
#[test]
fn every_customer_and_user_of_the_page_is_known() {
    let server = start();
    let page = server.get("/").send().text().to_owned();
    let (customers, users) = page.split_once("\nCustomers\n").unwrap().1.split_once("\nUsers\n").unwrap();
    let ids: Vec<&str> = customers.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let ids: Vec<&str> = ids.into_iter().filter(|id| id.parse::<u32>().is_ok()).collect();
    assert!(ids.len() > 70, "{}", ids.len());
    for id in ids.iter().filter(|id| !["7091", "7092", "7095", "404"].contains(id)) {
        let response = server.customer(id).send();
        let unknown = response.status == 404 && !response.is_html();
        assert!(!unknown, "{id}");
    }
    let names: Vec<&str> = users.lines().filter_map(|line| line.split("  ").next()).collect();
    assert!(names.len() > 80, "{}", names.len());
    let skipped = ["error-404", "fault-silent", "fault-slow", "fault-reset", "any other: 404", "-----", ""];
    for name in names.iter().filter(|name| !skipped.contains(name)) {
        let encoded = name.replace('+', "%2B").replace('/', "%2F").replace('@', "%40").replace(' ', "%20");
        let response = server.user(&encoded.replace('ü', "%C3%BC")).send();
        assert!(!String::from_utf8_lossy(&response.body).contains("User does not exist"), "{name}");
    }
}
