//! The routes of the activation code API, as a client calls them with a token.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use axum::routing::{MethodRouter, get};

use crate::activation::{create, listing, tenant, vendor_error};
use crate::credentials::has_token;
use crate::responses;
use crate::state::SharedSandbox;

/// Builds the routes of both addresses.
pub fn routes() -> Router<SharedSandbox> {
    Router::new()
        .route("/digitanium/v4/users/{user}/activationcodes", ssms())
        .route("/auth/realms/{tenant}/v3_activationcode/{user}/", shift())
}

fn ssms() -> MethodRouter<SharedSandbox> {
    async fn list(
        State(sandbox): State<SharedSandbox>,
        Path(user): Path<String>,
        RawQuery(query): RawQuery,
        uri: Uri,
        headers: HeaderMap,
    ) -> Response {
        match authorize_ssms(&uri, &headers) {
            Ok(()) => listing::respond(sandbox, &user, query.as_deref()).await,
            Err(error) => *error,
        }
    }
    async fn create(
        State(sandbox): State<SharedSandbox>,
        Path(user): Path<String>,
        RawQuery(query): RawQuery,
        uri: Uri,
        headers: HeaderMap,
        body: Bytes,
    ) -> Response {
        match authorize_ssms(&uri, &headers) {
            Ok(()) => create::respond(sandbox, &user, query.as_deref(), &body).await,
            Err(error) => *error,
        }
    }
    get(list).post(create)
}

fn shift() -> MethodRouter<SharedSandbox> {
    async fn list(
        State(sandbox): State<SharedSandbox>,
        Path((tenant, user)): Path<(String, String)>,
        RawQuery(query): RawQuery,
        headers: HeaderMap,
    ) -> Response {
        match authorize_shift(&tenant, &headers) {
            Ok(()) => listing::respond(sandbox, &user, query.as_deref()).await,
            Err(error) => *error,
        }
    }
    async fn create(
        State(sandbox): State<SharedSandbox>,
        Path((tenant, user)): Path<(String, String)>,
        RawQuery(query): RawQuery,
        headers: HeaderMap,
        body: Bytes,
    ) -> Response {
        match authorize_shift(&tenant, &headers) {
            Ok(()) => create::respond(sandbox, &user, query.as_deref(), &body).await,
            Err(error) => *error,
        }
    }
    get(list).post(create)
}

/// Checks the tenant, then the token: a request for an unknown host would not reach the API at all.
fn authorize_ssms(uri: &Uri, headers: &HeaderMap) -> Result<(), Box<Response>> {
    if !tenant::is_host_of_tenant(uri, headers) {
        return Err(Box::new(responses::not_found_page()));
    }
    check_token(headers)
}

fn authorize_shift(tenant: &str, headers: &HeaderMap) -> Result<(), Box<Response>> {
    if tenant != tenant::TENANT {
        return Err(Box::new(vendor_error::unknown_realm()));
    }
    check_token(headers)
}

fn check_token(headers: &HeaderMap) -> Result<(), Box<Response>> {
    if has_token(headers) { Ok(()) } else { Err(Box::new(vendor_error::of_status(StatusCode::UNAUTHORIZED))) }
}
