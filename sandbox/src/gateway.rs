//! A stand-in for the web server in front of the real APIs.
//!
//! It has the same origin as the app, signs people in, adds key and token itself, and resolves `me` to a
//! customer or user. It refuses requests that a page of another origin could send without a preflight.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use serde_json::json;

use crate::access::{customers, lookup};
use crate::activation::tenant::TENANT;
use crate::activation::{create, listing, users, vendor_error};
use crate::gateway_state::{self, GatewayState, no_session};
use crate::state::SharedSandbox;
use crate::{chaos_control, request_logger, responses};

/// Name of the person who is signed in.
const PERSON: &str = "Anna Berg";

/// Builds the routes of both APIs under `/api`, those of the session, and `/time`.
pub fn routes(sandbox: &SharedSandbox) -> Router<SharedSandbox> {
    let api = Router::new()
        .route("/gym/v1/customers/{id}/access-code", get(access_code).head(check_key))
        .route(
            "/identity/digitanium/v4/users/{user}/activationcodes",
            get(activation_codes_ssms).post(create_ssms),
        )
        .route(
            "/identity/auth/realms/{tenant}/v3_activationcode/{user}/",
            get(activation_codes_shift).post(create_shift),
        )
        .fallback(async || responses::not_found_page())
        .layer(from_fn_with_state(sandbox.clone(), chaos_control::inject_faults))
        .layer(from_fn_with_state(sandbox.clone(), require_session))
        .layer(from_fn(require_header));
    let session = Router::new()
        .route("/session", get(session))
        .route("/sign-out", post(end_session))
        .layer(from_fn(require_header))
        // Navigations, which cannot have the header.
        .route("/sign-in", get(sign_in))
        .route("/sign-out", get(sign_out));
    // The logger is outside of the nested router, where the path still has its `/api`.
    Router::new()
        .nest("/api", api)
        .merge(session)
        .layer(from_fn_with_state(sandbox.clone(), request_logger::record))
        .route("/time", get(time))
}

/// Middleware that refuses requests without `X-Requested-By: latchkey` and disables caching.
///
/// A page of another origin cannot send that header without a preflight.
async fn require_header(request: Request, next: Next) -> Response {
    let has_header = request.headers().get("x-requested-by").is_some_and(|value| value == "latchkey");
    no_store(if has_header { next.run(request).await } else { forbidden() })
}

fn forbidden() -> Response {
    let message = "The gateway answers only requests with the header X-Requested-By: latchkey.";
    gateway_state::error(StatusCode::FORBIDDEN, "refused", message)
}

/// Middleware that answers as the state of the gateway says.
async fn require_session(State(sandbox): State<SharedSandbox>, request: Request, next: Next) -> Response {
    match sandbox.gateway.get().refusal() {
        Some(refusal) => refusal,
        None => next.run(request).await,
    }
}

/// Handles `GET /session`.
async fn session(State(sandbox): State<SharedSandbox>) -> Response {
    match sandbox.gateway.get() {
        GatewayState::SignedOut => no_session(),
        _ => responses::ok(&json!({ "name": PERSON })),
    }
}

/// Handles `GET /sign-in`, a navigation. A real gateway shows the provider's form in between.
async fn sign_in(State(sandbox): State<SharedSandbox>) -> Response {
    sandbox.gateway.set(GatewayState::SignedIn);
    to_page()
}

/// Handles `GET /sign-out`, a navigation that only this site may start.
async fn sign_out(State(sandbox): State<SharedSandbox>, headers: HeaderMap) -> Response {
    if headers.get("sec-fetch-site").is_none_or(|site| site != "same-origin") {
        return forbidden();
    }
    sandbox.gateway.set(GatewayState::SignedOut);
    to_page()
}

/// Handles `POST /sign-out`, which ends the session without leaving the page.
async fn end_session(State(sandbox): State<SharedSandbox>) -> Response {
    sandbox.gateway.set(GatewayState::SignedOut);
    responses::empty(StatusCode::NO_CONTENT)
}

fn to_page() -> Response {
    no_store(responses::with_header(responses::empty(StatusCode::FOUND), header::LOCATION, "/"))
}

/// Handles `POST /gateway?state=NAME`. Returns 400 for any other query.
pub async fn set_state(State(sandbox): State<SharedSandbox>, RawQuery(query): RawQuery) -> Response {
    let name = query.as_deref().and_then(|query| query.strip_prefix("state="));
    if let Some(state) = name.and_then(GatewayState::from_name) {
        sandbox.gateway.set(state);
        responses::empty(StatusCode::NO_CONTENT)
    } else {
        let usage = format!("POST /gateway?state={}\n", GatewayState::names());
        responses::text(StatusCode::BAD_REQUEST, usage)
    }
}

fn no_store(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Handles `GET /time`. The page can read the response's `Date`, since both have the same origin.
async fn time() -> Response {
    responses::ok_no_store(&json!({}))
}

async fn access_code(
    State(sandbox): State<SharedSandbox>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let id = if id == "me" { customers::ME } else { &id };
    lookup::respond(&sandbox, id, &headers).await
}

/// Handles `HEAD`, which checks the key. That of the gateway is always right.
async fn check_key() -> Response {
    responses::empty(StatusCode::OK)
}

fn resolve_user(user: &str) -> &str {
    if user == "me" { users::ME } else { user }
}

async fn activation_codes_ssms(
    State(sandbox): State<SharedSandbox>,
    Path(user): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    listing::respond(sandbox, resolve_user(&user), query.as_deref()).await
}

async fn create_ssms(
    State(sandbox): State<SharedSandbox>,
    Path(user): Path<String>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    create::respond(sandbox, resolve_user(&user), query.as_deref(), &body).await
}

async fn activation_codes_shift(
    State(sandbox): State<SharedSandbox>,
    Path((tenant, user)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    if tenant != TENANT {
        return vendor_error::unknown_realm();
    }
    listing::respond(sandbox, resolve_user(&user), query.as_deref()).await
}

async fn create_shift(
    State(sandbox): State<SharedSandbox>,
    Path((tenant, user)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    if tenant != TENANT {
        return vendor_error::unknown_realm();
    }
    create::respond(sandbox, resolve_user(&user), query.as_deref(), &body).await
}
