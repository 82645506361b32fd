//! The routers of the API listener and the site listener.

use axum::Router;
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};

use crate::activation::use_up::use_up;
use crate::site::SiteFolder;
use crate::state::SharedSandbox;
use crate::{
    access, activation, chaos_control, clock_control, config, cors, gateway, guide, request_logger,
    responses, site_headers,
};

/// Builds the router of the API listener.
///
/// CORS headers are added to the APIs and to unknown paths. The gateway has none, since only pages of its own
/// origin use it.
pub fn api(sandbox: &SharedSandbox) -> Router {
    let apis = Router::new()
        .merge(access::routes::routes())
        .merge(activation::routes::routes())
        .fallback(async || responses::not_found_page())
        .layer(from_fn_with_state(sandbox.clone(), chaos_control::inject_faults))
        .layer(from_fn_with_state(sandbox.clone(), cors::handle))
        .layer(from_fn_with_state(sandbox.clone(), request_logger::record));
    Router::new()
        .merge(apis)
        .merge(gateway::routes(sandbox))
        .route("/", get(guide::page))
        .route("/log", get(show_log).delete(clear_log))
        .route("/elsewhere", get(show_foreign_visits))
        .route("/minted", get(show_minted_codes))
        .route("/gateway", post(gateway::set_state))
        .route("/chaos", post(chaos_control::set_percent))
        .route("/clock", get(clock_control::show).post(clock_control::advance))
        .route("/use/{user}/{code}", post(use_up))
        .route("/reset", post(reset))
        .with_state(sandbox.clone())
}

/// Builds the router of the site listener: the gateway, the configuration and the files of the folder.
pub fn site(sandbox: &SharedSandbox, folder: SiteFolder, api_port: u16) -> Router {
    let show_config = async move || responses::ok_no_store(&config::for_port(api_port));
    gateway::routes(sandbox)
        .route("/latchkey.json", get(show_config))
        .fallback(async move |method: Method, uri: Uri| folder.clone().serve(method, uri).await)
        .layer(from_fn(site_headers::add))
        .with_state(sandbox.clone())
}

async fn show_log(State(sandbox): State<SharedSandbox>) -> Response {
    responses::ok_no_store(&sandbox.log.entries())
}

async fn clear_log(State(sandbox): State<SharedSandbox>) -> Response {
    sandbox.log.clear();
    responses::empty(StatusCode::NO_CONTENT)
}

async fn show_foreign_visits(State(sandbox): State<SharedSandbox>) -> Response {
    responses::ok_no_store(&sandbox.foreign_origin.visits())
}

async fn show_minted_codes(State(sandbox): State<SharedSandbox>) -> Response {
    responses::ok_no_store(&sandbox.access.minted())
}

async fn reset(State(sandbox): State<SharedSandbox>) -> Response {
    sandbox.reset();
    responses::empty(StatusCode::NO_CONTENT)
}
