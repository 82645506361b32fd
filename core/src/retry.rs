//! Which failures are retried, how often, and after which delay.

use crate::{failure::Failure, random::Random, time::Wait};

/// One of the two APIs. They differ in the meaning of a 429 without `Retry-After`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Api {
    /// Sport Alliance. A 429 refuses all requests of the next minute.
    AccessCode,
    /// KOBIL. Documented as not rate limited, so a 429 comes from a proxy.
    ActivationCodes,
}

/// What to do after a failed attempt. Times are in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryDecision {
    /// No automatic retry.
    Stop,
    /// Retry after this delay.
    RetryIn(i64),
    /// The server demands a pause, during which no request may be sent, not even a manual one.
    Block {
        /// Length of the pause.
        millis: i64,
        /// Whether an automatic retry follows.
        will_retry: bool,
    },
}

/// Longest pause that is followed by an automatic retry, in milliseconds.
const MAX_RETRIED_PAUSE_MS: i64 = 60_000;
/// Pause after a 429 of the access code API without `Retry-After`, in milliseconds.
const RATE_LIMIT_PAUSE_MS: i64 = 60_000;
/// First delay of the exponential backoff, in milliseconds.
const BACKOFF_BASE_MS: i64 = 500;
/// Longest delay of the exponential backoff, in milliseconds.
const MAX_BACKOFF_MS: i64 = 8_000;

/// Decides what follows `failure`, after `retries` automatic retries in the same load. `wait` is the server's
/// `Retry-After`, if it could be read. Delays are jittered by `random`.
pub fn decide(
    failure: &Failure,
    api: Api,
    retries: u32,
    wait: Option<Wait>,
    random: &mut Random,
) -> RetryDecision {
    let mut back_off = |max_retries: u32| {
        if retries < max_retries {
            RetryDecision::RetryIn(random.between(0, doubled(BACKOFF_BASE_MS, retries).min(MAX_BACKOFF_MS)))
        } else {
            RetryDecision::Stop
        }
    };
    match failure {
        Failure::Timeout | Failure::Unreachable | Failure::NoConnection | Failure::Incomplete => back_off(3),
        Failure::ServerError(_) => back_off(2),
        Failure::Conflict(_) if retries < 3 => RetryDecision::RetryIn(random.between(100, 400)),
        Failure::Unavailable { .. } => match (back_off(3), wait) {
            (RetryDecision::RetryIn(millis), Some(wait)) => block(wait.millis().max(millis), true),
            (RetryDecision::Stop, Some(wait)) => block(wait.millis(), false),
            (decision, _) => decision,
        },
        Failure::RateLimited { .. } => match (wait, api) {
            (Some(wait), _) => block(wait.millis(), retries < 1),
            (None, Api::AccessCode) => block(RATE_LIMIT_PAUSE_MS, retries < 1),
            (None, Api::ActivationCodes) => {
                block(doubled(5_000, retries) + random.between(0, 1_000), retries < 3)
            }
        },
        Failure::Offline
        | Failure::TooLarge
        | Failure::Unexpected(_)
        | Failure::Malformed { .. }
        | Failure::NoCode
        | Failure::WrongUser
        | Failure::Refused(_)
        | Failure::Invalid(_)
        | Failure::NotAccepted(_)
        | Failure::SessionOver
        | Failure::Forbidden(_)
        | Failure::NotMapped(_)
        | Failure::NotAllowed(_)
        | Failure::NotFound(_)
        | Failure::EndpointGone(_)
        | Failure::Conflict(_)
        | Failure::OtherStatus(_)
        // Creating is never retried, because the code may exist already.
        | Failure::NotSent
        | Failure::Duplicate(_)
        | Failure::NotCreated(_)
        | Failure::MayNotCreate(_)
        | Failure::PerhapsCreated(_) => RetryDecision::Stop,
    }
}

fn block(millis: i64, will_retry: bool) -> RetryDecision {
    RetryDecision::Block { millis, will_retry: will_retry && millis <= MAX_RETRIED_PAUSE_MS }
}

fn doubled(millis: i64, times: u32) -> i64 {
    millis << times.min(8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::{Report, Unexpected};

    fn limited() -> Failure {
        Failure::RateLimited { retry_after: None, report: Report::default() }
    }

    fn unavailable() -> Failure {
        Failure::Unavailable { retry_after: None, report: Report::default() }
    }

    fn decision(failure: &Failure, api: Api, retries: u32, wait: Option<i64>, seed: u64) -> RetryDecision {
        decide(failure, api, retries, wait.map(Wait::nearest), &mut Random::new(seed))
    }

    /// Counts the retries of a failure, and checks that each delay is within the bounds of the table.
    fn retries(failure: &Failure, bounds: impl Fn(u32) -> (i64, i64)) -> u32 {
        (0..20)
            .find(|n| {
                (0..200).all(|seed| match decision(failure, Api::AccessCode, *n, None, seed) {
                    RetryDecision::RetryIn(millis) => {
                        let (low, high) = bounds(*n);
                        assert!((low..=high).contains(&millis), "retry {n} after {millis} ms");
                        false
                    }
                    RetryDecision::Stop => true,
                    RetryDecision::Block { .. } => panic!("the server demanded no pause"),
                })
            })
            .expect("an end to retries")
    }

    #[test]
    fn counts_and_jitter_bounds_of_the_table() {
        let full = |n: u32| (0, (500 << n).min(8_000));
        for failure in [
            Failure::Timeout,
            Failure::Unreachable,
            Failure::NoConnection,
            Failure::Incomplete,
            unavailable(),
        ] {
            assert_eq!(retries(&failure, full), 3, "{failure:?}");
        }
        assert_eq!(retries(&Failure::ServerError(Report::default()), full), 2);
        assert_eq!(retries(&Failure::Conflict(Report::default()), |_| (100, 400)), 3);
        let report = Report::default;
        for failure in [
            Failure::Offline,
            Failure::TooLarge,
            Failure::Unexpected(Unexpected::default()),
            Failure::Malformed { path: String::new() },
            Failure::NoCode,
            Failure::WrongUser,
            Failure::Refused(report()),
            Failure::Invalid(report()),
            Failure::NotAccepted(report()),
            Failure::SessionOver,
            Failure::Forbidden(report()),
            Failure::NotMapped(report()),
            Failure::NotAllowed(report()),
            Failure::NotFound(report()),
            Failure::EndpointGone(report()),
            Failure::OtherStatus(report()),
            Failure::NotSent,
            Failure::Duplicate(report()),
            Failure::NotCreated(report()),
            Failure::MayNotCreate(report()),
            Failure::PerhapsCreated(None),
        ] {
            assert_eq!(retries(&failure, full), 0, "{failure:?}");
        }
    }

    #[test]
    fn a_stated_wait_is_obeyed_and_sat_out_once_up_to_a_minute() {
        for (wait, retries, expected) in [
            (5_000, 0, RetryDecision::Block { millis: 5_000, will_retry: true }),
            (60_000, 0, RetryDecision::Block { millis: 60_000, will_retry: true }),
            (60_001, 0, RetryDecision::Block { millis: 60_001, will_retry: false }),
            (86_400_000, 0, RetryDecision::Block { millis: 600_000, will_retry: false }),
            (0, 0, RetryDecision::Block { millis: 1_000, will_retry: true }),
            (5_000, 1, RetryDecision::Block { millis: 5_000, will_retry: false }),
        ] {
            assert_eq!(decision(&limited(), Api::AccessCode, retries, Some(wait), 1), expected, "{wait}");
            assert_eq!(
                decision(&limited(), Api::ActivationCodes, retries, Some(wait), 1),
                expected,
                "{wait}"
            );
        }
        assert_eq!(
            decision(&unavailable(), Api::AccessCode, 2, Some(20_000), 1),
            RetryDecision::Block { millis: 20_000, will_retry: true }
        );
    }

    #[test]
    fn r_a11_a_bare_429_is_a_minute_for_access_codes_and_doubles_for_activation_codes() {
        assert_eq!(
            decision(&limited(), Api::AccessCode, 0, None, 1),
            RetryDecision::Block { millis: 60_000, will_retry: true }
        );
        assert_eq!(
            decision(&limited(), Api::AccessCode, 1, None, 1),
            RetryDecision::Block { millis: 60_000, will_retry: false }
        );
        for (retries, min_ms) in [(0, 5_000), (1, 10_000), (2, 20_000)] {
            match decision(&limited(), Api::ActivationCodes, retries, None, 9) {
                RetryDecision::Block { millis, will_retry: true } => {
                    assert!((min_ms..=min_ms + 1_000).contains(&millis));
                }
                other => panic!("{other:?}"),
            }
        }
        assert!(matches!(
            decision(&limited(), Api::ActivationCodes, 3, None, 9),
            RetryDecision::Block { will_retry: false, .. }
        ));
    }
}
