//! A body that comes in pieces, with a pause before each.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Bytes;
use http_body::{Body, Frame};
use tokio::time::{Sleep, sleep};

/// What follows the last piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The end of the body.
    Complete,
    /// An error: the connection goes with it.
    Broken,
}

/// The pieces still to come.
#[derive(Debug)]
pub struct Drip {
    pieces: VecDeque<Bytes>,
    gap: Duration,
    ending: Ending,
    pause: Pin<Box<Sleep>>,
}

impl Drip {
    /// The first piece comes at once, the others and the ending after `gap` each.
    #[must_use]
    pub fn new(pieces: impl IntoIterator<Item = Bytes>, gap: Duration, ending: Ending) -> Self {
        Self { pieces: pieces.into_iter().collect(), gap, ending, pause: Box::pin(sleep(Duration::ZERO)) }
    }
}

impl Body for Drip {
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
            (None, Ending::Broken) => Some(Err(io::ErrorKind::ConnectionReset.into())),
        })
    }
}
