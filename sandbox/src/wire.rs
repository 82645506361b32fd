//! The connections, so that an answer can be that there is none.
//!
//! HTTP libraries have no word for a reset. A handler therefore marks its answer, and the listener that is about
//! to send it tears the connection instead.

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

use crate::answer;

/// The mark on an answer that is not to be sent.
#[derive(Clone, Copy, Debug)]
struct Torn;

/// In place of an answer: the connection is reset before a byte is sent.
#[must_use]
pub fn torn() -> Response {
    let mut response = answer::bare(StatusCode::OK);
    response.extensions_mut().insert(Torn);
    response
}

/// Whether the client gets a reset in place of this answer.
#[must_use]
pub fn is_torn(response: &Response) -> bool {
    response.extensions().get::<Torn>().is_some()
}

/// Tears the connection of a marked answer. Belongs around everything a listener serves.
pub async fn obey(ConnectInfo(tear): ConnectInfo<Tear>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if is_torn(&response) {
        tear.0.store(true, Ordering::SeqCst);
    }
    response
}

/// The handle that tears one connection.
#[derive(Clone, Debug)]
pub struct Tear(Arc<AtomicBool>);

impl Connected<IncomingStream<'_, Wires>> for Tear {
    fn connect_info(stream: IncomingStream<'_, Wires>) -> Self {
        stream.io().tear.clone()
    }
}

/// A listener whose connections can be torn.
#[derive(Debug)]
pub struct Wires(pub TcpListener);

impl Listener for Wires {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.0).await;
        // Without this, small answers wait for the peer's acknowledgement and times measured against us mean nothing.
        let _ = stream.set_nodelay(true);
        (Wire { stream, tear: Tear(Arc::default()) }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.0.local_addr()
    }
}

/// One connection.
#[derive(Debug)]
pub struct Wire {
    stream: TcpStream,
    tear: Tear,
}

impl Wire {
    /// Once torn, the connection takes no byte, and closing it sends a reset in place of an orderly end.
    fn whole(&self) -> io::Result<()> {
        if self.tear.0.load(Ordering::SeqCst) {
            self.stream.set_zero_linger()?;
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(())
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.whole()?;
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.whole()?;
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
