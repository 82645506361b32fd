//! The answer of the documented shape.

use serde::Serialize;

/// An access code, members in the vendor's order.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AccessCode {
    format: &'static str,
    /// ISO text with `Z`; absent for static codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires_at: Option<String>,
    content: String,
}

impl AccessCode {
    /// A code with this end.
    #[must_use]
    pub fn ending(content: String, expires_at: String) -> Self {
        Self { format: "QR_CODE", expires_at: Some(expires_at), content }
    }

    /// A code without end.
    #[must_use]
    pub fn endless(content: &str) -> Self {
        Self { format: "QR_CODE", expires_at: None, content: content.to_owned() }
    }

    /// The bytes of the answer.
    #[must_use]
    pub fn body(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}
