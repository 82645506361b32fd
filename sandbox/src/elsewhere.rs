//! Another origin, on a port of its own: it lures and listens. Whoever follows a redirect there gets a good answer,
//! and is written down. The page must never come.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::Mutex;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use serde::Serialize;
use serde_json::json;

use crate::answer;
use crate::state::{Shared, hold};

/// The content of the code it hands out. No client should ever show it.
pub const CONTENT: &str = "0099999999999999999";

/// Visits kept; the oldest gives way.
const MOST: usize = 1000;

/// One request. Values of headers are not kept, so that no credential is.
#[derive(Clone, Debug, Serialize)]
pub struct Visit {
    method: String,
    path: String,
    /// Names of headers, in their order.
    headers: Vec<String>,
    /// Whether it brought a value under `x-api-key` or `authorization`.
    credential: bool,
}

impl Visit {
    fn of(request: &Request) -> Self {
        let headers = request.headers();
        let filled = |name: &str| headers.get(name).is_some_and(|value| !value.is_empty());
        Self {
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            headers: headers.keys().map(ToString::to_string).collect(),
            credential: filled("x-api-key") || filled("authorization"),
        }
    }
}

/// Where it listens, and who came.
#[derive(Debug)]
pub struct Elsewhere {
    address: SocketAddr,
    visits: Mutex<VecDeque<Visit>>,
}

impl Elsewhere {
    /// Nobody has come yet.
    #[must_use]
    pub const fn at(address: SocketAddr) -> Self {
        Self { address, visits: Mutex::new(VecDeque::new()) }
    }

    /// The address redirects name.
    #[must_use]
    pub fn lure(&self) -> String {
        format!("http://{}/elsewhere", self.address)
    }

    /// The visits in the order of their arrival.
    pub fn visits(&self) -> Vec<Visit> {
        hold(&self.visits).iter().cloned().collect()
    }

    /// Forgets the visits.
    pub fn clear(&self) {
        hold(&self.visits).clear();
    }

    fn note(&self, visit: Visit) {
        let mut visits = hold(&self.visits);
        if visits.len() >= MOST {
            visits.pop_front();
        }
        visits.push_back(visit);
    }
}

/// Everything on this listener: one answer to all.
pub fn router(sandbox: &Shared) -> Router {
    Router::new().fallback(welcome).with_state(sandbox.clone())
}

async fn welcome(State(sandbox): State<Shared>, request: Request) -> Response {
    sandbox.elsewhere.note(Visit::of(&request));
    let mut response = if request.method() == Method::OPTIONS {
        answer::bare(StatusCode::NO_CONTENT)
    } else {
        answer::ok(&json!({ "format": "QR_CODE", "content": CONTENT }))
    };
    permit(request.headers(), response.headers_mut());
    response
}

/// Allows whatever is asked for: nothing but the page itself keeps it from coming here.
fn permit(asked: &HeaderMap, allowed: &mut HeaderMap) {
    let any = HeaderValue::from_static("*");
    let mut echo = |from: HeaderName, to: HeaderName| {
        allowed.insert(to, asked.get(from).unwrap_or(&any).clone());
    };
    echo(header::ORIGIN, header::ACCESS_CONTROL_ALLOW_ORIGIN);
    echo(header::ACCESS_CONTROL_REQUEST_METHOD, header::ACCESS_CONTROL_ALLOW_METHODS);
    echo(header::ACCESS_CONTROL_REQUEST_HEADERS, header::ACCESS_CONTROL_ALLOW_HEADERS);
    allowed.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
}
