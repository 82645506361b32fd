//! What a status means, for each of the two APIs.

use super::{Failure, Report};
use crate::answer::Answer;

impl Failure {
    /// What the status of an access API's answer means; nothing for a 2xx. Also right for a `HEAD`, whose
    /// answer has no body.
    ///
    /// 404 and 410 mean "no such customer" only where the body is an error report: the endpoint is marked
    /// deprecated, so an address that is simply gone is to be told apart.
    #[must_use]
    pub fn of_access(answer: &Answer) -> Option<Self> {
        classify(answer, |report| {
            report.message.is_some()
                || report.details.error_code.is_some()
                || report.details.trace_id.is_some()
        })
    }

    /// What the status of an activation API's answer means; nothing for a 2xx.
    ///
    /// 404 and 410 mean "no such user" only where the message speaks of the user: a wrong path, realm or
    /// installation is answered with 404 as well (R-K11).
    #[must_use]
    pub fn of_activation(answer: &Answer) -> Option<Self> {
        classify(answer, |report| report.message.as_deref().is_some_and(speaks_of_the_user))
    }
}

fn classify(answer: &Answer, says_not_found: fn(&Report) -> bool) -> Option<Failure> {
    if (200..=299).contains(&answer.status) {
        return None;
    }
    let report = Report::read(answer);
    Some(match answer.status {
        400 => Failure::Invalid(report),
        401 => Failure::NotAccepted(report),
        403 => Failure::Forbidden(report),
        404 | 410 if says_not_found(&report) => Failure::NotFound(report),
        404 | 410 => Failure::EndpointGone(report),
        409 => Failure::Conflict(report),
        429 => Failure::RateLimited { retry_after: answer.retry_after.clone(), report },
        408 | 502..=504 => Failure::Unavailable { retry_after: answer.retry_after.clone(), report },
        500..=599 => Failure::ServerError(report),
        _ => Failure::OtherStatus(report),
    })
}

/// Whether one of the words is the user; a segment of an address such as `/user/anna` does not count, since
/// servers quote the address they could not find.
fn speaks_of_the_user(message: &str) -> bool {
    message.split_whitespace().filter(|word| word.bytes().all(|b| b != b'/')).any(|word| {
        let word = word.to_ascii_lowercase();
        word.split(|c: char| !c.is_ascii_alphanumeric())
            .any(|part| matches!(part, "user" | "username" | "userid"))
    })
}
