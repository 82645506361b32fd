//! The other origin that redirects point at.

use std::net::SocketAddr;

use serde_json::{Value, json};

use crate::client::Request;
use crate::server::{Server, start, start_with};

fn visits(server: &Server) -> Vec<Value> {
    server.get("/elsewhere").send().json().as_array().unwrap().clone()
}

/// Where a redirect leads: listener and path.
fn led(request: Request) -> (SocketAddr, String) {
    let answer = request.send();
    assert_eq!(answer.status, 302);
    let (address, path) =
        answer.header("location").unwrap().strip_prefix("http://").unwrap().split_once('/').unwrap();
    (address.parse().unwrap(), format!("/{path}"))
}

#[test]
fn redirects_lead_to_a_listener_of_its_own_that_nobody_has_visited() {
    let server = start_with(|settings| settings.site = Some(".".into()));
    let through = server.at_site("/api/gym/v1/customers/7097/access-code").ours();
    let (to, _) = led(server.customer(7097));
    assert!(to.ip().is_loopback() && to != server.api && Some(to) != server.site);
    assert_eq!((led(through).0, led(server.user("fault-elsewhere")).0), (to, to));
    assert_eq!(visits(&server), Vec::<Value>::new());
}

#[test]
fn whoever_follows_gets_a_code_and_is_written_down_without_values() {
    let server = start();
    let (to, path) = led(server.customer(7097));
    let answer = Request::new(to, "GET", &format!("{path}?key=sandbox-key")).key().send();
    assert_eq!(answer.json(), json!({ "format": "QR_CODE", "content": "0099999999999999999" }));
    Request::new(to, "POST", "/other").header("Authorization", "Bearer x").send();
    Request::new(to, "GET", &path).header("X-Api-Key", "").send();
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
fn every_origin_and_header_is_welcome() {
    let server = start();
    let (to, path) = led(server.customer(7097));
    let preflight = Request::new(to, "OPTIONS", &path)
        .header("Origin", "null")
        .header("Access-Control-Request-Method", "GET")
        .header("Access-Control-Request-Headers", "authorization,x-api-key")
        .send();
    assert_eq!((preflight.status, preflight.body.len()), (204, 0));
    assert_eq!(preflight.header("access-control-allow-origin"), Some("null"));
    assert_eq!(preflight.header("access-control-allow-methods"), Some("GET"));
    assert_eq!(preflight.header("access-control-allow-headers"), Some("authorization,x-api-key"));
    let answer = Request::new(to, "GET", &path).header("Origin", "http://app.test").send();
    assert_eq!(answer.header("access-control-allow-origin"), Some("http://app.test"));
    assert_eq!(visits(&server).len(), 2, "preflights count");
}
