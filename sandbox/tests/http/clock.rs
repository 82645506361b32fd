//! The manual clock, the `Date` of responses, and minted codes.

use serde_json::{Value, json};

use crate::client::Request;
use crate::process::SandboxProcess;
use crate::server::{Server, start, start_with};

fn advance(server: &Server, query: &str) -> u16 {
    server.request("POST", &format!("/clock{query}")).send().status
}

fn minted(server: &Server) -> Value {
    server.get("/minted").send().json()
}

#[test]
fn a_manual_clock_does_not_run_until_it_is_advanced() {
    let server = start();
    assert_eq!(
        server.get("/clock").send().json(),
        json!({ "now": "2024-06-13T10:20:00Z", "millis": 1_718_274_000_000_i64 })
    );
    let moved = server.request("POST", "/clock?advance=1250").send();
    assert_eq!(moved.json()["now"], "2024-06-13T10:20:01.250Z");
    for wrong in ["", "?advance=", "?advance=-1", "?advance=86400001", "?advance=1s", "?by=1"] {
        assert_eq!(advance(&server, wrong), 400, "{wrong}");
    }
    server.request("POST", "/reset").send();
    assert_eq!(server.get("/clock").send().json()["millis"], 1_718_274_001_250_i64);
    assert_eq!(advance(&server, "?advance=86400000"), 200);
    assert_eq!(server.get("/clock").send().json()["now"], "2024-06-14T10:20:01.250Z");
}

#[test]
fn every_response_has_the_date_of_the_manual_clock() {
    let server = start_with(|settings| settings.site = Some("tests/http".into()));
    advance(&server, "?advance=61999");
    let foreign_url = server.customer(7097).send().header("location").unwrap().to_owned();
    let foreign_address = foreign_url.split('/').nth(2).unwrap().parse().unwrap();
    for response in [
        server.customer(1234).send(),
        server.customer(404).send(),
        server.customer(7096).send(),
        server.user("codes-3").send(),
        server.get("/api/gym/v1/customers/me/access-code").with_app_header().send(),
        server.get("/api/gym/v1/customers/me/access-code").send(),
        server.request("DELETE", "/v1/customers/1234/access-code").with_key().send(),
        server.request("OPTIONS", "/v1/customers/1234/access-code").send(),
        server.get("/nothing").send(),
        server.get("/log").send(),
        server.get_site("/main.rs").send(),
        server.get_site("/none.rs").send(),
        server.get_site("/latchkey.json").send(),
        server.get_site("/time").send(),
        server.get_site("/api/gym/v1/customers/me/access-code").with_app_header().send(),
        Request::new(foreign_address, "GET", "/elsewhere").send(),
    ] {
        let is_date = |(name, _): &&(String, String)| name.eq_ignore_ascii_case("date");
        let dates: Vec<_> = response.headers.iter().filter(is_date).map(|(_, value)| value).collect();
        assert_eq!(dates, ["Thu, 13 Jun 2024 10:21:01 GMT"], "{}", response.status);
    }
}

#[test]
fn a_response_with_a_date_of_its_own_keeps_it() {
    let response = start().customer(7035).send();
    assert_eq!(response.header("date"), Some("Thu, 13 Jun 2024 05:20:00 GMT"));
}

#[test]
fn minted_codes_are_listed_with_their_expiry_until_a_reset() {
    let server = start();
    assert_eq!(minted(&server), json!([]));
    let first = server.customer(1234).send().json();
    server.customer(1234).send();
    server.customer(1237).send();
    advance(&server, "?advance=26000");
    let second = server.get("/api/gym/v1/customers/me/access-code").with_app_header().send().json();
    let other = server.customer(1010).send().json();
    assert_eq!(
        minted(&server),
        json!([
            { "customer": 1234, "content": first["content"], "ends": "2024-06-13T10:20:30Z" },
            { "customer": 1234, "content": second["content"], "ends": "2024-06-13T10:20:56Z" },
            { "customer": 1010, "content": other["content"], "ends": "2024-06-13T10:20:36Z" },
        ])
    );
    server.request("POST", "/reset").send();
    assert_eq!(minted(&server), json!([]));
}

#[test]
fn the_option_chooses_the_clock_and_the_system_clock_cannot_be_advanced() {
    let manual = SandboxProcess::start(&["--clock", "manual"]);
    let now =
        |running: &SandboxProcess| running.request("GET", "/clock").send().json()["millis"].as_i64().unwrap();
    let before = now(&manual);
    assert_eq!(manual.request("POST", "/clock?advance=60000").send().status, 200);
    assert_eq!(now(&manual), before + 60_000);
    let system = SandboxProcess::start(&[]);
    let before = now(&system);
    assert_eq!(system.request("POST", "/clock?advance=60000").send().status, 409);
    assert!((before..before + 30_000).contains(&now(&system)));
    assert!(system.request("GET", "/clock").send().header("date").is_some());
}
