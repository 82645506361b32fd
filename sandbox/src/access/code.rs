//! An access code in the documented JSON format.

use serde::Serialize;

/// An access code, with its members in the vendor's order.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessCode {
    format: &'static str,
    /// ISO 8601 with `Z`; absent for static codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<String>,
    content: String,
}

impl AccessCode {
    /// Creates a dynamic code.
    #[must_use]
    pub fn expiring(content: String, expires_at: String) -> Self {
        Self { format: "QR_CODE", expires_at: Some(expires_at), content }
    }

    /// Creates a static code.
    #[must_use]
    pub fn without_expiry(content: &str) -> Self {
        Self { format: "QR_CODE", expires_at: None, content: content.to_owned() }
    }

    /// Returns the code as JSON.
    #[must_use]
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}
