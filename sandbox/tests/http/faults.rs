//! Faults of the network.

use std::io::Read;
use std::time::{Duration, Instant};

use crate::server::start;

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
