//! A JSON response larger than a client should accept.

use std::iter;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use axum::response::Response;

use crate::responses;
use crate::slow_body::{BodyEnd, SlowBody};

static PIECE: [u8; 65_536] = [b'x'; 65_536];

/// Number of pieces that make 17 mebibytes, one more than the app accepts.
const PIECE_COUNT: usize = 17 * 16;

/// Returns JSON made of `prefix`, 17 mebibytes of `x` and `suffix`, streamed without `Content-Length`.
#[must_use]
pub fn json_response(prefix: &'static str, suffix: &'static str) -> Response {
    let filling = iter::repeat_n(Bytes::from_static(&PIECE), PIECE_COUNT);
    let pieces = iter::once(Bytes::from_static(prefix.as_bytes()))
        .chain(filling)
        .chain(iter::once(Bytes::from_static(suffix.as_bytes())));
    let body = SlowBody::new(pieces, Duration::ZERO, BodyEnd::Complete);
    responses::with_type(StatusCode::OK, "application/json", Body::new(body))
}
