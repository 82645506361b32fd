//! Faults of the network.

use std::io::{ErrorKind, Read};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::server::{start, start_with};

#[test]
fn a_cut_answer_ends_before_its_promised_length() {
    let server = start();
    for answer in [server.customer(7093).send(), server.user("fault-cut-short").send()] {
        assert_eq!(answer.status, 200);
        let promised: usize = answer.header("content-length").unwrap().parse().unwrap();
        assert!(!answer.body.is_empty() && answer.body.len() < promised);
    }
}

#[test]
fn a_redirect_points_at_an_answer_that_would_work() {
    let server = start();
    let access = server.customer(7094).send();
    assert_eq!(access.status, 302);
    assert_eq!(server.get(access.header("location").unwrap()).key().send().status, 200);
    let activation = server.user("fault-redirect").send();
    assert_eq!(activation.status, 302);
    assert_eq!(server.get(activation.header("location").unwrap()).token().send().status, 200);
}

#[test]
fn silence_holds_while_other_calls_are_answered() {
    let server = start();
    let mut stream = server.customer(7091).open();
    assert_eq!(server.customer(1235).send().status, 200);
    stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    assert!(stream.read(&mut [0; 1]).is_err(), "not a byte");
}

#[test]
fn a_slow_body_starts_with_its_headers_and_comes_bit_by_bit() {
    let server = start();
    let mut stream = server.user("fault-slow").open();
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_millis(400) {
        stream.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
        if let Ok(length) = stream.read(&mut piece) {
            assert_ne!(length, 0, "the body is not over");
            bytes.extend_from_slice(&piece[..length]);
        }
    }
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let promised = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    assert!(!body.is_empty() && body.len() * 10 < promised.parse().unwrap());
}

#[test]
fn a_reset_comes_before_any_byte_and_the_log_knows_of_no_answer() {
    let server = start_with(|settings| settings.site = Some(".".into()));
    let through = server.at_site("/api/gym/v1/customers/7095/access-code").ours();
    for request in [server.customer(7095), server.user("fault-reset"), through] {
        let error = request.open().read(&mut [0; 1]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    }
    let log = server.get("/log").send().json();
    assert_eq!(log.as_array().unwrap().len(), 3);
    assert!(log.as_array().unwrap().iter().all(|entry| entry["status"].is_null()), "{log}");
    assert_eq!(server.customer(1235).send().status, 200, "others are still served");
}

#[test]
fn a_wrong_length_promises_more_than_the_whole_body() {
    let server = start();
    for answer in [server.customer(7096).send(), server.user("fault-length").send()] {
        let promised: usize = answer.header("content-length").unwrap().parse().unwrap();
        assert_eq!((answer.status, answer.body.len() + 100), (200, promised));
        assert!(answer.json().is_object(), "nothing is missing but what was promised");
    }
}

#[test]
fn a_late_answer_is_good() {
    let server = start();
    for request in [server.customer(7098), server.user("fault-delay")] {
        let begun = Instant::now();
        let answer = request.send();
        assert!((3..5).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
        assert!(answer.status == 200 && answer.json().is_object());
    }
}

#[test]
fn a_mangled_body_has_its_length_but_is_no_json() {
    let server = start();
    let good = server.customer(1237).send();
    for (answer, length) in
        [(server.customer(7088).send(), Some(good.body.len())), (server.user("shape-mangled").send(), None)]
    {
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")));
        assert!(length.is_none_or(|length| answer.body.len() == length));
        assert_eq!(answer.text().chars().filter(|character| character.is_control()).count(), 4);
        assert!(serde_json::from_slice::<Value>(&answer.body).is_err());
    }
}
