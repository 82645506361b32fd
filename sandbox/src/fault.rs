//! Faults between an API and its client, the same for both APIs.

use std::time::Duration;

use axum::http::StatusCode;

use crate::retry_after::RetryAfter;

/// A fault of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is sent for two minutes.
    Silent,
    /// The headers are sent at once, then a few bytes each second for 40 seconds.
    SlowBody,
    /// The connection ends before `Content-Length` is reached.
    CutShort,
    /// The whole body is sent, but `Content-Length` is larger.
    WrongLength,
    /// The connection is reset before any byte is sent.
    Reset,
    /// 302 to another path of the API, which would answer with 200. Clients must not follow it.
    Redirect(&'static str),
    /// 302 to the foreign origin, which records its visitors. Clients must not follow it.
    ForeignRedirect,
    /// The response is intact but late.
    Delay(Duration),
    /// A few bytes in the middle of the body are replaced.
    Mangled,
    /// 200 with the page of a captive portal.
    CaptivePortal,
    /// The response is intact, but its media type is not JSON.
    WrongType,
    /// 204 without a body.
    NoContent,
    /// 200 with the media type of JSON and an empty body.
    EmptyBody,
    /// A status with the HTML page of a proxy.
    ProxyError {
        /// The status.
        status: StatusCode,
        /// The header `Retry-After`, if any.
        retry_after: Option<RetryAfter>,
    },
    /// 200 with an access code that has already expired.
    ExpiredCode,
}

impl Fault {
    /// Returns the name of the fault in the log.
    #[must_use]
    pub fn name(self) -> String {
        let name = match self {
            Self::Silent => "silent",
            Self::SlowBody => "dribble",
            Self::CutShort => "cut-short",
            Self::WrongLength => "wrong-length",
            Self::Reset => "reset",
            Self::Redirect(_) => "redirect",
            Self::ForeignRedirect => "elsewhere",
            Self::Delay(_) => "delay",
            Self::Mangled => "mangled",
            Self::CaptivePortal => "html",
            Self::WrongType => "wrong-type",
            Self::NoContent => "204",
            Self::EmptyBody => "empty",
            Self::ProxyError { status, retry_after: None } => return status.as_str().to_owned(),
            Self::ProxyError { status, retry_after: Some(wait) } => {
                return format!("{}-{}", status.as_str(), wait.format.name());
            }
            Self::ExpiredCode => "expired",
        };
        name.to_owned()
    }
}
