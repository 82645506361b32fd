//! The session at the gateway that signs people in.

use crate::{
    answer::Answer,
    failure::Failure,
    request::{Method, Request},
    secret::Secret,
    text,
    wire::{Members, Value},
};

/// Path at which the gateway signs a person in, and then returns to the page.
pub const SIGN_IN_PATH: &str = "/sign-in";
/// Path at which the gateway ends the session. After a `GET` it also ends the provider's session and returns
/// to the page.
pub const SIGN_OUT_PATH: &str = "/sign-out";

/// The most characters kept of a person's name.
const MAX_NAME_CHARS: usize = 80;

/// What is known of the session at the gateway.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Session {
    /// Nothing.
    #[default]
    Unknown,
    /// A person is signed in. The name is sanitized, and empty if the gateway knows none.
    SignedIn {
        /// Name of the person.
        name: String,
    },
    /// There is no session, or it is over.
    Over,
}

impl Session {
    /// Decodes the answer to [`session_request`]. Returns `None` if it says nothing of the session.
    #[must_use]
    pub fn from_answer(answer: &Answer) -> Option<Self> {
        match Failure::from_access_answer(answer) {
            Some(Failure::SessionOver) => Some(Self::Over),
            Some(_) => None,
            None => {
                let members = Members::parse(answer.text().filter(|_| answer.is_json())?)?;
                match Value::of(members.source("name")?) {
                    Value::Text(name) => Some(Self::SignedIn {
                        name: text::sanitize(&name, MAX_NAME_CHARS).unwrap_or_default(),
                    }),
                    Value::Absent
                    | Value::Null
                    | Value::Number(_)
                    | Value::List(_)
                    | Value::Object(_)
                    | Value::Other => None,
                }
            }
        }
    }
}

/// Returns the request that asks who is signed in.
#[must_use]
pub fn session_request() -> Request {
    request(Method::Get, "/session")
}

/// Returns the request that ends the session at the gateway without leaving the page. The provider's session
/// goes on.
#[must_use]
pub fn end_request() -> Request {
    request(Method::Post, SIGN_OUT_PATH)
}

/// Returns whether the session is over after this answer to [`end_request`].
#[must_use]
pub fn has_ended(answer: &Answer) -> bool {
    matches!(Failure::from_access_answer(answer), None | Some(Failure::SessionOver))
}

fn request(method: Method, path: &str) -> Request {
    let header = |name, value: &str| (name, Secret::new(value.to_owned()));
    Request {
        method,
        url: path.to_owned(),
        is_same_origin: true,
        headers: vec![header("Accept", "application/json"), header("X-Requested-By", "latchkey")],
        body: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over() -> Answer {
        Answer::json(401, r#"{"errorMessage":"Sign in.","errorCode":"gateway.session"}"#)
    }

    #[test]
    fn the_name_is_read_and_may_be_empty() {
        for (body, name) in [
            (r#"{"name":"Anna Berg"}"#, "Anna Berg"),
            (r#"{"name":"","more":true}"#, ""),
            (r#"{"name":" Anna\u202E\n<b> "}"#, "Anna <b>"),
        ] {
            let session = Session::from_answer(&Answer::json(200, body));
            assert_eq!(session, Some(Session::SignedIn { name: name.to_owned() }), "{body}");
        }
        let long = format!(r#"{{"name":"{}"}}"#, "ä".repeat(500));
        let Some(Session::SignedIn { name }) = Session::from_answer(&Answer::json(200, long)) else {
            panic!("no session");
        };
        assert_eq!(name.chars().count(), MAX_NAME_CHARS);
    }

    #[test]
    fn only_the_gateways_own_answer_means_that_there_is_no_session() {
        assert_eq!(Session::from_answer(&over()), Some(Session::Over));
        let html = Answer { content_type: Some("text/html".into()), ..Answer::json(200, "<html>") };
        for answer in [
            html,
            Answer::json(401, ""),
            Answer::json(404, ""),
            Answer::json(502, r#"{"errorCode":"gateway.unreachable"}"#),
            Answer::json(200, "[]"),
            Answer::json(200, "{}"),
            Answer::json(200, r#"{"name":7}"#),
        ] {
            assert_eq!(Session::from_answer(&answer), None, "{answer:?}");
        }
    }

    #[test]
    fn requests_have_the_header_that_other_origins_cannot_send() {
        for (request, method, url) in
            [(session_request(), Method::Get, "/session"), (end_request(), Method::Post, "/sign-out")]
        {
            assert_eq!((request.method, request.url.as_str()), (method, url));
            assert!(request.is_same_origin && request.body.is_none());
            assert!(request.canonical_text().ends_with("\nX-Requested-By\nlatchkey"));
        }
    }

    #[test]
    fn a_session_that_was_over_already_has_ended() {
        for status in [200, 204] {
            assert!(has_ended(&Answer::json(status, "")));
        }
        assert!(has_ended(&over()));
        for status in [302, 401, 403, 404, 405, 500, 502] {
            assert!(!has_ended(&Answer::json(status, "")), "{status}");
        }
    }
}
