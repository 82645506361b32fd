//! The `latchkey.json` with which the app uses this sandbox.

use serde_json::{Value, json};

/// Returns the configuration for an API listener on `port`, with a connection for every way to reach both
/// APIs.
#[must_use]
pub fn for_port(port: u16) -> Value {
    json!({
        "title": "Latchkey sandbox",
        "languages": ["en", "de"],
        "allowOwnConnections": true,
        "connections": [
            { "id": "my-pass", "name": "My pass", "service": "access-code", "base": "/api/gym",
              "auth": "gateway", "subject": "me" },
            { "id": "gym", "name": "Studio desk", "service": "access-code", "base": "/api/gym",
              "auth": "gateway" },
            { "id": "gym-direct", "name": "Studio desk, direct", "service": "access-code",
              "base": format!("http://127.0.0.1:{port}"), "auth": "api-key" },
            { "id": "identity", "name": "Help desk", "service": "activation-codes",
              "base": "/api/identity", "tenant": "demo", "installation": "ssms", "auth": "gateway",
              "allowCreate": true },
            { "id": "identity-direct", "name": "Help desk, direct", "service": "activation-codes",
              "host": format!("http://localhost:{port}"), "tenant": "demo", "installation": "ssms",
              "auth": "bearer", "allowCreate": true },
            { "id": "shift-direct", "name": "SHIFT, direct", "service": "activation-codes",
              "host": format!("http://localhost:{port}"), "tenant": "demo", "installation": "shift",
              "auth": "bearer", "allowCreate": true },
        ],
    })
}
