//! Classifies the HTTP status of an answer, for each of the two APIs.

use super::{Failure, Report};
use crate::answer::Answer;

impl Failure {
    /// Returns the failure that the status of an access API's answer means, or `None` for a 2xx. The answer
    /// may be one to a `HEAD` request, without body.
    ///
    /// 404 and 410 mean an unknown customer only if the body is an error report. Without one, the endpoint
    /// itself may be gone, because the vendor has marked it deprecated.
    #[must_use]
    pub fn from_access_answer(answer: &Answer) -> Option<Self> {
        classify(answer, |report| {
            report.message.is_some()
                || report.details.error_code.is_some()
                || report.details.trace_id.is_some()
        })
    }

    /// Returns the failure that the status of an activation API's answer means, or `None` for a 2xx.
    ///
    /// 404 and 410 mean an unknown user only if the message mentions the user, because a wrong path, realm or
    /// installation is answered with 404 as well (R-K11).
    #[must_use]
    pub fn from_activation_answer(answer: &Answer) -> Option<Self> {
        classify(answer, |report| report.message.as_deref().is_some_and(mentions_user))
    }
}

fn classify(answer: &Answer, is_not_found: fn(&Report) -> bool) -> Option<Failure> {
    if (200..=299).contains(&answer.status) {
        return None;
    }
    let report = Report::decode(answer);
    // The gateway's own answers have such codes. What it passes on from a service has none of them.
    match (answer.status, report.details.error_code.as_deref()) {
        (401, Some("gateway.session")) => return Some(Failure::SessionOver),
        (403, Some("gateway.not_mapped")) => return Some(Failure::NotMapped(report)),
        (403, Some("gateway.not_allowed")) => return Some(Failure::NotAllowed(report)),
        _ => {}
    }
    Some(match answer.status {
        400 => Failure::Invalid(report),
        401 => Failure::NotAccepted(report),
        403 => Failure::Forbidden(report),
        404 | 410 if is_not_found(&report) => Failure::NotFound(report),
        404 | 410 => Failure::EndpointGone(report),
        409 => Failure::Conflict(report),
        429 => Failure::RateLimited { retry_after: answer.retry_after.clone(), report },
        408 | 502..=504 => Failure::Unavailable { retry_after: answer.retry_after.clone(), report },
        500..=599 => Failure::ServerError(report),
        _ => Failure::OtherStatus(report),
    })
}

/// Returns whether the message has the word "user". Words with a slash are skipped, because servers quote the
/// path they could not find, such as `/user/anna`.
fn mentions_user(message: &str) -> bool {
    message.split_whitespace().filter(|word| word.bytes().all(|b| b != b'/')).any(|word| {
        let word = word.to_ascii_lowercase();
        word.split(|c: char| !c.is_ascii_alphanumeric())
            .any(|part| matches!(part, "user" | "username" | "userid"))
    })
}
