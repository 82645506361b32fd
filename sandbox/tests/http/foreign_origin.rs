//! The foreign origin to which redirects point.

use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::client::Request;
use crate::server::{Server, start, start_with};

fn visits(server: &Server) -> Vec<Value> {
    server.get("/elsewhere").send().json().as_array().unwrap().clone()
}

/// Returns the address and path to which a redirect points.
fn redirect_target(request: Request) -> (SocketAddr, String) {
    let response = request.send();
    assert_eq!(response.status, 302);
    let (address, path) =
        response.header("location").unwrap().strip_prefix("http://").unwrap().split_once('/').unwrap();
    (address.parse().unwrap(), format!("/{path}"))
}

#[test]
fn redirects_lead_to_a_listener_without_visits() {
    let server = start_with(|settings| settings.site = Some(".".into()));
    let via_gateway = server.get_site("/api/gym/v1/customers/7097/access-code").with_app_header();
    let (foreign, _) = redirect_target(server.customer(7097));
    assert!(foreign.ip().is_loopback() && foreign != server.api && Some(foreign) != server.site);
    assert_eq!(
        (redirect_target(via_gateway).0, redirect_target(server.user("fault-elsewhere")).0),
        (foreign, foreign)
    );
    assert_eq!(visits(&server), Vec::<Value>::new());
}

#[test]
fn a_visit_gets_a_code_and_is_recorded_without_header_values() {
    let server = start();
    let (foreign, path) = redirect_target(server.customer(7097));
    let response = Request::new(foreign, "GET", &format!("{path}?key=sandbox-key")).with_key().send();
    assert_eq!(response.json(), json!({ "format": "QR_CODE", "content": "0099999999999999999" }));
    Request::new(foreign, "POST", "/other").header("Authorization", "Bearer x").send();
    Request::new(foreign, "GET", &path).header("X-Api-Key", "").send();
    let visit = |method: &str, path: &str, name: Option<&str>, credential: bool| {
        let names: Vec<&str> = ["host", "connection"].into_iter().chain(name).collect();
        json!({ "method": method, "path": path, "headers": names, "credential": credential })
    };
    assert_eq!(
        visits(&server),
        [
            visit("GET", &path, Some("x-api-key"), true),
            visit("POST", "/other", Some("authorization"), true),
            visit("GET", &path, Some("x-api-key"), false),
        ]
    );
    let text = server.get("/elsewhere").send().text().to_owned();
    assert!(!text.contains("sandbox-key") && !text.contains("Bearer"));
    server.request("POST", "/reset").send();
    assert!(visits(&server).is_empty());
}

#[test]
fn every_origin_and_header_is_allowed() {
    let server = start();
    let (foreign, path) = redirect_target(server.customer(7097));
    let preflight = Request::new(foreign, "OPTIONS", &path)
        .header("Origin", "null")
        .header("Access-Control-Request-Method", "GET")
        .header("Access-Control-Request-Headers", "authorization,x-api-key")
        .send();
    assert_eq!((preflight.status, preflight.body.len()), (204, 0));
    assert_eq!(preflight.header("access-control-allow-origin"), Some("null"));
    assert_eq!(preflight.header("access-control-allow-methods"), Some("GET"));
    assert_eq!(preflight.header("access-control-allow-headers"), Some("authorization,x-api-key"));
    let response = Request::new(foreign, "GET", &path).header("Origin", "http://app.test").send();
    assert_eq!(response.header("access-control-allow-origin"), Some("http://app.test"));
    assert_eq!(visits(&server).len(), 2, "preflights are recorded too");
}
