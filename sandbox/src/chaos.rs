//! Random faults (`--chaos`), which replace API responses.
//!
//! Only temporary faults are drawn. Permanent errors (400, 401, 403, 404, 410) are not, since a client
//! rightly stops trying after them.

use std::sync::Mutex;
use std::time::Duration;

use axum::http::StatusCode;

use crate::fault::Fault;
use crate::random::Random;
use crate::retry_after::{RetryAfter, RetryAfterFormat};
use crate::sync::lock;

/// The default of `--chaos-seed`. With a fixed seed, the same requests get the same faults.
pub const DEFAULT_SEED: u64 = 1994;

/// The generator of random faults.
#[derive(Debug)]
pub struct Chaos {
    initial: ChaosState,
    current: Mutex<ChaosState>,
}

#[derive(Clone, Debug)]
struct ChaosState {
    percent: u8,
    random: Random,
}

impl Chaos {
    /// Creates a generator that replaces `percent` of 100 responses, in an order that `seed` determines.
    #[must_use]
    pub const fn new(percent: u8, seed: u64) -> Self {
        let initial = ChaosState { percent, random: Random::seeded(seed) };
        let current = ChaosState { percent, random: Random::seeded(seed) };
        Self { initial, current: Mutex::new(current) }
    }

    /// Returns the share of replaced responses, in percent.
    pub fn percent(&self) -> u8 {
        lock(&self.current).percent
    }

    /// Sets the share of replaced responses, in percent.
    pub fn set_percent(&self, percent: u8) {
        lock(&self.current).percent = percent;
    }

    /// Restores the initial percentage and sequence.
    pub fn reset(&self) {
        *lock(&self.current) = self.initial.clone();
    }

    /// Draws the fault of the next response; `None` if it is not replaced.
    pub(crate) fn draw(&self, api: Api) -> Option<Fault> {
        let state = &mut *lock(&self.current);
        (state.random.below(100) < u64::from(state.percent)).then(|| draw_fault(&mut state.random, api))
    }
}

/// The API that a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Api {
    /// The access code API.
    Access,
    /// The activation code API.
    Activation,
}

/// Draws one of all faults with equal probability.
fn draw_fault(random: &mut Random, api: Api) -> Fault {
    let delay = Duration::from_millis(200 + random.below(5801));
    let seconds = 1 + random.below(3);
    let error = |status| Fault::ProxyError { status, retry_after: None };
    let error_with_wait = |status, format| {
        let retry_after = Some(RetryAfter { format, seconds });
        Fault::ProxyError { status, retry_after }
    };
    let mut faults = vec![
        Fault::Delay(delay),
        Fault::Reset,
        Fault::CutShort,
        Fault::WrongLength,
        Fault::SlowBody,
        Fault::CaptivePortal,
        Fault::WrongType,
        Fault::NoContent,
        Fault::EmptyBody,
        Fault::ForeignRedirect,
        Fault::Mangled,
        error(StatusCode::REQUEST_TIMEOUT),
        error(StatusCode::CONFLICT),
        error(StatusCode::TOO_MANY_REQUESTS),
        error_with_wait(StatusCode::TOO_MANY_REQUESTS, RetryAfterFormat::Seconds),
        error_with_wait(StatusCode::TOO_MANY_REQUESTS, RetryAfterFormat::ImfFixdate),
        error_with_wait(StatusCode::TOO_MANY_REQUESTS, RetryAfterFormat::Rfc850),
        error_with_wait(StatusCode::TOO_MANY_REQUESTS, RetryAfterFormat::Asctime),
        error(StatusCode::INTERNAL_SERVER_ERROR),
        error(StatusCode::BAD_GATEWAY),
        error(StatusCode::SERVICE_UNAVAILABLE),
        error_with_wait(StatusCode::SERVICE_UNAVAILABLE, RetryAfterFormat::Seconds),
        error(StatusCode::GATEWAY_TIMEOUT),
    ];
    if api == Api::Access {
        faults.push(Fault::ExpiredCode);
    }
    let last = faults.len().saturating_sub(1);
    let index = usize::try_from(random.below(faults.len() as u64)).unwrap_or(last);
    faults.swap_remove(index.min(last))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn draw_many(percent: u8, seed: u64, api: Api, count: usize) -> Vec<Option<Fault>> {
        let chaos = Chaos::new(percent, seed);
        (0..count).map(|_| chaos.draw(api)).collect()
    }

    #[test]
    fn the_share_of_faults_is_the_percentage() {
        for percent in [0, 1, 20, 50, 100] {
            let faults = draw_many(percent, DEFAULT_SEED, Api::Access, 20_000).iter().flatten().count();
            let expected = usize::from(percent) * 200;
            assert!(faults.abs_diff(expected) <= expected.min(20_000 - expected) / 5, "{percent}: {faults}");
        }
    }

    #[test]
    fn the_same_seed_draws_the_same_faults_and_a_reset_repeats_them() {
        let faults = draw_many(40, 7, Api::Access, 500);
        assert_eq!(draw_many(40, 7, Api::Access, 500), faults);
        assert_ne!(draw_many(40, 8, Api::Access, 500), faults);
        let chaos = Chaos::new(40, 7);
        chaos.set_percent(90);
        let _ = chaos.draw(Api::Activation);
        chaos.reset();
        assert_eq!((0..500).map(|_| chaos.draw(Api::Access)).collect::<Vec<_>>(), faults);
    }

    #[test]
    fn every_temporary_fault_is_drawn_and_no_permanent_one() {
        let names = |api| -> BTreeSet<String> {
            draw_many(100, DEFAULT_SEED, api, 5000).into_iter().flatten().map(Fault::name).collect()
        };
        let all = [
            "204",
            "408",
            "409",
            "429",
            "429-asctime",
            "429-imf-fixdate",
            "429-rfc-850",
            "429-seconds",
            "500",
            "502",
            "503",
            "503-seconds",
            "504",
            "cut-short",
            "delay",
            "dribble",
            "elsewhere",
            "empty",
            "expired",
            "html",
            "mangled",
            "reset",
            "wrong-length",
            "wrong-type",
        ];
        let access = names(Api::Access);
        assert_eq!(access.iter().map(String::as_str).collect::<Vec<_>>(), all);
        let activation = names(Api::Activation);
        assert_eq!(access.difference(&activation).collect::<Vec<_>>(), ["expired"]);
    }

    #[test]
    fn delays_and_waits_are_within_their_bounds() {
        let (mut delays_ms, mut waits) = (Vec::new(), BTreeSet::new());
        for fault in draw_many(100, DEFAULT_SEED, Api::Access, 5000).into_iter().flatten() {
            match fault {
                Fault::Delay(delay) => delays_ms.push(delay.as_millis()),
                Fault::ProxyError { retry_after: Some(wait), .. } => {
                    waits.insert(wait.seconds);
                }
                _ => {}
            }
        }
        assert_eq!(waits, BTreeSet::from([1, 2, 3]));
        assert!(delays_ms.iter().all(|delay| (200..=6000).contains(delay)));
        assert!(delays_ms.iter().any(|delay| *delay < 600) && delays_ms.iter().any(|delay| *delay > 5600));
    }
}
