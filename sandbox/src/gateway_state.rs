//! How the stand-in for the gateway answers: whether there is a session, and what it refuses.

use std::sync::Mutex;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use crate::responses;
use crate::sync::lock;

/// The state of the gateway, which tests set by `POST /gateway?state=NAME`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GatewayState {
    /// A person is signed in.
    #[default]
    SignedIn,
    /// There is no session, or it is over.
    SignedOut,
    /// A person is signed in for whom the gateway has no customer id and no user name.
    NotMapped,
    /// A person is signed in who asks for another person's codes and is no desk staff.
    NotAllowed,
    /// The services refuse the gateway's key and token.
    KeyRefused,
    /// The services cannot be reached.
    Unreachable,
}

impl GatewayState {
    const ALL: [(&'static str, Self); 6] = [
        ("signed-in", Self::SignedIn),
        ("signed-out", Self::SignedOut),
        ("not-mapped", Self::NotMapped),
        ("not-allowed", Self::NotAllowed),
        ("key-refused", Self::KeyRefused),
        ("unreachable", Self::Unreachable),
    ];

    /// Returns the state of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(other, _)| *other == name).map(|(_, state)| *state)
    }

    /// Returns the names of all states, separated by bars.
    #[must_use]
    pub fn names() -> String {
        Self::ALL.map(|(name, _)| name).join("|")
    }

    /// Returns the answer to requests under `/api` if they are not passed on.
    #[must_use]
    pub fn refusal(self) -> Option<Response> {
        match self {
            Self::SignedIn => None,
            Self::SignedOut => Some(no_session()),
            Self::NotMapped => {
                let message = "There is no customer id and no user name for this person.";
                Some(error(StatusCode::FORBIDDEN, "not_mapped", message))
            }
            Self::NotAllowed => {
                let message = "Other people's codes are for desk staff.";
                Some(error(StatusCode::FORBIDDEN, "not_allowed", message))
            }
            // The service's own words, as the gateway passes them on.
            Self::KeyRefused => Some(responses::json(
                StatusCode::UNAUTHORIZED,
                &json!({ "errorMessage": "Authentication failed.", "errorCode": "errormessage.authentication.failed" }),
            )),
            Self::Unreachable => {
                Some(error(StatusCode::BAD_GATEWAY, "unreachable", "The service does not answer."))
            }
        }
    }
}

/// Returns the gateway's answer without a session.
#[must_use]
pub fn no_session() -> Response {
    error(StatusCode::UNAUTHORIZED, "session", "Nobody is signed in.")
}

/// Returns an answer of the gateway itself, with a code that begins with `gateway.`.
#[must_use]
pub fn error(status: StatusCode, code: &str, message: &str) -> Response {
    responses::json(status, &json!({ "errorMessage": message, "errorCode": format!("gateway.{code}") }))
}

/// The current state, shared by all requests.
#[derive(Debug, Default)]
pub struct SharedGatewayState(Mutex<GatewayState>);

impl SharedGatewayState {
    /// Returns the state.
    pub fn get(&self) -> GatewayState {
        *lock(&self.0)
    }

    /// Sets the state.
    pub fn set(&self, state: GatewayState) {
        *lock(&self.0) = state;
    }
}
