//! Faults between an API and its client: the same ones for both.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::response::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use tokio::time::sleep;

use crate::access::end_shapes;
use crate::drip::{Drip, Ending};
use crate::retry_after::RetryAfter;
use crate::state::Sandbox;
use crate::{answer, wire};

/// Longer than any client should wait.
const SILENCE: Duration = Duration::from_mins(2);

/// Pieces a slow body is cut into, one a second.
const SLOW_PIECES: usize = 40;

/// Long enough for what has been written to leave before the next piece comes.
const AT_ONCE: Duration = Duration::from_millis(1);

/// Bytes promised that never come.
const MISSING: usize = 100;

/// What a captive portal sends in place of any answer.
const PORTAL: &str = "<!doctype html><title>Guest network</title><h1>Please accept the terms</h1>";

/// What goes wrong on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No byte of an answer for two minutes.
    Silent,
    /// Headers at once, then a few bytes each second for 40 seconds.
    Slow,
    /// The connection ends before `Content-Length` is reached.
    CutShort,
    /// The whole body, under a `Content-Length` that promises more.
    WrongLength,
    /// The connection is reset before any byte of an answer.
    Reset,
    /// 302 to an address that would answer happily. Nobody should go there.
    Redirect(&'static str),
    /// 302 to another origin, which writes down who comes.
    Elsewhere,
    /// The answer as it is, but late.
    Delay(Duration),
    /// A few bytes in the middle are not what was sent.
    Mangled,
    /// 200 with the page of a captive portal.
    Html,
    /// The answer as it is, under a type that is not JSON.
    WrongType,
    /// 204
    NoContent,
    /// 200, JSON by its type, no byte of it.
    Empty,
    /// This status in a proxy's words.
    Refused {
        /// The status.
        status: StatusCode,
        /// The wait it asks for.
        retry_after: Option<RetryAfter>,
    },
    /// An access code that is dead on arrival.
    Expired,
}

impl Fault {
    /// Sends `good`, an answer that would be fine, through this fault.
    pub async fn spoil(self, sandbox: &Sandbox, good: Response) -> Response {
        match self {
            Self::Silent => {
                sleep(SILENCE).await;
                answer::bare(StatusCode::GATEWAY_TIMEOUT)
            }
            Self::Slow => {
                let (head, body) = apart(good).await;
                dripping(head, &body, body.len(), Duration::from_secs(1), Ending::Complete)
            }
            Self::CutShort => {
                let (head, body) = apart(good).await;
                let half = body.get(..body.len() / 2).unwrap_or_default();
                dripping(head, half, body.len(), AT_ONCE, Ending::Broken)
            }
            Self::WrongLength => {
                let (head, body) = apart(good).await;
                dripping(head, &body, body.len() + MISSING, AT_ONCE, Ending::Complete)
            }
            Self::Reset => wire::torn(),
            Self::Redirect(target) => redirect(target),
            Self::Elsewhere => redirect(&sandbox.elsewhere.lure()),
            Self::Delay(span) => {
                sleep(span).await;
                good
            }
            Self::Mangled => {
                let (head, body) = apart(good).await;
                Response::from_parts(head, mangled(body.into()).into())
            }
            Self::Html => answer::html(StatusCode::OK, PORTAL),
            Self::WrongType => answer::with_header(good, header::CONTENT_TYPE, "text/plain; charset=utf-8"),
            Self::NoContent => answer::bare(StatusCode::NO_CONTENT),
            Self::Empty => answer::typed(StatusCode::OK, "application/json", ""),
            Self::Refused { status, retry_after } => {
                let refused = answer::html(status, format!("<!doctype html><h1>{status}</h1>"));
                match retry_after.map(|wait| wait.text(sandbox.clock.now())) {
                    Some(wait) => answer::with_header(refused, header::RETRY_AFTER, &wait),
                    None => refused,
                }
            }
            Self::Expired => end_shapes::just_past(sandbox.clock.now()),
        }
    }

    /// Its name in the log.
    #[must_use]
    pub fn name(self) -> String {
        let name = match self {
            Self::Silent => "silent",
            Self::Slow => "dribble",
            Self::CutShort => "cut-short",
            Self::WrongLength => "wrong-length",
            Self::Reset => "reset",
            Self::Redirect(_) => "redirect",
            Self::Elsewhere => "elsewhere",
            Self::Delay(_) => "delay",
            Self::Mangled => "mangled",
            Self::Html => "html",
            Self::WrongType => "wrong-type",
            Self::NoContent => "204",
            Self::Empty => "empty",
            Self::Refused { status, retry_after: None } => return status.as_str().to_owned(),
            Self::Refused { status, retry_after: Some(wait) } => {
                return format!("{}-{}", status.as_str(), wait.form.name());
            }
            Self::Expired => "expired",
        };
        name.to_owned()
    }
}

fn redirect(target: &str) -> Response {
    answer::with_header(answer::bare(StatusCode::FOUND), header::LOCATION, target)
}

/// Head and body of an answer; the head without the length, which the fault sets anew. A body that breaks by itself
/// counts as empty.
async fn apart(good: Response) -> (Parts, Bytes) {
    let (mut head, body) = good.into_parts();
    head.headers.remove(header::CONTENT_LENGTH);
    (head, to_bytes(body, usize::MAX).await.unwrap_or_default())
}

fn dripping(mut head: Parts, body: &[u8], promised: usize, gap: Duration, ending: Ending) -> Response {
    let size = body.len().div_ceil(SLOW_PIECES).max(1);
    let drip = Drip::new(body.chunks(size).map(Bytes::copy_from_slice), gap, ending);
    head.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(promised));
    Response::from_parts(head, Body::new(drip))
}

/// Four bytes in the middle become control characters, which JSON allows nowhere.
fn mangled(mut body: Vec<u8>) -> Vec<u8> {
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
    use crate::elsewhere::Elsewhere;
    use crate::moment::Moment;
    use crate::retry_after::Form;
    use crate::settings::Settings;

    async fn spoilt(fault: Fault) -> (Parts, Bytes) {
        let clock = Clock::manual(Moment::from_millis(784_111_775_000));
        let elsewhere = Elsewhere::at(([127, 0, 0, 1], 9).into());
        let sandbox = Sandbox::new(Settings::on_any_port(), clock, elsewhere);
        let good = answer::ok(&serde_json::json!({ "content": "good" }));
        let (head, body) = fault.spoil(&sandbox, good).await.into_parts();
        (head, to_bytes(body, usize::MAX).await.unwrap())
    }

    fn header(head: &Parts, name: &str) -> Option<String> {
        head.headers.get(name).map(|value| value.to_str().unwrap().to_owned())
    }

    #[tokio::test]
    async fn pages_and_nothing_in_place_of_the_answer() {
        let (head, body) = spoilt(Fault::Html).await;
        assert!(head.status == 200 && body.starts_with(b"<!doctype html>"));
        assert_eq!(header(&head, "content-type").as_deref(), Some("text/html; charset=utf-8"));
        let (head, body) = spoilt(Fault::NoContent).await;
        assert!(head.status == 204 && body.is_empty());
        let (head, body) = spoilt(Fault::Empty).await;
        assert!(head.status == 200 && body.is_empty());
        assert_eq!(header(&head, "content-type").as_deref(), Some("application/json"));
    }

    #[tokio::test]
    async fn the_answer_under_another_type() {
        let (head, body) = spoilt(Fault::WrongType).await;
        assert_eq!(header(&head, "content-type").as_deref(), Some("text/plain; charset=utf-8"));
        assert_eq!(&body[..], br#"{"content":"good"}"#);
    }

    #[tokio::test]
    async fn refusals_ask_for_the_wait_they_were_given() {
        let status = StatusCode::TOO_MANY_REQUESTS;
        let (head, body) = spoilt(Fault::Refused { status, retry_after: None }).await;
        assert_eq!((head.status, header(&head, "retry-after")), (status, None));
        assert!(body.starts_with(b"<!doctype html><h1>429 Too Many Requests"));
        let retry_after = Some(RetryAfter { form: Form::Asctime, seconds: 2 });
        let (head, _) = spoilt(Fault::Refused { status, retry_after }).await;
        assert_eq!(header(&head, "retry-after").as_deref(), Some("Sun Nov  6 08:49:37 1994"));
    }

    #[tokio::test]
    async fn an_expired_code_is_another_one() {
        let (_, body) = spoilt(Fault::Expired).await;
        let json: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(
            (&json["expiresAt"], &json["content"]),
            (&"1994-11-06T08:48:35Z".into(), &"0066666666666666666".into())
        );
    }

    #[test]
    fn mangling_leaves_no_json() {
        for good in [r#"{"a":"b"}"#, "[1,2,3]", "7", r#"{"name":"ääääääää"}"#] {
            let bad = mangled(good.into());
            assert_eq!(bad.len(), good.len());
            assert!(serde_json::from_slice::<Value>(&bad).is_err(), "{good}");
        }
    }
}
