//! A foreign origin on a port of its own, to which some redirects point.
//!
//! It answers every request with a code and records it. The app must never follow a redirect there.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use serde::Serialize;
use serde_json::json;

use crate::responses;
use crate::sync::lock;

/// The content of the code sent from here. A client must never show it.
pub const FOREIGN_CONTENT: &str = "0099999999999999999";

/// Number of visits kept; older ones are dropped.
const MAX_VISITS: usize = 1000;

/// A recorded request. Header values are left out, so that no credential is stored.
#[derive(Clone, Debug, Serialize)]
pub struct Visit {
    method: String,
    path: String,
    /// Header names in the order received.
    headers: Vec<String>,
    /// Whether `x-api-key` or `authorization` had a value.
    #[serde(rename = "credential")]
    has_credential: bool,
}

impl Visit {
    fn from_request(request: &Request) -> Self {
        let headers = request.headers();
        let has_value = |name: &str| headers.get(name).is_some_and(|value| !value.is_empty());
        Self {
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            headers: headers.keys().map(ToString::to_string).collect(),
            has_credential: has_value("x-api-key") || has_value("authorization"),
        }
    }
}

/// The address of the foreign origin and its visits.
#[derive(Debug)]
pub struct ForeignOrigin {
    address: SocketAddr,
    visits: Mutex<VecDeque<Visit>>,
}

impl ForeignOrigin {
    /// Creates a foreign origin that listens on `address`, without visits.
    #[must_use]
    pub const fn new(address: SocketAddr) -> Self {
        Self { address, visits: Mutex::new(VecDeque::new()) }
    }

    /// Returns the URL that redirects point to.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/elsewhere", self.address)
    }

    /// Returns the visits in the order of their arrival.
    pub fn visits(&self) -> Vec<Visit> {
        lock(&self.visits).iter().cloned().collect()
    }

    /// Removes all visits.
    pub fn clear(&self) {
        lock(&self.visits).clear();
    }

    fn record(&self, visit: Visit) {
        let mut visits = lock(&self.visits);
        if visits.len() >= MAX_VISITS {
            visits.pop_front();
        }
        visits.push_back(visit);
    }
}

/// Builds the router of this listener: one handler for every request.
pub fn router(origin: &Arc<ForeignOrigin>) -> Router {
    Router::new().fallback(handle).with_state(origin.clone())
}

async fn handle(State(origin): State<Arc<ForeignOrigin>>, request: Request) -> Response {
    origin.record(Visit::from_request(&request));
    let mut response = if request.method() == Method::OPTIONS {
        responses::empty(StatusCode::NO_CONTENT)
    } else {
        responses::ok(&json!({ "format": "QR_CODE", "content": FOREIGN_CONTENT }))
    };
    allow_cors(request.headers(), response.headers_mut());
    response
}

/// Grants every CORS request, so that only the app itself can prevent a visit.
fn allow_cors(requested: &HeaderMap, allowed: &mut HeaderMap) {
    let any = HeaderValue::from_static("*");
    let mut echo = |from: HeaderName, to: HeaderName| {
        allowed.insert(to, requested.get(from).unwrap_or(&any).clone());
    };
    echo(header::ORIGIN, header::ACCESS_CONTROL_ALLOW_ORIGIN);
    echo(header::ACCESS_CONTROL_REQUEST_METHOD, header::ACCESS_CONTROL_ALLOW_METHODS);
    echo(header::ACCESS_CONTROL_REQUEST_HEADERS, header::ACCESS_CONTROL_ALLOW_HEADERS);
    allowed.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
}
