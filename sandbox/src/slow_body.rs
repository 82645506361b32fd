//! A response body sent in pieces, with a pause before each.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Bytes;
use http_body::{Body, Frame};
use tokio::time::{Sleep, sleep};

/// How a [`SlowBody`] ends after its last piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyEnd {
    /// The body ends regularly.
    Complete,
    /// The body fails, which closes the connection.
    Error,
}

/// A response body that is sent slowly.
#[derive(Debug)]
pub struct SlowBody {
    pieces: VecDeque<Bytes>,
    interval: Duration,
    end: BodyEnd,
    pause: Pin<Box<Sleep>>,
}

impl SlowBody {
    /// Creates a body that sends the first piece at once, and every other piece and its end after `interval`.
    #[must_use]
    pub fn new(pieces: impl IntoIterator<Item = Bytes>, interval: Duration, end: BodyEnd) -> Self {
        Self { pieces: pieces.into_iter().collect(), interval, end, pause: Box::pin(sleep(Duration::ZERO)) }
    }
}

impl Body for SlowBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if self.pause.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        self.pause = Box::pin(sleep(self.interval));
        Poll::Ready(match (self.pieces.pop_front(), self.end) {
            (Some(piece), _) => Some(Ok(Frame::data(piece))),
            (None, BodyEnd::Complete) => None,
            (None, BodyEnd::Error) => Some(Err(io::ErrorKind::ConnectionReset.into())),
        })
    }
}
