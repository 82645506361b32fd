//! What a failure means where a code was to be made: above all, whether it was.

use super::{Failure, Report};

impl Failure {
    /// The meaning of a failure of a request that was to make a code. Such a request is not repeated by itself:
    /// after [`Failure::PerhapsCreated`] a person has to look at the list first.
    #[must_use]
    pub fn while_creating(self) -> Self {
        match self {
            Self::Offline => Self::NotSent,
            // The request may have arrived, and nobody knows what became of it, or for whom.
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
                if speaks_of_another(&report) { Self::Duplicate(report) } else { Self::NotCreated(report) }
            }
            same @ (Self::NotSent
            | Self::NotAccepted(_)
            | Self::NotFound(_)
            | Self::EndpointGone(_)
            | Self::RateLimited { .. }
            | Self::Duplicate(_)
            | Self::NotCreated(_)
            | Self::MayNotCreate(_)
            | Self::PerhapsCreated(_)) => same,
        }
    }
}

/// Whether the message says that there is such a code: "already exists", "duplicate key", "code exists"; but not
/// "does not exist".
fn speaks_of_another(report: &Report) -> bool {
    let message = report.message.as_deref().unwrap_or_default().to_ascii_lowercase();
    let says = |word: &str| message.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| part == word);
    says("already") || says("duplicate") || (says("exists") && !says("not"))
}
