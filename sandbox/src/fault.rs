//! Faults of the network rather than of an API: the same ones for both.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::Response;
use http_body::Frame;
use tokio::time::{Sleep, sleep};

use crate::answer;

/// Longer than any client should wait.
const SILENCE: Duration = Duration::from_mins(2);

/// Pieces a slow body is cut into, one a second.
const SLOW_PIECES: usize = 40;

/// What goes wrong on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No byte of an answer for two minutes.
    Silent,
    /// Headers at once, then a few bytes each second for 40 seconds.
    Slow,
    /// The connection ends before `Content-Length` is reached.
    CutShort,
    /// 302 to an address that would answer happily. Nobody should go there.
    Redirect(&'static str),
}

impl Fault {
    /// Sends `good`, a JSON answer that would be fine, through this fault.
    pub async fn spoil(self, good: Vec<u8>) -> Response {
        match self {
            Self::Silent => {
                sleep(SILENCE).await;
                answer::bare(StatusCode::GATEWAY_TIMEOUT)
            }
            Self::Slow => dripping(&good, good.len(), Duration::from_secs(1), Ending::Complete),
            Self::CutShort => {
                let half = good.get(..good.len() / 2).unwrap_or_default();
                dripping(half, good.len(), Duration::from_millis(1), Ending::Reset)
            }
            Self::Redirect(target) => {
                answer::with_header(answer::bare(StatusCode::FOUND), header::LOCATION, target)
            }
        }
    }
}

fn dripping(body: &[u8], promised: usize, gap: Duration, ending: Ending) -> Response {
    let size = body.len().div_ceil(SLOW_PIECES).max(1);
    let pieces = body.chunks(size).map(Bytes::copy_from_slice).collect();
    let drip = Drip { pieces, gap, ending, pause: Box::pin(sleep(Duration::ZERO)) };
    let response = answer::typed(StatusCode::OK, "application/json", Body::new(drip));
    answer::with_header(response, header::CONTENT_LENGTH, &promised.to_string())
}

#[derive(Clone, Copy)]
enum Ending {
    Complete,
    Reset,
}

/// A body that pauses before each piece.
struct Drip {
    pieces: VecDeque<Bytes>,
    gap: Duration,
    ending: Ending,
    pause: Pin<Box<Sleep>>,
}

impl http_body::Body for Drip {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if self.pause.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        self.pause = Box::pin(sleep(self.gap));
        Poll::Ready(match (self.pieces.pop_front(), self.ending) {
            (Some(piece), _) => Some(Ok(Frame::data(piece))),
            (None, Ending::Complete) => None,
            (None, Ending::Reset) => Some(Err(io::ErrorKind::ConnectionReset.into())),
        })
    }
}
