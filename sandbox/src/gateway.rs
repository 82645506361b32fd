//! A stand-in for the nginx in front of the real APIs: same origin as the page, holds key and token itself, knows the
//! person behind `me`, and accepts only requests that a foreign page cannot send without a preflight.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use serde_json::json;

use crate::access::{customers, show as show_access_code};
use crate::activation::tenant::TENANT;
use crate::activation::{create, refusal, show as show_activation_codes, users};
use crate::state::Shared;
use crate::{answer, chaos, log};

/// Both APIs under `/api`.
pub fn routes(sandbox: &Shared) -> Router<Shared> {
    let api = Router::new()
        .route("/gym/v1/customers/{id}/access-code", get(access_code).head(reachable))
        .route(
            "/identity/digitanium/v4/users/{user}/activationcodes",
            get(activation_codes_ssms).post(create_ssms),
        )
        .route(
            "/identity/auth/realms/{tenant}/v3_activationcode/{user}/",
            get(activation_codes_shift).post(create_shift),
        )
        .fallback(async || answer::no_such_path())
        .layer(from_fn_with_state(sandbox.clone(), chaos::play))
        .layer(from_fn(guard));
    // The log goes around the nested router: inside, `/api` is no longer part of the address.
    Router::new()
        .nest("/api", api)
        .layer(from_fn_with_state(sandbox.clone(), log::record))
        .route("/time", get(time))
}

/// Refuses what a form or a link of a foreign page could send, and lets nothing be stored.
async fn guard(request: Request, next: Next) -> Response {
    let ours = request.headers().get("x-requested-by").is_some_and(|value| value == "latchkey");
    let response = if ours { next.run(request).await } else { refused() };
    unstored(response)
}

fn refused() -> Response {
    let message = "The gateway answers only requests with the header X-Requested-By: latchkey.";
    answer::json(StatusCode::FORBIDDEN, &json!({ "errorMessage": message, "errorCode": "gateway.refused" }))
}

fn unstored(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// An answer of this origin whose `Date` the page can read.
async fn time() -> Response {
    unstored(answer::ok(&json!({})))
}

async fn access_code(State(sandbox): State<Shared>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let id = if id == "me" { customers::ME } else { &id };
    show_access_code(&sandbox, id, &headers).await
}

/// `HEAD` checks the key, and the gateway's own is right.
async fn reachable() -> Response {
    answer::bare(StatusCode::OK)
}

fn person(user: &str) -> &str {
    if user == "me" { users::ME } else { user }
}

async fn activation_codes_ssms(
    State(sandbox): State<Shared>,
    Path(user): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    show_activation_codes(sandbox, person(&user), query.as_deref()).await
}

async fn create_ssms(
    State(sandbox): State<Shared>,
    Path(user): Path<String>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    create::create(sandbox, person(&user), query.as_deref(), &body).await
}

async fn activation_codes_shift(
    State(sandbox): State<Shared>,
    Path((tenant, user)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    if tenant != TENANT {
        return refusal::no_such_realm();
    }
    show_activation_codes(sandbox, person(&user), query.as_deref()).await
}

async fn create_shift(
    State(sandbox): State<Shared>,
    Path((tenant, user)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    body: Bytes,
) -> Response {
    if tenant != TENANT {
        return refusal::no_such_realm();
    }
    create::create(sandbox, person(&user), query.as_deref(), &body).await
}
