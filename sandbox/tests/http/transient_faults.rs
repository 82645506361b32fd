//! Errors of the first requests of a customer or user, until a reset.

use serde_json::json;

use crate::client::Response;
use crate::server::{Server, start};

const STATIC: &str = "0071930465528817402";

fn statuses(send: impl Fn() -> Response, count: usize) -> Vec<u16> {
    (0..count).map(|_| send().status).collect()
}

fn reset(server: &Server) {
    assert_eq!(server.request("POST", "/reset").send().status, 204);
}

#[test]
fn customers_recover_after_their_errors_until_a_reset() {
    let server = start();
    for (id, expected) in [
        (50_001, vec![500, 500, 200, 200]),
        (50_203, vec![502, 502, 502, 200]),
        (50_301, vec![503, 200, 200]),
        (42_907, vec![429, 200, 200]),
    ] {
        let send = || server.customer(id).send();
        assert_eq!(statuses(send, expected.len()), expected, "{id}");
        assert_eq!(send().json(), json!({ "format": "QR_CODE", "content": STATIC }), "{id}");
    }
    reset(&server);
    assert_eq!(server.customer(50_001).send().status, 500);
    let retry_after = |id: u32| server.customer(id).send().header("retry-after").map(str::to_owned);
    assert_eq!(retry_after(50_301).as_deref(), Some("2"));
    assert_eq!(retry_after(42_907), None);
}

#[test]
fn retry_after_dates_come_once() {
    let server = start();
    for (id, date) in [
        (42_908, "Thu, 13 Jun 2024 10:20:05 GMT"),
        (42_909, "Thursday, 13-Jun-24 10:20:05 GMT"),
        (42_910, "Thu Jun 13 10:20:05 2024"),
    ] {
        let refused = server.customer(id).send();
        assert_eq!((refused.status, refused.header("retry-after")), (429, Some(date)));
        assert_eq!(server.customer(id).send().json()["content"], STATIC);
    }
}

#[test]
fn two_expired_codes_come_before_the_valid_one() {
    let server = start();
    let send = || server.customer(7033).send().json();
    for _ in 0..2 {
        let expired = json!({
            "format": "QR_CODE", "expiresAt": "2024-06-13T10:19:00Z", "content": "0066666666666666666",
        });
        assert_eq!(send(), expired);
    }
    let valid = send();
    assert_eq!(valid["expiresAt"], "2024-06-13T10:20:30Z");
    assert_ne!(valid["content"], "0066666666666666666");
    assert_eq!(send(), valid);
}

#[test]
fn requests_are_counted_for_each_customer_and_through_the_gateway_too() {
    let server = start();
    let via_gateway =
        || server.get("/api/gym/v1/customers/50001/access-code").with_app_header().send().status;
    assert_eq!(server.customer(50_203).send().status, 502);
    assert_eq!((via_gateway(), server.customer(50_001).send().status, via_gateway()), (500, 500, 200));
}

#[test]
fn users_recover_after_their_errors_until_a_reset() {
    let server = start();
    for (name, expected) in [
        ("train-500", vec![500, 500, 200, 200]),
        ("train-502", vec![502, 502, 502, 200]),
        ("train-429", vec![429, 429, 429, 200]),
    ] {
        let send = || server.user(name).send();
        assert_eq!(send().header("retry-after"), None);
        assert_eq!(statuses(send, expected.len() - 1), expected[1..], "{name}");
        assert_eq!(send().codes(), server.user("codes-1").send().codes());
        assert_eq!(send().json()["data"]["userId"], name);
    }
    reset(&server);
    assert_eq!(server.user("train-429").send().status, 429);
}

#[test]
fn a_used_code_is_missing_from_the_second_list_on() {
    let server = start();
    let list = || server.user("used").send().codes();
    let three = server.user("codes-3").send().codes();
    assert_eq!(list(), three);
    for _ in 0..2 {
        assert_eq!(list(), [three[0].clone(), three[2].clone()]);
    }
    reset(&server);
    assert_eq!(list().len(), 3);
}
