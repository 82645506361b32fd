//! The failures of a request, with one variant for each case that people or the page treat differently.

mod creation;
mod member;
mod report;
mod status;

pub use member::MemberHint;
pub use report::{Details, Report};

use crate::time::{Timestamp, Wait, retry_after};

/// The reason why a request brought no code. One component of the app turns it into text for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The device has no network.
    Offline,
    /// No answer arrived before the page's deadline.
    Timeout,
    /// No HTTP answer reached the page: connection refused, DNS, TLS or CORS, which a page cannot tell apart.
    /// The server of the page itself does answer.
    Unreachable,
    /// Neither the service nor the server of the page answers.
    NoConnection,
    /// The body was cut short, or the connection broke while it was received.
    Incomplete,
    /// The body is larger than 16 `MiB`.
    TooLarge,
    /// A 2xx that is not JSON, such as the login page of a network.
    Unexpected(Unexpected),
    /// JSON that differs from the documents in a way that no tolerance rule covers.
    Malformed {
        /// The path of the first such field, or empty if the body is not a JSON object. Never a value.
        path: String,
    },
    /// A 2xx without content: there is no code now.
    NoCode,
    /// The answer names another user than the requested one, and is refused as a whole.
    WrongUser,
    /// A 2xx from KOBIL whose own `status` is an error and that lists no codes (R-K9).
    Refused(Report),
    /// 400: the request failed the API's validation.
    Invalid(Report),
    /// 401 of the service: the key or token is not accepted.
    NotAccepted(Report),
    /// 401 of the gateway: there is no session, or it is over.
    SessionOver,
    /// 403: the key or token lacks the right to this.
    Forbidden(Report),
    /// 403 of the gateway: it has no customer id or user name for the person who is signed in.
    NotMapped(Report),
    /// 403 of the gateway: another person's codes were requested, which is for desk staff only.
    NotAllowed(Report),
    /// 404 or 410 with the API's own error body: the customer or user does not exist.
    NotFound(Report),
    /// 404 or 410 without the API's own error body: the address may be wrong, or the endpoint gone.
    EndpointGone(Report),
    /// 409: a concurrent modification.
    Conflict(Report),
    /// 429: too many requests.
    RateLimited {
        /// The `Retry-After` header, unparsed.
        retry_after: Option<String>,
        /// The server's report.
        report: Report,
    },
    /// 408, 502, 503 or 504: the service cannot answer for the moment.
    Unavailable {
        /// The `Retry-After` header, unparsed.
        retry_after: Option<String>,
        /// The server's report.
        report: Report,
    },
    /// 500, or any other 5xx.
    ServerError(Report),
    /// Any other status, such as a 3xx or another 4xx.
    OtherStatus(Report),
    /// Creating a code: the request was not sent, because the device has no network.
    NotSent,
    /// Creating a code: the same code exists already.
    Duplicate(Report),
    /// Creating a code: the service rejected the parameters.
    NotCreated(Report),
    /// Creating a code: not permitted, or not supported by the service.
    MayNotCreate(Report),
    /// Creating a code: it is unknown whether the code was created, because no answer arrived or it does not
    /// say. The list has to be checked before another attempt.
    PerhapsCreated(Option<Report>),
}

impl Failure {
    /// Returns the server's report, if there is one.
    #[must_use]
    pub fn report(&self) -> Option<&Report> {
        match self {
            Self::Refused(report)
            | Self::Invalid(report)
            | Self::NotAccepted(report)
            | Self::Forbidden(report)
            | Self::NotMapped(report)
            | Self::NotAllowed(report)
            | Self::NotFound(report)
            | Self::EndpointGone(report)
            | Self::Conflict(report)
            | Self::RateLimited { report, .. }
            | Self::Unavailable { report, .. }
            | Self::ServerError(report)
            | Self::OtherStatus(report)
            | Self::Duplicate(report)
            | Self::NotCreated(report)
            | Self::MayNotCreate(report) => Some(report),
            Self::PerhapsCreated(report) => report.as_ref(),
            Self::Offline
            | Self::NotSent
            | Self::Timeout
            | Self::Unreachable
            | Self::NoConnection
            | Self::Incomplete
            | Self::TooLarge
            | Self::Unexpected(_)
            | Self::Malformed { .. }
            | Self::NoCode
            | Self::WrongUser
            | Self::SessionOver => None,
        }
    }

    /// Parses the `Retry-After` header, if there is one. A date is relative to `date`, the `Date` of the same
    /// answer, or else to `now`, the time at which the answer arrived.
    #[must_use]
    pub fn wait(&self, date: Option<Timestamp>, now: Timestamp) -> Option<Wait> {
        match self {
            Self::RateLimited { retry_after: text, .. } | Self::Unavailable { retry_after: text, .. } => {
                retry_after(text.as_deref()?, date, now)
            }
            Self::Offline
            | Self::NotSent
            | Self::Timeout
            | Self::Unreachable
            | Self::NoConnection
            | Self::Incomplete
            | Self::TooLarge
            | Self::Unexpected(_)
            | Self::Malformed { .. }
            | Self::NoCode
            | Self::WrongUser
            | Self::Refused(_)
            | Self::Invalid(_)
            | Self::NotAccepted(_)
            | Self::SessionOver
            | Self::Forbidden(_)
            | Self::NotMapped(_)
            | Self::NotAllowed(_)
            | Self::NotFound(_)
            | Self::EndpointGone(_)
            | Self::Conflict(_)
            | Self::ServerError(_)
            | Self::OtherStatus(_)
            | Self::Duplicate(_)
            | Self::NotCreated(_)
            | Self::MayNotCreate(_)
            | Self::PerhapsCreated(_) => None,
        }
    }
}

/// A 2xx answer that is not JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unexpected {
    /// The HTTP status.
    pub status: u16,
    /// The `Content-Type` header, sanitized and cut to 100 characters; empty if there is none.
    pub content_type: String,
    /// The number of bytes in the body.
    pub length: usize,
}

#[cfg(test)]
mod tests;
