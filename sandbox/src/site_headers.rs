//! The security headers of the site: the policy under which the page has to work, and so all tests of it run.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// What a server should send with every answer, but for `Strict-Transport-Security` and
/// `upgrade-insecure-requests`, which need https, and for addresses of reports.
///
/// `connect-src` allows what the app itself allows for connections that people add by form: https, and plain http
/// on this device. A site without such connections would name the origins in its `latchkey.json`.
static HEADERS: [(HeaderName, HeaderValue); 12] = [
    header(
        "content-security-policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         font-src 'self'; manifest-src 'self'; worker-src 'self'; \
         connect-src 'self' https: http://127.0.0.1:* http://localhost:* http://*.localhost:*; \
         object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types latchkey",
    ),
    header("integrity-policy", "blocked-destinations=(script)"),
    header("x-content-type-options", "nosniff"),
    header("referrer-policy", "no-referrer"),
    header("x-frame-options", "DENY"),
    header("cross-origin-opener-policy", "same-origin"),
    header("cross-origin-embedder-policy", "require-corp"),
    header("cross-origin-resource-policy", "same-origin"),
    header("origin-agent-cluster", "?1"),
    header(
        "permissions-policy",
        "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), clipboard-read=(), \
         clipboard-write=(self), display-capture=(), encrypted-media=(), fullscreen=(self), gamepad=(), \
         geolocation=(), gyroscope=(), hid=(), idle-detection=(), interest-cohort=(), keyboard-map=(), \
         local-fonts=(), magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), \
         picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(self), serial=(), \
         storage-access=(), sync-xhr=(), usb=(), window-management=(), xr-spatial-tracking=()",
    ),
    header("x-dns-prefetch-control", "off"),
    header("x-permitted-cross-domain-policies", "none"),
];

const fn header(name: &'static str, value: &'static str) -> (HeaderName, HeaderValue) {
    (HeaderName::from_static(name), HeaderValue::from_static(value))
}

/// Middleware that adds the headers to every answer of the site.
pub async fn add(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().extend(HEADERS.iter().cloned());
    response
}
