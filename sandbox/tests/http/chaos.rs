//! Random faults.

use std::collections::BTreeSet;
use std::io::Read;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::client::Request;
use crate::server::{Server, start, start_with};

fn start_with_chaos(percent: u8, seed: u64) -> Server {
    start_with(|settings| (settings.chaos, settings.chaos_seed) = (percent, seed))
}

fn log(server: &Server) -> Vec<Value> {
    server.get("/log").send().json().as_array().unwrap().clone()
}

/// Creates a request to one of both APIs, directly or through the gateway.
fn api_request(server: &Server, number: usize) -> Request {
    match number % 4 {
        0 => server.customer(1237),
        1 => server.user("codes-3"),
        2 => server.get("/api/gym/v1/customers/me/access-code").with_app_header(),
        _ => server.get("/api/identity/digitanium/v4/users/me/activationcodes").with_app_header(),
    }
}

/// Sends `count` requests and returns their faults.
///
/// Each request is dropped as soon as the log names its fault, since a response can take minutes.
fn faults(server: &Server, count: usize) -> Vec<String> {
    let fault_of = |number| {
        let _connection = api_request(server, number).open();
        let start_time = Instant::now();
        loop {
            let log = log(server);
            if let Some(fault) = log.get(number).and_then(|entry| entry["fault"].as_str()) {
                return fault.to_owned();
            }
            assert!(start_time.elapsed() < Duration::from_secs(10), "{number}: {log:?}");
        }
    };
    (0..count).map(fault_of).collect()
}

fn set_chaos(server: &Server, query: &str) -> u16 {
    server.request("POST", &format!("/chaos{query}")).send().status
}

#[test]
fn without_chaos_nothing_is_replaced() {
    let server = start();
    for number in 0..40 {
        assert_eq!(api_request(&server, number).send().status, 200);
    }
    assert!(log(&server).iter().all(|entry| entry["fault"].is_null()));
}

#[test]
fn the_log_names_each_fault_and_the_same_seed_repeats_them() {
    let server = start_with_chaos(100, 3);
    let first = faults(&server, 24);
    assert!(first.iter().collect::<BTreeSet<_>>().len() > 8, "{first:?}");
    assert_eq!(faults(&start_with_chaos(100, 3), 24), first);
    assert_ne!(faults(&start_with_chaos(100, 4), 24), first);
    server.request("POST", "/reset").send();
    assert_eq!(faults(&server, 24), first, "a reset repeats the sequence");
}

/// Returns the first piece of a response, or an empty text if the connection was reset.
fn first_piece(request: &Request) -> String {
    let mut stream = request.open();
    let mut piece = [0; 4096];
    let length = stream.read(&mut piece).unwrap_or_default();
    String::from_utf8_lossy(&piece[..length]).into_owned()
}

#[test]
fn no_fault_is_permanent_and_every_response_has_its_headers() {
    let server = start_with_chaos(100, 5);
    let requests: Vec<_> =
        (0..80).map(|number| api_request(&server, number).header("Origin", "http://app.test")).collect();
    let responses: Vec<_> =
        requests.into_iter().map(|request| thread::spawn(move || first_piece(&request))).collect();
    let mut statuses = BTreeSet::new();
    for (number, response) in responses.into_iter().enumerate() {
        let response = response.join().unwrap();
        let Some(line) = response.lines().next() else { continue };
        let status: u16 = line.split(' ').nth(1).unwrap().parse().unwrap();
        assert!([200, 204, 302, 408, 409, 429, 500, 502, 503, 504].contains(&status), "{status}");
        statuses.insert(status);
        let is_direct = number % 4 < 2;
        let header = if is_direct {
            "access-control-allow-origin: http://app.test"
        } else {
            "cache-control: no-store"
        };
        assert!(response.contains(header), "{response}");
    }
    assert!(statuses.len() > 5, "{statuses:?}");
    assert!(log(&server).iter().all(|entry| entry["fault"].is_string()));
}

#[test]
fn chaos_can_be_changed_while_running_and_a_reset_restores_it() {
    let server = start();
    assert_eq!(set_chaos(&server, "?percent=100"), 204);
    faults(&server, 4);
    for wrong in ["", "?percent=101", "?percent=-1", "?percent=x", "?percent=", "?share=3"] {
        assert_eq!(set_chaos(&server, wrong), 400, "{wrong}");
    }
    assert_eq!(set_chaos(&server, "?percent=0"), 204);
    assert_eq!(server.customer(1237).send().status, 200);
    set_chaos(&server, "?percent=100");
    server.request("POST", "/reset").send();
    assert_eq!(server.customer(1237).send().status, 200);
    assert!(log(&server)[0]["fault"].is_null());
}

#[test]
fn only_api_responses_are_replaced() {
    let server = start_with(|settings| {
        settings.chaos = 100;
        settings.site = Some("tests/http".into());
    });
    for _ in 0..10 {
        for target in ["/time", "/latchkey.json", "/main.rs"] {
            assert_eq!(server.get_site(target).send().status, 200, "{target}");
        }
        for target in ["/time", "/log", "/elsewhere", "/"] {
            assert_eq!(server.get(target).send().status, 200, "{target}");
        }
        assert_eq!(set_chaos(&server, "?percent=100"), 204);
    }
    let preflight =
        server.request("OPTIONS", "/v1/customers/1234/access-code").header("Origin", "http://app.test");
    assert_eq!(preflight.header("Access-Control-Request-Method", "GET").send().status, 204);
    let without_header = server.get("/api/gym/v1/customers/me/access-code").send();
    assert_eq!(without_header.status, 403, "the gateway itself is not replaced");
    assert!(log(&server).iter().all(|entry| entry["fault"].is_null()));
}
