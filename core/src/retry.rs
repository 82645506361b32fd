//! Which failures are worth another try, how many, and when.

use crate::{failure::Failure, random::Random, time::Wait};

/// The two APIs: they differ in what a bare 429 means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Api {
    /// Sport Alliance: refuses for the whole next minute.
    AccessCode,
    /// KOBIL: not rate limited by its own account, so a proxy speaks.
    ActivationCodes,
}

/// What to do after a failed attempt. Times in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Nothing by itself; a person may try again.
    Stop,
    /// Try again after this time.
    Retry(i64),
    /// The server asked to be left alone this long: nobody may ask before.
    Hold {
        /// How long.
        millis: i64,
        /// Whether to try again by itself afterwards.
        retry: bool,
    },
}

/// The longest wait a page sits out by itself.
const PATIENCE: i64 = 60_000;

/// What to do after `failure`, which was preceded by `retries` automatic ones in the same load. `wait` is what
/// the server asked for, where that could be read.
pub fn advise(failure: &Failure, api: Api, retries: u32, wait: Option<Wait>, random: &mut Random) -> Advice {
    let mut jitter = |most: u32| {
        if retries < most {
            Advice::Retry(random.between(0, doubled(500, retries).min(8_000)))
        } else {
            Advice::Stop
        }
    };
    match failure {
        Failure::Timeout | Failure::Unreachable | Failure::NoConnection | Failure::Incomplete => jitter(3),
        Failure::ServerError(_) => jitter(2),
        Failure::Conflict(_) if retries < 3 => Advice::Retry(random.between(100, 400)),
        Failure::Unavailable { .. } => match (jitter(3), wait) {
            (Advice::Retry(millis), Some(wait)) => hold(wait.millis().max(millis), true),
            (Advice::Stop, Some(wait)) => hold(wait.millis(), false),
            (advice, _) => advice,
        },
        Failure::RateLimited { .. } => match (wait, api) {
            (Some(wait), _) => hold(wait.millis(), retries < 1),
            (None, Api::AccessCode) => hold(PATIENCE, retries < 1),
            (None, Api::ActivationCodes) => {
                hold(doubled(5_000, retries) + random.between(0, 1_000), retries < 3)
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
        | Failure::Forbidden(_)
        | Failure::NotFound(_)
        | Failure::EndpointGone(_)
        | Failure::Conflict(_)
        | Failure::OtherStatus(_)
        // A code is never made twice by a retry.
        | Failure::NotSent
        | Failure::Duplicate(_)
        | Failure::NotCreated(_)
        | Failure::MayNotCreate(_)
        | Failure::PerhapsCreated(_) => Advice::Stop,
    }
}

fn hold(millis: i64, retry: bool) -> Advice {
    Advice::Hold { millis, retry: retry && millis <= PATIENCE }
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

    fn advice(failure: &Failure, api: Api, retries: u32, wait: Option<i64>, seed: u64) -> Advice {
        advise(failure, api, retries, wait.map(Wait::nearest), &mut Random::new(seed))
    }

    /// How many retries follow one another, and whether each wait is within what the table allows.
    fn retries(failure: &Failure, bounds: impl Fn(u32) -> (i64, i64)) -> u32 {
        (0..20)
            .find(|n| {
                (0..200).all(|seed| match advice(failure, Api::AccessCode, *n, None, seed) {
                    Advice::Retry(millis) => {
                        let (low, high) = bounds(*n);
                        assert!((low..=high).contains(&millis), "retry {n} after {millis} ms");
                        false
                    }
                    Advice::Stop => true,
                    Advice::Hold { .. } => panic!("nobody asked to be left alone"),
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
            Failure::Forbidden(report()),
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
            (5_000, 0, Advice::Hold { millis: 5_000, retry: true }),
            (60_000, 0, Advice::Hold { millis: 60_000, retry: true }),
            (60_001, 0, Advice::Hold { millis: 60_001, retry: false }),
            (86_400_000, 0, Advice::Hold { millis: 600_000, retry: false }),
            (0, 0, Advice::Hold { millis: 1_000, retry: true }),
            (5_000, 1, Advice::Hold { millis: 5_000, retry: false }),
        ] {
            assert_eq!(advice(&limited(), Api::AccessCode, retries, Some(wait), 1), expected, "{wait}");
            assert_eq!(advice(&limited(), Api::ActivationCodes, retries, Some(wait), 1), expected, "{wait}");
        }
        assert_eq!(
            advice(&unavailable(), Api::AccessCode, 2, Some(20_000), 1),
            Advice::Hold { millis: 20_000, retry: true }
        );
    }

    #[test]
    fn r_a11_a_bare_429_is_a_minute_for_access_codes_and_doubles_for_activation_codes() {
        assert_eq!(
            advice(&limited(), Api::AccessCode, 0, None, 1),
            Advice::Hold { millis: 60_000, retry: true }
        );
        assert_eq!(
            advice(&limited(), Api::AccessCode, 1, None, 1),
            Advice::Hold { millis: 60_000, retry: false }
        );
        for (retries, least) in [(0, 5_000), (1, 10_000), (2, 20_000)] {
            match advice(&limited(), Api::ActivationCodes, retries, None, 9) {
                Advice::Hold { millis, retry: true } => assert!((least..=least + 1_000).contains(&millis)),
                other => panic!("{other:?}"),
            }
        }
        assert!(matches!(
            advice(&limited(), Api::ActivationCodes, 3, None, 9),
            Advice::Hold { retry: false, .. }
        ));
    }
}
