//! The manual clock, what it dates, and the codes made by it.

use serde_json::{Value, json};

use crate::client::Request;
use crate::command::Running;
use crate::server::{Server, start, start_with};

fn advance(server: &Server, query: &str) -> u16 {
    server.request("POST", &format!("/clock{query}")).send().status
}

fn minted(server: &Server) -> Value {
    server.get("/minted").send().json()
}

#[test]
fn it_stands_still_until_it_is_moved() {
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
fn every_answer_tells_its_time() {
    let server = start_with(|settings| settings.site = Some("tests/http".into()));
    advance(&server, "?advance=61999");
    let lure = server.customer(7097).send().header("location").unwrap().to_owned();
    let elsewhere = lure.split('/').nth(2).unwrap().parse().unwrap();
    for answer in [
        server.customer(1234).send(),
        server.customer(404).send(),
        server.customer(7096).send(),
        server.user("codes-3").send(),
        server.get("/api/gym/v1/customers/me/access-code").ours().send(),
        server.get("/api/gym/v1/customers/me/access-code").send(),
        server.request("DELETE", "/v1/customers/1234/access-code").key().send(),
        server.request("OPTIONS", "/v1/customers/1234/access-code").send(),
        server.get("/nothing").send(),
        server.get("/log").send(),
        server.at_site("/main.rs").send(),
        server.at_site("/none.rs").send(),
        server.at_site("/latchkey.json").send(),
        server.at_site("/time").send(),
        server.at_site("/api/gym/v1/customers/me/access-code").ours().send(),
        Request::new(elsewhere, "GET", "/elsewhere").send(),
    ] {
        let is_date = |(name, _): &&(String, String)| name.eq_ignore_ascii_case("date");
        let dates: Vec<_> = answer.headers.iter().filter(is_date).map(|(_, value)| value).collect();
        assert_eq!(dates, ["Thu, 13 Jun 2024 10:21:01 GMT"], "{}", answer.status);
    }
}

#[test]
fn a_service_with_a_clock_of_its_own_keeps_it() {
    let answer = start().customer(7035).send();
    assert_eq!(answer.header("date"), Some("Thu, 13 Jun 2024 05:20:00 GMT"));
}

#[test]
fn the_codes_made_are_told_with_their_ends_until_a_reset() {
    let server = start();
    assert_eq!(minted(&server), json!([]));
    let first = server.customer(1234).send().json();
    server.customer(1234).send();
    server.customer(1237).send();
    advance(&server, "?advance=26000");
    let second = server.get("/api/gym/v1/customers/me/access-code").ours().send().json();
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
fn the_flag_chooses_and_the_machines_time_is_not_moved() {
    let manual = Running::start(&["--clock", "manual"]);
    let now = |running: &Running| running.request("GET", "/clock").send().json()["millis"].as_i64().unwrap();
    let before = now(&manual);
    assert_eq!(manual.request("POST", "/clock?advance=60000").send().status, 200);
    assert_eq!(now(&manual), before + 60_000);
    let system = Running::start(&[]);
    let before = now(&system);
    assert_eq!(system.request("POST", "/clock?advance=60000").send().status, 409);
    assert!((before..before + 30_000).contains(&now(&system)));
    assert!(system.request("GET", "/clock").send().header("date").is_some());
}
