//! A static access code that a person keeps on the device, for when the service cannot be reached.
//!
//! Decides which codes may be kept and what becomes of a kept one. Encryption and storage are the browser's.

use crate::{
    access_code::{AccessCode, Format},
    failure::Failure,
    ids::{ConnectionId, CustomerId},
    request::Request,
    route::Route,
    secret::Secret,
    time::{End, Timestamp},
};

/// First line of what is encrypted, so that a later version can tell its own form from this one.
const FORM: &str = "1";

/// The pass to which a kept code belongs: the connection, the customer and the URL of the request. With
/// another URL, for instance of another studio under the same id, it is another pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPass {
    connection: ConnectionId,
    customer: Option<CustomerId>,
    url: String,
}

impl KeptPass {
    /// Creates the pass of a connection and a customer, whose code `request` asks for.
    #[must_use]
    pub fn new(connection: ConnectionId, customer: Option<CustomerId>, request: &Request) -> Self {
        Self { connection, customer, url: request.url.clone() }
    }

    /// Parses what `Display` has printed.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.splitn(3, '\n');
        let connection = lines.next()?.parse().ok()?;
        let customer = match lines.next()? {
            "" => None,
            digits => Some(CustomerId::from_digits(digits)?),
        };
        Some(Self { connection, customer, url: lines.next()?.to_owned() })
    }

    /// Returns the connection.
    #[must_use]
    pub fn connection(&self) -> &ConnectionId {
        &self.connection
    }

    /// Returns the customer, if the address of the pass names one.
    #[must_use]
    pub fn customer(&self) -> Option<CustomerId> {
        self.customer
    }

    /// Returns the address of the pass.
    #[must_use]
    pub fn route(&self) -> Route {
        Route::Access { connection: self.connection.clone(), customer: self.customer }
    }
}

impl std::fmt::Display for KeptPass {
    /// Writes the name under which the code is stored. Encryption binds the code to it (additional data).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.connection)?;
        if let Some(customer) = self.customer {
            write!(f, "{customer}")?;
        }
        write!(f, "\n{}", self.url)
    }
}

/// A code that is kept on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCode {
    content: Secret,
    since: Timestamp,
    /// Whether the session at the gateway has ended since, so that another person may be signed in.
    is_owner_doubtful: bool,
}

impl KeptCode {
    /// Returns whether a code may be kept: it is a QR symbol without an end. One with an end would be over
    /// when it is needed, and one whose end could not be read may be.
    #[must_use]
    pub fn may_keep(code: &AccessCode) -> bool {
        code.end == End::NotStated && code.format == Format::QrCode
    }

    /// Creates a kept code; `None` if the code may not be kept.
    #[must_use]
    pub fn new(code: &AccessCode, since: Timestamp) -> Option<Self> {
        Self::may_keep(code).then(|| Self { content: code.content.clone(), since, is_owner_doubtful: false })
    }

    /// Returns the time at which the person kept it, or at which it replaced an older one.
    #[must_use]
    pub fn since(&self) -> Timestamp {
        self.since
    }

    /// Returns it as the code that the service had sent.
    #[must_use]
    pub fn to_access_code(&self) -> AccessCode {
        AccessCode { content: self.content.clone(), format: Format::QrCode, end: End::NotStated }
    }

    /// Returns what is encrypted.
    #[must_use]
    pub fn to_text(&self) -> Secret {
        Secret::new([FORM, "\n", &self.since.millis().to_string(), "\n", self.content.reveal()].concat())
    }

    /// Parses what was decrypted; `None` if it is of another form. `is_owner_doubtful` says whether the
    /// session at the gateway has ended since it was encrypted.
    #[must_use]
    pub fn parse(text: &Secret, is_owner_doubtful: bool) -> Option<Self> {
        let mut lines = text.reveal().splitn(3, '\n');
        (lines.next()? == FORM).then_some(())?;
        let since = Timestamp::from_millis(lines.next()?.parse().ok()?)?;
        let content = lines.next().filter(|content| !content.is_empty())?;
        Some(Self { content: Secret::new(content.to_owned()), since, is_owner_doubtful })
    }

    /// Decides what becomes of it when the service has sent a code.
    #[must_use]
    pub fn after_answer(&self, fresh: &AccessCode) -> AfterAnswer {
        let is_same = fresh.content == self.content;
        if !Self::may_keep(fresh) || (self.is_owner_doubtful && !is_same) {
            AfterAnswer::Remove
        } else if is_same && !self.is_owner_doubtful {
            AfterAnswer::Keep
        } else {
            AfterAnswer::Replace
        }
    }
}

/// What becomes of a kept code when the service has sent a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterAnswer {
    /// It is the same code.
    Keep,
    /// The new code is kept in its place. It is the same one if only its owner was in doubt.
    Replace,
    /// The new code may not be kept: it has an end, or may belong to another person, who has not chosen to
    /// keep it.
    Remove,
}

/// What becomes of a kept code when a request has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterFailure {
    /// It is shown, since the service could not be asked.
    Show,
    /// It is kept, but not shown: the service was asked, and its answer says nothing of the code.
    Hide,
    /// It is removed: the person has no code, or no longer a right to it.
    Remove,
}

impl AfterFailure {
    /// Decides by the failure.
    #[must_use]
    pub fn of(failure: &Failure) -> Self {
        match failure {
            Failure::Offline
            | Failure::Timeout
            | Failure::Unreachable
            | Failure::NoConnection
            | Failure::Incomplete
            // The sign-in page of a network, for instance.
            | Failure::Unexpected(_)
            | Failure::RateLimited { .. }
            | Failure::Unavailable { .. }
            | Failure::ServerError(_) => Self::Show,
            Failure::NoCode
            | Failure::Forbidden(_)
            | Failure::NotMapped(_)
            | Failure::NotAllowed(_)
            | Failure::NotFound(_)
            | Failure::EndpointGone(_) => Self::Remove,
            // A key may be mistyped, and a session ends each day.
            Failure::NotAccepted(_)
            | Failure::SessionOver
            | Failure::TooLarge
            | Failure::Malformed { .. }
            | Failure::WrongUser
            | Failure::Refused(_)
            | Failure::Invalid(_)
            | Failure::Conflict(_)
            | Failure::OtherStatus(_)
            | Failure::NotSent
            | Failure::Duplicate(_)
            | Failure::NotCreated(_)
            | Failure::MayNotCreate(_)
            | Failure::PerhapsCreated(_) => Self::Hide,
        }
    }
}

#[cfg(test)]
mod tests;
