//! Checks that a base URL leads only to the server that it names.

use latchkey_core::{base::Base, request::Request};
use url::Url;

/// Checks that a base URL is unchanged by printing and parsing, and is the URL that a browser would use.
pub(crate) fn check_base(base: &Base) {
    let printed = base.to_string();
    // The root of the page's own origin prints as an empty text, which cannot be parsed.
    assert!(printed.is_empty() || printed.parse().as_ref() == Ok(base), "{printed}");
    match base {
        Base::SameOrigin(path) => {
            assert!(path.is_empty() || path.starts_with('/') && !path.starts_with("//"), "{path}");
        }
        Base::Remote { origin, path } => {
            // Validating punycode needs tables that the core does not have.
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

/// Checks that a request goes to the server of its base URL.
pub(crate) fn check_request(base: &Base, request: &Request) {
    assert_eq!(request.same_origin, base.is_same_origin());
    let page = "https://page.example/";
    let resolved = Url::parse(page).and_then(|page| page.join(&request.url));
    let Ok(resolved) = resolved else { unreachable!("not a URL: {}", request.url) };
    if request.same_origin {
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
