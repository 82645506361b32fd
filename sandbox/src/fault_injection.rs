//! Applies a [`Fault`] to a response.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::response::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use tokio::time::sleep;

use crate::access::expiry_shapes;
use crate::fault::Fault;
use crate::slow_body::{BodyEnd, SlowBody};
use crate::state::Sandbox;
use crate::{connection_faults, responses};

/// Duration of [`Fault::Silent`], longer than any client should wait.
const SILENCE: Duration = Duration::from_mins(2);

/// Time between two pieces of [`Fault::SlowBody`].
const SLOW_INTERVAL: Duration = Duration::from_secs(1);

/// Time between two pieces of other faults: just long enough for the first one to be sent on its own.
const FLUSH_INTERVAL: Duration = Duration::from_millis(1);

/// Number of pieces into which a body is divided.
const PIECE_COUNT: usize = 40;

/// Number of bytes by which `Content-Length` is too large in [`Fault::WrongLength`].
const EXCESS_BYTES: usize = 100;

/// The page of [`Fault::CaptivePortal`].
const PORTAL_PAGE: &str = "<!doctype html><title>Guest network</title><h1>Please accept the terms</h1>";

/// Returns what a client gets in place of `response` when `fault` occurs.
pub async fn apply(fault: Fault, sandbox: &Sandbox, response: Response) -> Response {
    match fault {
        Fault::Silent => {
            sleep(SILENCE).await;
            responses::empty(StatusCode::GATEWAY_TIMEOUT)
        }
        Fault::SlowBody => {
            let (head, body) = read(response).await;
            in_pieces(head, &body, body.len(), SLOW_INTERVAL, BodyEnd::Complete)
        }
        Fault::CutShort => {
            let (head, body) = read(response).await;
            let half = body.get(..body.len() / 2).unwrap_or_default();
            in_pieces(head, half, body.len(), FLUSH_INTERVAL, BodyEnd::Error)
        }
        Fault::WrongLength => {
            let (head, body) = read(response).await;
            in_pieces(head, &body, body.len() + EXCESS_BYTES, FLUSH_INTERVAL, BodyEnd::Complete)
        }
        Fault::Reset => connection_faults::reset_response(),
        Fault::Redirect(target) => redirect(target),
        Fault::ForeignRedirect => redirect(&sandbox.foreign_origin.url()),
        Fault::Delay(delay) => {
            sleep(delay).await;
            response
        }
        Fault::Mangled => {
            let (head, body) = read(response).await;
            Response::from_parts(head, mangle(body.into()).into())
        }
        Fault::CaptivePortal => responses::html(StatusCode::OK, PORTAL_PAGE),
        Fault::WrongType => {
            responses::with_header(response, header::CONTENT_TYPE, "text/plain; charset=utf-8")
        }
        Fault::NoContent => responses::empty(StatusCode::NO_CONTENT),
        Fault::EmptyBody => responses::with_type(StatusCode::OK, "application/json", ""),
        Fault::ProxyError { status, retry_after } => {
            let page = responses::html(status, format!("<!doctype html><h1>{status}</h1>"));
            match retry_after.map(|wait| wait.header_value(sandbox.clock.now())) {
                Some(value) => responses::with_header(page, header::RETRY_AFTER, &value),
                None => page,
            }
        }
        Fault::ExpiredCode => expiry_shapes::just_expired(sandbox.clock.now()),
    }
}

fn redirect(target: &str) -> Response {
    responses::with_header(responses::empty(StatusCode::FOUND), header::LOCATION, target)
}

/// Splits a response into its head, without `Content-Length`, and its body. A body that fails counts as
/// empty.
async fn read(response: Response) -> (Parts, Bytes) {
    let (mut head, body) = response.into_parts();
    head.headers.remove(header::CONTENT_LENGTH);
    (head, to_bytes(body, usize::MAX).await.unwrap_or_default())
}

/// Sends `body` in pieces under the given `Content-Length`.
fn in_pieces(
    mut head: Parts,
    body: &[u8],
    content_length: usize,
    interval: Duration,
    end: BodyEnd,
) -> Response {
    let piece_bytes = body.len().div_ceil(PIECE_COUNT).max(1);
    let pieces = body.chunks(piece_bytes).map(Bytes::copy_from_slice);
    head.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(content_length));
    Response::from_parts(head, Body::new(SlowBody::new(pieces, interval, end)))
}

/// Replaces four bytes in the middle by control characters, which are invalid everywhere in JSON.
fn mangle(mut body: Vec<u8>) -> Vec<u8> {
    let middle = body.len() / 2;
    for byte in body.iter_mut().skip(middle).take(4) {
        *byte = (*byte & 0x0F) | 0x10;
    }
    body
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::clock::Clock;
    use crate::foreign_origin::ForeignOrigin;
    use crate::moment::Moment;
    use crate::retry_after::{RetryAfter, RetryAfterFormat};
    use crate::settings::Settings;

    async fn applied(fault: Fault) -> (Parts, Bytes) {
        let clock = Clock::manual(Moment::from_millis(784_111_775_000));
        let foreign_origin = ForeignOrigin::new(([127, 0, 0, 1], 9).into());
        let sandbox = Sandbox::new(Settings::on_any_port(), clock, foreign_origin);
        let intact = responses::ok(&serde_json::json!({ "content": "good" }));
        let (head, body) = apply(fault, &sandbox, intact).await.into_parts();
        (head, to_bytes(body, usize::MAX).await.unwrap())
    }

    fn header(head: &Parts, name: &str) -> Option<String> {
        head.headers.get(name).map(|value| value.to_str().unwrap().to_owned())
    }

    #[tokio::test]
    async fn html_and_empty_bodies_replace_the_response() {
        let (head, body) = applied(Fault::CaptivePortal).await;
        assert!(head.status == 200 && body.starts_with(b"<!doctype html>"));
        assert_eq!(header(&head, "content-type").as_deref(), Some("text/html; charset=utf-8"));
        let (head, body) = applied(Fault::NoContent).await;
        assert!(head.status == 204 && body.is_empty());
        let (head, body) = applied(Fault::EmptyBody).await;
        assert!(head.status == 200 && body.is_empty());
        assert_eq!(header(&head, "content-type").as_deref(), Some("application/json"));
    }

    #[tokio::test]
    async fn a_wrong_type_leaves_the_body_intact() {
        let (head, body) = applied(Fault::WrongType).await;
        assert_eq!(header(&head, "content-type").as_deref(), Some("text/plain; charset=utf-8"));
        assert_eq!(&body[..], br#"{"content":"good"}"#);
    }

    #[tokio::test]
    async fn proxy_errors_send_their_retry_after() {
        let status = StatusCode::TOO_MANY_REQUESTS;
        let (head, body) = applied(Fault::ProxyError { status, retry_after: None }).await;
        assert_eq!((head.status, header(&head, "retry-after")), (status, None));
        assert!(body.starts_with(b"<!doctype html><h1>429 Too Many Requests"));
        let retry_after = Some(RetryAfter { format: RetryAfterFormat::Asctime, seconds: 2 });
        let (head, _) = applied(Fault::ProxyError { status, retry_after }).await;
        assert_eq!(header(&head, "retry-after").as_deref(), Some("Sun Nov  6 08:49:37 1994"));
    }

    #[tokio::test]
    async fn an_expired_code_replaces_the_response() {
        let (_, body) = applied(Fault::ExpiredCode).await;
        let json: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(
            (&json["expiresAt"], &json["content"]),
            (&"1994-11-06T08:48:35Z".into(), &"0066666666666666666".into())
        );
    }

    #[test]
    fn a_mangled_body_is_not_json() {
        for intact in [r#"{"a":"b"}"#, "[1,2,3]", "7", r#"{"name":"ääääääää"}"#] {
            let mangled = mangle(intact.into());
            assert_eq!(mangled.len(), intact.len());
            assert!(serde_json::from_slice::<Value>(&mangled).is_err(), "{intact}");
        }
    }
}
