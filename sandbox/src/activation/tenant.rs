//! The only tenant, and its place in SSMS host names.

use axum::http::{HeaderMap, Uri, header};

/// The tenant id. It is case-sensitive in paths, but not in host names.
pub const TENANT: &str = "demo";

/// Whether the first label of the host name is the tenant. Bare loopback names are accepted too, to keep
/// tests simple.
#[must_use]
pub fn is_host_of_tenant(uri: &Uri, headers: &HeaderMap) -> bool {
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
