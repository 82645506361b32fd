//! Where requests go: a base, in front of whatever path, leads to the server that it names and to no other.

use latchkey_core::{base_url::BaseUrl, request::Request};
use url::Url;

/// A base is printed as it would be typed.
pub(crate) fn check_base(base: &BaseUrl) {
    let printed = base.to_string();
    // A page's own root prints as nothing, which nobody types.
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
                unreachable!("no address: {printed}")
            };
            let host = url.host_str().unwrap_or_default();
            let this_machine = host == "localhost"
                || host.ends_with(".localhost")
                || host == "[::1]"
                || host.starts_with("127.");
            assert!(url.scheme() == "https" || url.scheme() == "http" && this_machine, "{printed}");
            // An IPv6 address has several spellings, and a browser picks one of its own.
            let same_origin = url.origin().ascii_serialization() == plain(&origin.to_string());
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

/// An origin without the port that its scheme implies.
fn plain(origin: &str) -> &str {
    let implied = if origin.starts_with("https:") { ":443" } else { ":80" };
    origin.strip_suffix(implied).unwrap_or(origin)
}
