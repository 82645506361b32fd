//! Faults of the network rather than of an API: the same ones for both.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::response::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use tokio::time::sleep;

use crate::drip::{Drip, Ending};
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
        }
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
