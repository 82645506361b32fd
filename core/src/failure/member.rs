//! What a failure may mean for the member whose pass was requested.

use super::{Failure, Report};

/// What a refusal of an access code may mean for the member. The service says no more than a status and a key
/// of its translations, and has published one of those keys, so each of these is a possibility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MemberHint {
    /// 403: no right to this member's code. The access may be blocked, or the contract is with another
    /// studio.
    NoRight,
    /// 404: the member is unknown, or access codes are switched off.
    Unknown,
    /// Access codes are switched off, for the member or for the studio.
    SwitchedOff,
    /// A payment is open.
    Unpaid,
    /// The access is blocked.
    Blocked,
}

/// Words in the keys of a refusal, in lower case. Only keys are searched, because messages are in the
/// language of the page.
const WORDS: [(MemberHint, &[&str]); 3] = [
    (MemberHint::Unpaid, &["payment", "unpaid", "debt", "overdue", "dunning", "arrears"]),
    (MemberHint::SwitchedOff, &["disabled", "deactivated", "inactive", "not.enabled", "switched.off"]),
    (MemberHint::Blocked, &["block", "suspend", "banned", "restrict", "locked", "refusal"]),
];

impl MemberHint {
    /// Returns what a failure may mean for the member; `None` if it is none of the member's affair, such as a
    /// lost network.
    #[must_use]
    pub fn of(failure: &Failure) -> Option<Self> {
        match failure {
            // The gateway refuses what its operators have to allow.
            Failure::Forbidden(report) | Failure::NotFound(report) if report.is_of_gateway() => None,
            Failure::Forbidden(report) => Some(Self::from_key(report).unwrap_or(Self::NoRight)),
            Failure::NotFound(report) => Some(Self::from_key(report).unwrap_or(Self::Unknown)),
            // A conflict or another 4xx may be a refusal in words that are not documented.
            Failure::Conflict(report) | Failure::OtherStatus(report) => Self::from_key(report),
            Failure::NoCode => Some(Self::SwitchedOff),
            Failure::Offline
            | Failure::Timeout
            | Failure::Unreachable
            | Failure::NoConnection
            | Failure::Incomplete
            | Failure::TooLarge
            | Failure::Unexpected(_)
            | Failure::Malformed { .. }
            | Failure::WrongUser
            | Failure::Refused(_)
            | Failure::Invalid(_)
            | Failure::NotAccepted(_)
            | Failure::SessionOver
            | Failure::NotMapped(_)
            | Failure::NotAllowed(_)
            | Failure::EndpointGone(_)
            | Failure::RateLimited { .. }
            | Failure::Unavailable { .. }
            | Failure::ServerError(_)
            | Failure::NotSent
            | Failure::Duplicate(_)
            | Failure::NotCreated(_)
            | Failure::MayNotCreate(_)
            | Failure::PerhapsCreated(_) => None,
        }
    }

    fn from_key(report: &Report) -> Option<Self> {
        let key = report.details.error_code.as_deref()?.to_ascii_lowercase().replace(['_', '-'], ".");
        let is_in_key = |word: &&str| key.contains(*word);
        WORDS.into_iter().find(|(_, words)| words.iter().any(is_in_key)).map(|(hint, _)| hint)
    }
}
