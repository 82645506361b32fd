//! A stand-in for the web server in front of the real APIs.
//!
//! It has the same origin as the app, adds key and token itself, and resolves `me` to a customer or user. It
//! refuses requests that a page of another origin could send without a preflight.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use serde_json::json;

use crate::access::{customers, lookup};
use crate::activation::tenant::TENANT;
use crate::activation::{create, listing, users, vendor_error};
use crate::state::SharedSandbox;
use crate::{chaos_control, request_logger, responses};

/// Builds the routes of both APIs under `/api`, and `/time`.
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
        .layer(from_fn(require_header));
    // The logger is outside of the nested router, where the path still has its `/api`.
    Router::new()
        .nest("/api", api)
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
    responses::json(
        StatusCode::FORBIDDEN,
        &json!({ "errorMessage": message, "errorCode": "gateway.refused" }),
    )
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
