//! What each listener answers.

use axum::Router;
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::routing::{get, post};

use crate::site::Folder;
use crate::state::Shared;
use crate::{access, activation, answer, chaos, config, cors, gateway, guide, hands, log};

/// Everything on the API listener. Cross-origin rules hold for the APIs themselves, wrong paths included; the
/// gateway has none, since a page of its own origin needs none.
pub fn api(sandbox: &Shared) -> Router {
    let direct = Router::new()
        .merge(access::routes())
        .merge(activation::routes())
        .fallback(async || answer::no_such_path())
        .layer(from_fn_with_state(sandbox.clone(), chaos::play))
        .layer(from_fn_with_state(sandbox.clone(), cors::guard))
        .layer(from_fn_with_state(sandbox.clone(), log::record));
    Router::new()
        .merge(direct)
        .merge(gateway::routes(sandbox))
        .route("/", get(guide::page))
        .route("/log", get(show_log).delete(empty_log))
        .route("/elsewhere", get(show_elsewhere))
        .route("/minted", get(show_minted))
        .route("/chaos", post(chaos::change))
        .route("/clock", get(hands::show).post(hands::advance))
        .route("/use/{user}/{code}", post(activation::use_up::use_up))
        .route("/reset", post(reset))
        .with_state(sandbox.clone())
}

/// Everything on the site listener: the gateway, the configuration, and the folder for the rest.
pub fn site(sandbox: &Shared, folder: Folder, api_port: u16) -> Router {
    let config = async move || {
        let response = answer::ok(&config::for_port(api_port));
        answer::with_header(response, header::CACHE_CONTROL, "no-store")
    };
    gateway::routes(sandbox)
        .route("/latchkey.json", get(config))
        .fallback(async move |method: Method, uri: Uri| folder.clone().serve(method, uri).await)
        .with_state(sandbox.clone())
}

async fn show_log(State(sandbox): State<Shared>) -> Response {
    let response = answer::ok(&sandbox.log.entries());
    answer::with_header(response, header::CACHE_CONTROL, "no-store")
}

async fn show_elsewhere(State(sandbox): State<Shared>) -> Response {
    let response = answer::ok(&sandbox.elsewhere.visits());
    answer::with_header(response, header::CACHE_CONTROL, "no-store")
}

async fn show_minted(State(sandbox): State<Shared>) -> Response {
    let response = answer::ok(&sandbox.access.minted());
    answer::with_header(response, header::CACHE_CONTROL, "no-store")
}

async fn empty_log(State(sandbox): State<Shared>) -> Response {
    sandbox.log.clear();
    answer::bare(StatusCode::NO_CONTENT)
}

async fn reset(State(sandbox): State<Shared>) -> Response {
    sandbox.forget();
    answer::bare(StatusCode::NO_CONTENT)
}
