//! CORS headers for each value of `--cors`.

use latchkey_sandbox::settings::Cors;

use crate::client::Response;
use crate::server::{Server, start_with};

const ORIGIN: &str = "http://127.0.0.1:8080";
const PATHS: [&str; 4] = [
    "/v1/customers/1234/access-code",
    "/digitanium/v4/users/codes-1/activationcodes",
    "/auth/realms/demo/v3_activationcode/codes-1/",
    "/no/such/path",
];

fn start_with_cors(cors: Cors) -> Server {
    start_with(|settings| settings.cors = cors)
}

fn preflight(server: &Server, path: &str) -> Response {
    server
        .request("OPTIONS", path)
        .header("Origin", ORIGIN)
        .header("Access-Control-Request-Method", "GET")
        .header("Access-Control-Request-Headers", "authorization,x-api-key")
        .send()
}

fn count_cors_headers(response: &Response) -> usize {
    response.headers.iter().filter(|(name, _)| name.to_lowercase().starts_with("access-control")).count()
}

#[test]
fn preflights_need_no_credentials() {
    for server in [start_with_cors(Cors::Exposed), start_with_cors(Cors::Plain)] {
        for path in PATHS {
            let response = preflight(&server, path);
            assert_eq!(response.status, 204, "{path}");
            assert_eq!(response.header("access-control-allow-origin"), Some(ORIGIN));
            assert_eq!(response.header("access-control-allow-methods"), Some("GET, HEAD, POST"));
            let allowed = response.header("access-control-allow-headers").unwrap();
            for name in
                ["x-api-key", "authorization", "content-type", "accept", "accept-language", "x-requested-by"]
            {
                assert!(allowed.split(", ").any(|other| other == name), "{name}");
            }
            assert!(response.header("access-control-max-age").unwrap().parse::<u32>().unwrap() <= 10);
        }
    }
}

#[test]
fn exposed_lets_a_page_read_date_and_retry_after() {
    let server = start_with_cors(Cors::Exposed);
    for response in [
        server.customer(1234).header("Origin", ORIGIN).send(),
        server.customer(50_300).header("Origin", ORIGIN).send(),
        server.get(PATHS[0]).header("Origin", ORIGIN).send(),
        server.user("codes-1").header("Origin", ORIGIN).send(),
        server.get("/no/such/path").header("Origin", ORIGIN).send(),
    ] {
        assert_eq!(response.header("access-control-allow-origin"), Some(ORIGIN));
        assert_eq!(response.header("vary"), Some("Origin"));
        assert_eq!(response.header("access-control-expose-headers"), Some("Date, Retry-After"));
        assert!(response.header("date").is_some());
    }
    assert_eq!(count_cors_headers(&server.customer(1234).send()), 0, "no CORS headers without an origin");
}

#[test]
fn plain_exposes_nothing() {
    let server = start_with_cors(Cors::Plain);
    let response = server.customer(1234).header("Origin", ORIGIN).send();
    assert_eq!(response.header("access-control-allow-origin"), Some(ORIGIN));
    assert_eq!(response.header("access-control-expose-headers"), None);
}

#[test]
fn none_refuses_preflights_and_adds_nothing() {
    let server = start_with_cors(Cors::None);
    for path in PATHS {
        let response = preflight(&server, path);
        assert_eq!((response.status, count_cors_headers(&response)), (403, 0), "{path}");
    }
    let response = server.customer(1234).header("Origin", ORIGIN).send();
    assert_eq!((response.status, count_cors_headers(&response)), (200, 0));
}

#[test]
fn the_gateway_never_has_cross_origin_headers() {
    let server = start_with_cors(Cors::Exposed);
    let path = "/api/gym/v1/customers/1234/access-code";
    let response = server.get(path).with_app_header().header("Origin", ORIGIN).send();
    assert_eq!((response.status, count_cors_headers(&response)), (200, 0));
    let refused = preflight(&server, path);
    assert_eq!((refused.status, count_cors_headers(&refused)), (403, 0));
}
