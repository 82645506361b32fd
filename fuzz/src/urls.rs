//! Checks that a base URL leads only to the server that it names.

use latchkey_core::{base_url::BaseUrl, request::Request};
use url::Url;

/// A base is printed as it would be typed.
pub(crate) fn check_base(base: &BaseUrl) {
    let printed = base.to_string();
    // The root of the page's own origin prints as an empty text, which cannot be parsed.
    assert!(printed.is_empty() || printed.parse().as_ref() == Ok(base), "{printed}");
    match base {
        BaseUrl::SameOrigin(path) => {
            assert!(path.is_empty() || path.starts_with('/') && !path.starts_with("//"), "{path}");
        }
        BaseUrl::Remote { origin, path } => {
            // Whether a name in another script is one is for tables that the core has not got.
            if printed.contains("xn--") {
                return;
            }
            let Ok(url) = Url::parse(&[&printed, "/x"].concat()) else {
                unreachable!("not a URL: {printed}")
            };
            let host = url.host_str().unwrap_or_default();
            let is_loopback = host == "localhost"
                || host.ends_with(".localhost")
                || host == "[::1]"
                || host.starts_with("127.");
            assert!(url.scheme() == "https" || url.scheme() == "http" && is_loopback, "{printed}");
            // A browser normalises the spelling of an IPv6 address.
            let same_origin = url.origin().ascii_serialization() == without_default_port(&origin.to_string());
            assert!(same_origin || host.starts_with('['), "{printed}");
            assert_eq!(url.path(), [path, "/x"].concat(), "{printed}");
        }
    }
}

/// A request stays where its base is.
pub(crate) fn check_request(base: &BaseUrl, request: &Request) {
    assert_eq!(request.is_same_origin, base.is_same_origin());
    let page = "https://page.example/";
    let resolved = Url::parse(page).and_then(|page| page.join(&request.url));
    let Ok(resolved) = resolved else { unreachable!("no address: {}", request.url) };
    if request.is_same_origin {
        assert!(resolved.as_str().starts_with(page), "{} leaves the page", request.url);
    } else {
        assert!(request.url.starts_with("http"), "{}", request.url);
    }
}

/// Returns an origin without the default port of its scheme.
fn without_default_port(origin: &str) -> &str {
    let default_port = if origin.starts_with("https:") { ":443" } else { ":80" };
    origin.strip_suffix(default_port).unwrap_or(origin)
}
