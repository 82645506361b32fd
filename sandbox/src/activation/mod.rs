//! The activation code API, at both of its addresses.
//!
//! * SSMS: `/digitanium/v4/users/{userName}/activationcodes`, the tenant in front of the host name
//! * SHIFT: `/auth/realms/{tenantId}/v3_activationcode/{userName}/`, with the slash at the end
//!
//! Undocumented by the vendor, so chosen here: an absent `qrCode` means no images, an absent `responseQrType` means
//! `mpower`, both installations know the same users, and user names are compared byte by byte.

pub mod answer_shapes;
pub mod asked;
pub mod code;
pub mod create;
pub mod data_shapes;
pub mod end_shapes;
pub mod entry_shapes;
pub mod envelope;
pub mod image_shapes;
pub mod lists;
pub mod memory;
pub mod payload;
pub mod refusal;
pub mod symbol;
pub mod tenant;
pub mod use_up;
pub mod users;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use tokio::task::spawn_blocking;

use crate::activation::asked::{Asked, Images};
use crate::activation::users::{Listing, find};
use crate::answer;
use crate::credentials::has_token;
use crate::state::Shared;

/// From this many codes on an answer is kept once it has been built.
const WORTH_KEEPING: usize = 1000;

/// Both addresses as a client with a token calls them.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/digitanium/v4/users/{user}/activationcodes", at_ssms())
        .route("/auth/realms/{tenant}/v3_activationcode/{user}/", at_shift())
}

fn at_ssms() -> MethodRouter<Shared> {
    async fn list(
        State(sandbox): State<Shared>,
        Path(user): Path<String>,
        RawQuery(query): RawQuery,
        uri: Uri,
        headers: HeaderMap,
    ) -> Response {
        match admitted_to_ssms(&uri, &headers) {
            Ok(()) => show(sandbox, &user, query.as_deref()).await,
            Err(refused) => *refused,
        }
    }
    async fn add(
        State(sandbox): State<Shared>,
        Path(user): Path<String>,
        RawQuery(query): RawQuery,
        uri: Uri,
        headers: HeaderMap,
        body: Bytes,
    ) -> Response {
        match admitted_to_ssms(&uri, &headers) {
            Ok(()) => create::create(sandbox, &user, query.as_deref(), &body).await,
            Err(refused) => *refused,
        }
    }
    get(list).post(add)
}

fn at_shift() -> MethodRouter<Shared> {
    async fn list(
        State(sandbox): State<Shared>,
        Path((tenant, user)): Path<(String, String)>,
        RawQuery(query): RawQuery,
        headers: HeaderMap,
    ) -> Response {
        match admitted_to_shift(&tenant, &headers) {
            Ok(()) => show(sandbox, &user, query.as_deref()).await,
            Err(refused) => *refused,
        }
    }
    async fn add(
        State(sandbox): State<Shared>,
        Path((tenant, user)): Path<(String, String)>,
        RawQuery(query): RawQuery,
        headers: HeaderMap,
        body: Bytes,
    ) -> Response {
        match admitted_to_shift(&tenant, &headers) {
            Ok(()) => create::create(sandbox, &user, query.as_deref(), &body).await,
            Err(refused) => *refused,
        }
    }
    get(list).post(add)
}

/// A host name nobody serves never reaches the API, so the tenant comes before the token.
fn admitted_to_ssms(uri: &Uri, headers: &HeaderMap) -> Result<(), Box<Response>> {
    if !tenant::host_is_served(uri, headers) {
        return Err(Box::new(answer::no_such_path()));
    }
    admitted(headers)
}

fn admitted_to_shift(tenant: &str, headers: &HeaderMap) -> Result<(), Box<Response>> {
    if tenant != tenant::TENANT {
        return Err(Box::new(refusal::no_such_realm()));
    }
    admitted(headers)
}

fn admitted(headers: &HeaderMap) -> Result<(), Box<Response>> {
    if has_token(headers) { Ok(()) } else { Err(Box::new(refusal::of_status(StatusCode::UNAUTHORIZED))) }
}

/// The answer to a list call that has been admitted.
pub async fn show(sandbox: Shared, user: &str, query: Option<&str>) -> Response {
    let Some(known) = find(user) else {
        return refusal::of_status(StatusCode::NOT_FOUND);
    };
    let (first_seen, before) = sandbox.activation.asked(known.name, sandbox.clock.now());
    let asked =
        Asked { user: known.name, images: Images::of(query), started: sandbox.started(), first_seen, before };
    match known.listing {
        Listing::Codes(list) => listed(sandbox, asked, list(&asked)).await,
        Listing::Refused(status) => refusal::of_number(status),
        Listing::Shape(shape) => answer::ok(&shape(&asked)),
        Listing::Odd(odd) => odd(&asked),
        Listing::Broken(fault) => {
            let good = answer::ok(&envelope::listed(&asked, &lists::three(&asked)));
            fault.spoil(&sandbox, good).await
        }
    }
}

/// The codes that an ordinary user has now, without anybody having asked for them.
pub fn present(sandbox: &Shared, user: &'static str, list: fn(&Asked) -> Vec<code::Code>) -> Vec<code::Code> {
    let (first_seen, before) = sandbox.activation.seen(user, sandbox.clock.now());
    let asked = Asked { user, images: Images::None, started: sandbox.started(), first_seen, before };
    sandbox.activation.changes(user).made_to(list(&asked))
}

/// Drawing thousands of symbols takes seconds: it happens aside, and goes on to be kept when the client goes away.
async fn listed(sandbox: Shared, asked: Asked, codes: Vec<code::Code>) -> Response {
    let changes = sandbox.activation.changes(asked.user);
    let codes = changes.made_to(codes);
    if codes.len() < WORTH_KEEPING {
        return answer::ok(&envelope::listed(&asked, &codes));
    }
    let built = spawn_blocking(move || {
        let build = || serde_json::to_vec(&envelope::listed(&asked, &codes)).unwrap_or_default();
        sandbox.activation.kept_or_built((asked.user, asked.images), &changes, build)
    });
    match built.await {
        Ok(body) => answer::typed(StatusCode::OK, "application/json", body),
        Err(_) => refusal::of_status(StatusCode::INTERNAL_SERVER_ERROR),
    }
}
