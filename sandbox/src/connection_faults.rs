//! Connections that can be reset in place of a response.
//!
//! HTTP libraries cannot express a reset as a response. A handler therefore returns a marked response, and
//! the listener's middleware resets the connection when it sees the mark.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use axum::extract::Request;
use axum::extract::connect_info::{ConnectInfo, Connected};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

use crate::responses;

/// The extension that marks a response as a reset.
#[derive(Clone, Copy, Debug)]
struct ResetMark;

/// Returns a response in place of which the connection is reset before any byte is sent.
#[must_use]
pub fn reset_response() -> Response {
    let mut response = responses::empty(StatusCode::OK);
    response.extensions_mut().insert(ResetMark);
    response
}

/// Whether the client gets a reset in place of this response.
#[must_use]
pub fn is_reset(response: &Response) -> bool {
    response.extensions().get::<ResetMark>().is_some()
}

/// Middleware that resets the connection of a marked response. It must be the outermost layer of a listener.
pub async fn apply_resets(
    ConnectInfo(handle): ConnectInfo<ResetHandle>,
    request: Request,
    next: Next,
) -> Response {
    let response = next.run(request).await;
    if is_reset(&response) {
        handle.0.store(true, Ordering::SeqCst);
    }
    response
}

/// A handle that resets one connection.
#[derive(Clone, Debug)]
pub struct ResetHandle(Arc<AtomicBool>);

impl Connected<IncomingStream<'_, ResettableListener>> for ResetHandle {
    fn connect_info(stream: IncomingStream<'_, ResettableListener>) -> Self {
        stream.io().handle.clone()
    }
}

/// A TCP listener whose connections can be reset.
#[derive(Debug)]
pub struct ResettableListener(pub TcpListener);

impl Listener for ResettableListener {
    type Io = ResettableStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (ResettableStream, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // Nagle's algorithm would delay small responses and so distort the measurements of the benchmarks.
        let _ = stream.set_nodelay(true);
        (ResettableStream { stream, handle: ResetHandle(Arc::default()) }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// A TCP connection that can be reset.
#[derive(Debug)]
pub struct ResettableStream {
    stream: TcpStream,
    handle: ResetHandle,
}

impl ResettableStream {
    /// Fails if the connection is to be reset.
    ///
    /// Without linger time the operating system sends a reset on close, in place of an orderly end.
    fn check_reset(&self) -> io::Result<()> {
        if self.handle.0.load(Ordering::SeqCst) {
            self.stream.set_zero_linger()?;
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(())
    }
}

impl AsyncRead for ResettableStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for ResettableStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.check_reset()?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.check_reset()?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
