//! The one tenant, and how an SSMS host name carries it.

use axum::http::{HeaderMap, Uri, header};

/// The tenant id. Case sensitive in paths; host names have no case.
pub const TENANT: &str = "demo";

/// Whether the first label of the host is our tenant. A bare loopback name counts as the tenant, to keep tests simple.
#[must_use]
pub fn host_is_served(uri: &Uri, headers: &HeaderMap) -> bool {
    let header = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    let Some(host) = uri.host().or(header) else {
        return false;
    };
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    match name {
        "127.0.0.1" | "localhost" => true,
        _ => name
            .split_once('.')
            .is_some_and(|(label, rest)| label.eq_ignore_ascii_case(TENANT) && !rest.is_empty()),
    }
}
