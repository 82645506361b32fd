//! Faults by chance.

use std::collections::BTreeSet;
use std::io::Read;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::client::Request;
use crate::server::{Server, start, start_with};

fn chaotic(percent: u8, seed: u64) -> Server {
    start_with(|settings| (settings.chaos, settings.chaos_seed) = (percent, seed))
}

fn log(server: &Server) -> Vec<Value> {
    server.get("/log").send().json().as_array().unwrap().clone()
}

/// A call of one of the four kinds.
fn call(server: &Server, number: usize) -> Request {
    match number % 4 {
        0 => server.customer(1237),
        1 => server.user("codes-3"),
        2 => server.get("/api/gym/v1/customers/me/access-code").ours(),
        _ => server.get("/api/identity/digitanium/v4/users/me/activationcodes").ours(),
    }
}

/// The faults of so many calls. Each is left as soon as the log names its fault: waiting for the answers takes minutes.
fn faults(server: &Server, count: usize) -> Vec<String> {
    let one = |number| {
        let _connection = call(server, number).open();
        let begun = Instant::now();
        loop {
            let log = log(server);
            if let Some(fault) = log.get(number).and_then(|entry| entry["fault"].as_str()) {
                return fault.to_owned();
            }
            assert!(begun.elapsed() < Duration::from_secs(10), "{number}: {log:?}");
        }
    };
    (0..count).map(one).collect()
}

fn change(server: &Server, query: &str) -> u16 {
    server.request("POST", &format!("/chaos{query}")).send().status
}

#[test]
fn without_it_nothing_is_replaced() {
    let server = start();
    for number in 0..40 {
        assert_eq!(call(&server, number).send().status, 200);
    }
    assert!(log(&server).iter().all(|entry| entry["fault"].is_null()));
}

#[test]
fn the_log_names_each_fault_and_a_seed_repeats_them() {
    let server = chaotic(100, 3);
    let first = faults(&server, 24);
    assert!(first.iter().collect::<BTreeSet<_>>().len() > 8, "{first:?}");
    assert_eq!(faults(&chaotic(100, 3), 24), first);
    assert_ne!(faults(&chaotic(100, 4), 24), first);
    server.request("POST", "/reset").send();
    assert_eq!(faults(&server, 24), first, "a reset begins anew");
}

/// The first piece of an answer, or nothing where the connection was reset.
fn beginning(request: &Request) -> String {
    let mut stream = request.open();
    let mut piece = [0; 4096];
    let length = stream.read(&mut piece).unwrap_or_default();
    String::from_utf8_lossy(&piece[..length]).into_owned()
}

#[test]
fn no_refusal_is_meant_to_last_and_every_answer_may_be_read_across_origins() {
    let server = chaotic(100, 5);
    let calls: Vec<_> =
        (0..80).map(|number| call(&server, number).header("Origin", "http://app.test")).collect();
    let answers: Vec<_> = calls.into_iter().map(|call| thread::spawn(move || beginning(&call))).collect();
    let mut statuses = BTreeSet::new();
    for (number, answer) in answers.into_iter().enumerate() {
        let answer = answer.join().unwrap();
        let Some(line) = answer.lines().next() else { continue };
        let status: u16 = line.split(' ').nth(1).unwrap().parse().unwrap();
        assert!([200, 204, 302, 408, 409, 429, 500, 502, 503, 504].contains(&status), "{status}");
        statuses.insert(status);
        let direct = number % 4 < 2;
        let header =
            if direct { "access-control-allow-origin: http://app.test" } else { "cache-control: no-store" };
        assert!(answer.contains(header), "{answer}");
    }
    assert!(statuses.len() > 5, "{statuses:?}");
    assert!(log(&server).iter().all(|entry| entry["fault"].is_string()));
}

#[test]
fn it_can_be_changed_while_running_and_a_reset_takes_that_back() {
    let server = start();
    assert_eq!(change(&server, "?percent=100"), 204);
    faults(&server, 4);
    for wrong in ["", "?percent=101", "?percent=-1", "?percent=x", "?percent=", "?share=3"] {
        assert_eq!(change(&server, wrong), 400, "{wrong}");
    }
    assert_eq!(change(&server, "?percent=0"), 204);
    assert_eq!(server.customer(1237).send().status, 200);
    change(&server, "?percent=100");
    server.request("POST", "/reset").send();
    assert_eq!(server.customer(1237).send().status, 200);
    assert!(log(&server)[0]["fault"].is_null());
}

#[test]
fn only_api_answers_are_replaced() {
    let server = start_with(|settings| {
        settings.chaos = 100;
        settings.site = Some("tests/http".into());
    });
    for _ in 0..10 {
        for target in ["/time", "/latchkey.json", "/main.rs"] {
            assert_eq!(server.at_site(target).send().status, 200, "{target}");
        }
        for target in ["/time", "/log", "/elsewhere", "/"] {
            assert_eq!(server.get(target).send().status, 200, "{target}");
        }
        assert_eq!(change(&server, "?percent=100"), 204);
    }
    let preflight =
        server.request("OPTIONS", "/v1/customers/1234/access-code").header("Origin", "http://app.test");
    assert_eq!(preflight.header("Access-Control-Request-Method", "GET").send().status, 204);
    let stranger = server.get("/api/gym/v1/customers/me/access-code").send();
    assert_eq!(stranger.status, 403, "the gateway itself stands");
    assert!(log(&server).iter().all(|entry| entry["fault"].is_null()));
}
