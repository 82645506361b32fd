//! A body no client should take whole.

use std::iter;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use axum::response::Response;

use crate::answer;
use crate::drip::{Drip, Ending};

static PIECE: [u8; 65_536] = [b'x'; 65_536];

/// Seventeen mebibytes: the page takes sixteen.
const PIECES: usize = 17 * 16;

/// JSON, good but for its size. No `Content-Length` warns of it.
#[must_use]
pub fn between(before: &'static str, after: &'static str) -> Response {
    let filling = iter::repeat_n(Bytes::from_static(&PIECE), PIECES);
    let pieces = iter::once(Bytes::from_static(before.as_bytes()))
        .chain(filling)
        .chain(iter::once(Bytes::from_static(after.as_bytes())));
    let drip = Drip::new(pieces, Duration::ZERO, Ending::Complete);
    answer::typed(StatusCode::OK, "application/json", Body::new(drip))
}
