//! Everything but a code that a request can end in: one enum, one variant for each thing that the
//! person or the page would treat differently.

mod creation;
mod report;
mod status;

pub use report::{Details, Report};

use crate::time::{Timestamp, Wait, retry_after};

/// Why there is no (new) code. Text for people is made from the variant, in one component of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The device has no network.
    Offline,
    /// No answer within the page's own deadline.
    Timeout,
    /// No HTTP answer reached the page: refused, unresolvable, TLS, or CORS. A page cannot tell which; but the
    /// server it came from does answer.
    Unreachable,
    /// Neither the service nor the server the page came from answers.
    NoConnection,
    /// The body ended before its length, or the connection broke while it was read.
    Incomplete,
    /// The body is larger than the page reads (16 megabytes of 2^20 bytes).
    TooLarge,
    /// A 2xx that is not JSON: a login page of the network, for instance. Never its text.
    Unexpected(Unexpected),
    /// JSON, but not what the API documents, beyond every tolerance rule.
    Malformed {
        /// Path of the offending field, or empty where the text is no JSON object at all. Never a value.
        path: String,
    },
    /// 204, or 200 with nothing in it: there is no code now.
    NoCode,
    /// The answer names another user than was asked for; all of it is refused.
    WrongUser,
    /// KOBIL: a 2xx whose own `status` is not ok-like and that lists no codes (R-K9).
    Refused(Report),
    /// 400: the request failed the API's validation.
    Invalid(Report),
    /// 401: the key or token is not accepted.
    NotAccepted(Report),
    /// 403: accepted, but without the right to this.
    Forbidden(Report),
    /// 404 or 410 with the API's own error body: no such customer or user.
    NotFound(Report),
    /// 404 or 410 without it: the address may be wrong, or the endpoint gone.
    EndpointGone(Report),
    /// 409: changed by somebody else meanwhile.
    Conflict(Report),
    /// 429: too many requests.
    RateLimited {
        /// Seconds or date as the server stated it, not interpreted; absent where unreadable.
        retry_after: Option<String>,
        /// What the server reported.
        report: Report,
    },
    /// 408, 502, 503 or 504: for the moment the service cannot answer.
    Unavailable {
        /// As in [`Failure::RateLimited`].
        retry_after: Option<String>,
        /// What the server reported.
        report: Report,
    },
    /// 500 and every other 5xx.
    ServerError(Report),
    /// Any other status, a 3xx or an unlisted 4xx.
    OtherStatus(Report),
    /// Making a code: the device has no network, so it was not asked for.
    NotSent,
    /// Making a code: there is such a code already.
    Duplicate(Report),
    /// Making a code: the service refused what was asked for, and made none.
    NotCreated(Report),
    /// Making a code: not allowed to us, or to nobody.
    MayNotCreate(Report),
    /// Making a code: nobody knows whether it was made, for no answer came, or one that says nothing of it. The
    /// list has to be looked at before another try.
    PerhapsCreated(Option<Report>),
}

impl Failure {
    /// What the server said, where it said something.
    #[must_use]
    pub fn report(&self) -> Option<&Report> {
        match self {
            Self::Refused(report)
            | Self::Invalid(report)
            | Self::NotAccepted(report)
            | Self::Forbidden(report)
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
            | Self::WrongUser => None,
        }
    }

    /// How long the server asked to be left alone, if it did so readably. `date` is the `Date` of the same
    /// answer, from which a date is counted; without it `now`, when the answer came.
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
            | Self::Forbidden(_)
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
    /// HTTP status.
    pub status: u16,
    /// `Content-Type`, at most 100 characters, or empty.
    pub content_type: String,
    /// Bytes in the body.
    pub length: usize,
}

#[cfg(test)]
mod tests;
