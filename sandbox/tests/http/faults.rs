//! Faults on the network.

use std::io::{ErrorKind, Read};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::server::{start, start_with};

#[test]
fn a_cut_response_ends_before_its_content_length() {
    let server = start();
    for response in [server.customer(7093).send(), server.user("fault-cut-short").send()] {
        assert_eq!(response.status, 200);
        let content_length: usize = response.header("content-length").unwrap().parse().unwrap();
        assert!(!response.body.is_empty() && response.body.len() < content_length);
    }
}

#[test]
fn a_redirect_points_to_a_valid_response() {
    let server = start();
    let access = server.customer(7094).send();
    assert_eq!(access.status, 302);
    assert_eq!(server.get(access.header("location").unwrap()).with_key().send().status, 200);
    let activation = server.user("fault-redirect").send();
    assert_eq!(activation.status, 302);
    assert_eq!(server.get(activation.header("location").unwrap()).with_token().send().status, 200);
}

#[test]
fn a_silent_response_does_not_block_others() {
    let server = start();
    let mut stream = server.customer(7091).open();
    assert_eq!(server.customer(1235).send().status, 200);
    stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    assert!(stream.read(&mut [0; 1]).is_err(), "no byte is sent");
}

#[test]
fn a_slow_body_sends_its_headers_at_once_and_the_rest_in_pieces() {
    let server = start();
    let mut stream = server.user("fault-slow").open();
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    let start_time = Instant::now();
    while start_time.elapsed() < Duration::from_millis(400) {
        stream.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
        if let Ok(length) = stream.read(&mut piece) {
            assert_ne!(length, 0, "the body has not ended");
            bytes.extend_from_slice(&piece[..length]);
        }
    }
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let content_length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    assert!(!body.is_empty() && body.len() * 10 < content_length.parse().unwrap());
}

#[test]
fn a_reset_comes_before_any_byte_and_is_logged_without_status() {
    let server = start_with(|settings| settings.site = Some(".".into()));
    let via_gateway = server.get_site("/api/gym/v1/customers/7095/access-code").with_app_header();
    for request in [server.customer(7095), server.user("fault-reset"), via_gateway] {
        let error = request.open().read(&mut [0; 1]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    }
    let log = server.get("/log").send().json();
    assert_eq!(log.as_array().unwrap().len(), 3);
    assert!(log.as_array().unwrap().iter().all(|entry| entry["status"].is_null()), "{log}");
    assert_eq!(server.customer(1235).send().status, 200, "other requests are still served");
}

#[test]
fn a_wrong_content_length_is_larger_than_the_body() {
    let server = start();
    for response in [server.customer(7096).send(), server.user("fault-length").send()] {
        let content_length: usize = response.header("content-length").unwrap().parse().unwrap();
        assert_eq!((response.status, response.body.len() + 100), (200, content_length));
        assert!(response.json().is_object(), "the body is complete");
    }
}

#[test]
fn a_late_response_is_intact() {
    let server = start();
    for request in [server.customer(7098), server.user("fault-delay")] {
        let start_time = Instant::now();
        let response = request.send();
        assert!((3..5).contains(&start_time.elapsed().as_secs()), "{:?}", start_time.elapsed());
        assert!(response.status == 200 && response.json().is_object());
    }
}

#[test]
fn a_mangled_body_has_its_length_but_is_not_json() {
    let server = start();
    let good = server.customer(1237).send();
    for (response, length) in
        [(server.customer(7088).send(), Some(good.body.len())), (server.user("shape-mangled").send(), None)]
    {
        assert_eq!((response.status, response.header("content-type")), (200, Some("application/json")));
        assert!(length.is_none_or(|length| response.body.len() == length));
        assert_eq!(response.text().chars().filter(|character| character.is_control()).count(), 4);
        assert!(serde_json::from_slice::<Value>(&response.body).is_err());
    }
}
