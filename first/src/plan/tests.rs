use latchkey_core::{answer::Answer, clock::Reading};

use super::*;

const SETTINGS: &str = r#"{"languages":["de","en"],"connections":[
  {"id":"me","name":"My pass","service":"access-code","base":"/api/gym","auth":"gateway","subject":"me"},
  {"id":"gym","name":"Desk","service":"access-code","base":"/api/gym/v1"},
  {"id":"moved","name":"Moved","service":"access-code","base":"/api/gym","path":"/v2/codes/{customerId}"},
  {"id":"direct","name":"Direct","service":"access-code","base":"https://studio.example","auth":"api-key"},
  {"id":"list","name":"Codes","service":"activation-codes","base":"/api/identity",
   "tenant":"demo","installation":"ssms"}]}"#;

fn settings(status: u16, body: &[u8]) -> Exchange {
    let at = Reading { monotonic_ms: 100, wall_ms: 1_718_280_000_000 };
    Exchange { answer: Answer { status, body: body.to_vec(), ..Answer::default() }, sent: at, received: at }
}

fn plan(fragment: &str) -> Option<Plan> {
    Plan::new(fragment, &settings(200, SETTINGS.as_bytes()), "de-AT,en")
}

#[test]
fn a_pass_through_a_gateway_is_requested_as_the_app_would() {
    for (fragment, url, name, customer) in [
        ("#/access/me", "/api/gym/v1/customers/me/access-code", "My pass", None),
        ("#/access/me/7", "/api/gym/v1/customers/7/access-code", "My pass", Some("7")),
        ("#/access/gym/0001234", "/api/gym/v1/customers/1234/access-code", "Desk", Some("1234")),
        ("#access/moved/1?x=y", "/api/gym/v2/codes/1", "Moved", Some("1")),
        ("#/access/gym/%31", "/api/gym/v1/customers/1/access-code", "Desk", Some("1")),
    ] {
        let plan = plan(fragment).unwrap_or_else(|| panic!("{fragment} is a pass"));
        let request = plan.request();
        assert_eq!(
            (request.url.as_str(), plan.name.as_str(), plan.customer.as_deref()),
            (url, name, customer)
        );
        let headers: Vec<_> = request.headers.iter().map(|(name, value)| (*name, value.reveal())).collect();
        let expected =
            [("Accept", "application/json"), ("Accept-Language", "de"), ("X-Requested-By", "latchkey")];
        assert_eq!(headers, expected, "{fragment}");
        assert!(request.is_same_origin);
    }
}

#[test]
fn every_other_fragment_is_left_to_the_app() {
    for fragment in [
        "",
        "#/",
        "#/about",
        "#/access",
        "#/access/gym",
        "#/access/gym/abc",
        "#/access/gym/0",
        "#/access/gym/1/2",
        "#/access/unknown/1",
        "#/access/direct/1",
        "#/access/list/1",
        "#/activation/list/anna",
    ] {
        assert!(plan(fragment).is_none(), "{fragment}");
    }
}

#[test]
fn without_usable_settings_nothing_is_requested() {
    for (status, body) in [
        (404, "{}"),
        (403, SETTINGS),
        (500, SETTINGS),
        (200, ""),
        (200, "{"),
        (200, "<html>"),
        (304, SETTINGS),
    ] {
        let plan = Plan::new("#/access/me", &settings(status, body.as_bytes()), "");
        assert!(plan.is_none(), "{status} {body}");
    }
    let not_utf8 = Plan::new("#/access/me", &settings(200, b"\xff"), "");
    assert!(not_utf8.is_none());
}

#[test]
fn the_clock_takes_the_time_of_the_pages_server() {
    let mut with_date = settings(200, SETTINGS.as_bytes());
    with_date.answer.date = Some("Thu, 13 Jun 2024 13:00:00 GMT".to_owned());
    let verified = Plan::new("#/access/me", &with_date, "").expect("a pass");
    assert!(verified.clock.is_verified());
    assert!(plan("#/access/me").is_some_and(|plan| !plan.clock.is_verified()));
}
