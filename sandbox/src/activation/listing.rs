//! The response to an authorized list request.

use axum::http::StatusCode;
use axum::response::Response;
use tokio::task::spawn_blocking;

use crate::activation::code::ActivationCode;
use crate::activation::list_request::{ImageKind, ListRequest};
use crate::activation::users::{ListBehaviour, find};
use crate::activation::{envelope, lists, vendor_error};
use crate::state::SharedSandbox;
use crate::{fault_injection, responses};

/// Number of codes from which on a response is cached.
const MIN_CACHED_CODES: usize = 1000;

/// Returns the response to a list request, as the user's [`ListBehaviour`] says. An unknown user gets 404.
pub async fn respond(sandbox: SharedSandbox, user: &str, query: Option<&str>) -> Response {
    let Some(user) = find(user) else {
        return vendor_error::of_status(StatusCode::NOT_FOUND);
    };
    let history = sandbox.activation.count_request(user.name, sandbox.clock.now());
    let images = ImageKind::from_query(query);
    let request = ListRequest { user: user.name, images, started: sandbox.started(), history };
    match user.listing {
        ListBehaviour::Codes(list) => respond_with_codes(sandbox, request, list(&request)).await,
        ListBehaviour::Status(status) => vendor_error::of_number(status),
        ListBehaviour::Json(body) => responses::ok(&body(&request)),
        ListBehaviour::Custom(handler) => handler(&request),
        ListBehaviour::Faulty(fault) => {
            let response = responses::ok(&envelope::of_list(&request, &lists::three(&request)));
            fault_injection::apply(fault, &sandbox, response).await
        }
    }
}

/// Returns the user's current codes without counting a request.
pub fn current_codes(
    sandbox: &SharedSandbox,
    user: &'static str,
    list: fn(&ListRequest) -> Vec<ActivationCode>,
) -> Vec<ActivationCode> {
    let history = sandbox.activation.history(user, sandbox.clock.now());
    let request = ListRequest { user, images: ImageKind::None, started: sandbox.started(), history };
    sandbox.activation.changes(user).apply(list(&request))
}

/// Returns the codes of the table with the user's changes.
///
/// Drawing thousands of symbols takes seconds. It runs on a blocking thread, so that other requests are
/// served meanwhile, and is completed and cached even if the client disconnects.
async fn respond_with_codes(
    sandbox: SharedSandbox,
    request: ListRequest,
    codes: Vec<ActivationCode>,
) -> Response {
    let changes = sandbox.activation.changes(request.user);
    let codes = changes.apply(codes);
    if codes.len() < MIN_CACHED_CODES {
        return responses::ok(&envelope::of_list(&request, &codes));
    }
    let task = spawn_blocking(move || {
        let build = || serde_json::to_vec(&envelope::of_list(&request, &codes)).unwrap_or_default();
        sandbox.activation.cached_or_built((request.user, request.images), &changes, build)
    });
    match task.await {
        Ok(body) => responses::with_type(StatusCode::OK, "application/json", body),
        Err(_) => vendor_error::of_status(StatusCode::INTERNAL_SERVER_ERROR),
    }
}
