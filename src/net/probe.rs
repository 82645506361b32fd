//! The request that checks whether the page's own site can be reached.

use latchkey_core::request::{Method, Request};

/// Returns a request whose answer says that the site can be reached, and its time. It has no body.
#[must_use]
pub fn site_request() -> Request {
    Request {
        method: Method::Head,
        url: "latchkey.json".to_owned(),
        is_same_origin: true,
        headers: Vec::new(),
        body: None,
    }
}
