//! The response to an authorized request for a customer's code.

use axum::http::HeaderMap;
use axum::response::Response;

use crate::access::body_shapes::STATIC_CONTENT;
use crate::access::call::Call;
use crate::access::code::AccessCode;
use crate::access::customers::{Behaviour, find};
use crate::access::vendor_error;
use crate::language::Language;
use crate::state::Sandbox;
use crate::{fault_injection, responses};

/// Returns the response for the customer id in the path, as the customer's [`Behaviour`] says.
///
/// An id that is not an int64 gets 400, an unknown customer 404.
pub async fn respond(sandbox: &Sandbox, id: &str, headers: &HeaderMap) -> Response {
    let language = Language::from_headers(headers);
    let Some(customer_id) = parse_int64(id) else {
        return vendor_error::invalid_id(sandbox, id, language);
    };
    let call = Call { sandbox, customer_id, now: sandbox.clock.now(), language };
    match find(customer_id).map(|customer| &customer.behaviour) {
        None => vendor_error::unknown_customer(&call),
        Some(Behaviour::Dynamic { content, lifetime, has_overlap }) => {
            let lifetime = lifetime.unwrap_or(sandbox.settings.lifetime());
            responses::ok(&call.dynamic_code(*content, lifetime, *has_overlap))
        }
        Some(Behaviour::Static(content)) => responses::ok(&AccessCode::without_expiry(content)),
        Some(Behaviour::Status(status)) => vendor_error::of_status(&call, *status),
        Some(Behaviour::Custom(handler)) => handler(&call),
        Some(Behaviour::Faulty(fault)) => {
            let response = responses::ok(&AccessCode::without_expiry(STATIC_CONTENT));
            fault_injection::apply(*fault, sandbox, response).await
        }
    }
}

/// Parses digits with an optional minus. A plus sign, which Rust accepts, is refused.
fn parse_int64(text: &str) -> Option<i64> {
    if text.starts_with('+') { None } else { text.parse().ok() }
}
