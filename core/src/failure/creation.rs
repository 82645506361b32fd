//! Reclassifies the failure of a request that creates a code by whether the code may exist now.

use super::{Failure, Report};

impl Failure {
    /// Returns what this failure means for a request that creates a code. Such a request is never retried
    /// automatically: after [`Failure::PerhapsCreated`] a person has to check the list first.
    #[must_use]
    pub fn while_creating(self) -> Self {
        match self {
            Self::Offline => Self::NotSent,
            // The server may have received the request and created the code.
            Self::WrongUser
            | Self::Timeout
            | Self::Unreachable
            | Self::NoConnection
            | Self::Incomplete
            | Self::TooLarge
            | Self::Unexpected(_)
            | Self::Malformed { .. }
            | Self::NoCode => Self::PerhapsCreated(None),
            Self::ServerError(report) if report.status == 501 => Self::MayNotCreate(report),
            Self::ServerError(report) | Self::Unavailable { report, .. } => {
                Self::PerhapsCreated(Some(report))
            }
            Self::Conflict(report) => Self::Duplicate(report),
            Self::Forbidden(report) => Self::MayNotCreate(report),
            Self::OtherStatus(report) if report.status == 405 => Self::MayNotCreate(report),
            Self::OtherStatus(report) if !(400..=499).contains(&report.status) => {
                Self::PerhapsCreated(Some(report))
            }
            Self::Invalid(report) | Self::Refused(report) | Self::OtherStatus(report) => {
                if reports_duplicate(&report) { Self::Duplicate(report) } else { Self::NotCreated(report) }
            }
            unchanged @ (Self::NotSent
            | Self::NotAccepted(_)
            | Self::SessionOver
            | Self::NotMapped(_)
            | Self::NotAllowed(_)
            | Self::NotFound(_)
            | Self::EndpointGone(_)
            | Self::RateLimited { .. }
            | Self::Duplicate(_)
            | Self::NotCreated(_)
            | Self::MayNotCreate(_)
            | Self::PerhapsCreated(_)) => unchanged,
        }
    }
}

/// Returns whether the message says that the code exists: "already exists", "duplicate key" or "code exists",
/// but not "does not exist".
fn reports_duplicate(report: &Report) -> bool {
    let message = report.message.as_deref().unwrap_or_default().to_ascii_lowercase();
    let has_word = |word: &str| message.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| part == word);
    has_word("already") || has_word("duplicate") || (has_word("exists") && !has_word("not"))
}
