//! The middleware that logs API requests and delays them by `--latency`.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::sleep;

use crate::connection_faults;
use crate::request_log::LogEntry;
use crate::state::SharedSandbox;

/// Middleware that logs the request, waits for `--latency`, and logs the status.
pub async fn record(State(sandbox): State<SharedSandbox>, mut request: Request, next: Next) -> Response {
    let now = sandbox.clock.now();
    let id = sandbox.log.add(LogEntry::new(request.method(), request.uri(), request.headers(), now));
    request.extensions_mut().insert(id);
    if sandbox.settings.latency > 0 {
        sleep(Duration::from_millis(sandbox.settings.latency)).await;
    }
    let response = next.run(request).await;
    if !connection_faults::is_reset(&response) {
        sandbox.log.set_status(id, response.status().as_u16());
    }
    response
}
