//! Cross-origin answers under each `--cors`.

use latchkey_sandbox::settings::Cors;

use crate::client::Answer;
use crate::server::{Server, start_with};

const ORIGIN: &str = "http://127.0.0.1:8080";
const PATHS: [&str; 4] = [
    "/v1/customers/1234/access-code",
    "/digitanium/v4/users/codes-1/activationcodes",
    "/auth/realms/demo/v3_activationcode/codes-1/",
    "/no/such/path",
];

fn with(cors: Cors) -> Server {
    start_with(|settings| settings.cors = cors)
}

fn preflight(server: &Server, path: &str) -> Answer {
    server
        .request("OPTIONS", path)
        .header("Origin", ORIGIN)
        .header("Access-Control-Request-Method", "GET")
        .header("Access-Control-Request-Headers", "authorization,x-api-key")
        .send()
}

fn cors_headers(answer: &Answer) -> usize {
    answer.headers.iter().filter(|(name, _)| name.to_lowercase().starts_with("access-control")).count()
}

#[test]
fn preflights_are_answered_without_key_or_token() {
    for server in [with(Cors::Exposed), with(Cors::Plain)] {
        for path in PATHS {
            let answer = preflight(&server, path);
            assert_eq!(answer.status, 204, "{path}");
            assert_eq!(answer.header("access-control-allow-origin"), Some(ORIGIN));
            assert_eq!(answer.header("access-control-allow-methods"), Some("GET, HEAD, POST"));
            let allowed = answer.header("access-control-allow-headers").unwrap();
            for name in
                ["x-api-key", "authorization", "content-type", "accept", "accept-language", "x-requested-by"]
            {
                assert!(allowed.split(", ").any(|other| other == name), "{name}");
            }
            assert!(answer.header("access-control-max-age").unwrap().parse::<u32>().unwrap() <= 10);
        }
    }
}

#[test]
fn exposed_lets_a_page_read_date_and_retry_after() {
    let server = with(Cors::Exposed);
    for answer in [
        server.customer(1234).header("Origin", ORIGIN).send(),
        server.customer(50_300).header("Origin", ORIGIN).send(),
        server.get(PATHS[0]).header("Origin", ORIGIN).send(),
        server.user("codes-1").header("Origin", ORIGIN).send(),
        server.get("/no/such/path").header("Origin", ORIGIN).send(),
    ] {
        assert_eq!(answer.header("access-control-allow-origin"), Some(ORIGIN));
        assert_eq!(answer.header("vary"), Some("Origin"));
        assert_eq!(answer.header("access-control-expose-headers"), Some("Date, Retry-After"));
        assert!(answer.header("date").is_some());
    }
    assert_eq!(cors_headers(&server.customer(1234).send()), 0, "no origin, no cross-origin headers");
}

#[test]
fn plain_exposes_nothing() {
    let server = with(Cors::Plain);
    let answer = server.customer(1234).header("Origin", ORIGIN).send();
    assert_eq!(answer.header("access-control-allow-origin"), Some(ORIGIN));
    assert_eq!(answer.header("access-control-expose-headers"), None);
}

#[test]
fn none_refuses_preflights_and_adds_nothing() {
    let server = with(Cors::None);
    for path in PATHS {
        let answer = preflight(&server, path);
        assert_eq!((answer.status, cors_headers(&answer)), (403, 0), "{path}");
    }
    let answer = server.customer(1234).header("Origin", ORIGIN).send();
    assert_eq!((answer.status, cors_headers(&answer)), (200, 0));
}

#[test]
fn the_gateway_never_has_cross_origin_headers() {
    let server = with(Cors::Exposed);
    let path = "/api/gym/v1/customers/1234/access-code";
    let answer = server.get(path).ours().header("Origin", ORIGIN).send();
    assert_eq!((answer.status, cors_headers(&answer)), (200, 0));
    let refused = preflight(&server, path);
    assert_eq!((refused.status, cors_headers(&refused)), (403, 0));
}
