//! Faults by chance, `--chaos`: any API answer may be replaced by one that a client has to live through.
//!
//! Only faults that pass are drawn. A refusal that is meant to last (400, 401, 403, 404, 410) never is, since a client
//! is right to give up after it.

use std::sync::Mutex;
use std::time::Duration;

use axum::extract::{RawQuery, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;

use crate::answer;
use crate::fault::Fault;
use crate::log::Number;
use crate::random::Random;
use crate::retry_after::{Form, RetryAfter};
use crate::state::{Shared, hold};

/// The seed where none is chosen: a run repeats as long as its requests do.
pub const SEED: u64 = 1994;

/// The dice, and how they lay at the start.
#[derive(Debug)]
pub struct Chaos {
    start: Dice,
    dice: Mutex<Dice>,
}

#[derive(Clone, Debug)]
struct Dice {
    percent: u8,
    random: Random,
}

impl Chaos {
    /// So many faults in a hundred answers, in an order the seed decides.
    #[must_use]
    pub const fn new(percent: u8, seed: u64) -> Self {
        let random = Random::seeded(seed);
        let start = Dice { percent, random: Random::seeded(seed) };
        Self { start, dice: Mutex::new(Dice { percent, random }) }
    }

    /// How many in a hundred.
    pub fn percent(&self) -> u8 {
        hold(&self.dice).percent
    }

    /// From now on so many in a hundred.
    pub fn change(&self, percent: u8) {
        hold(&self.dice).percent = percent;
    }

    /// As it was at the start.
    pub fn restart(&self) {
        *hold(&self.dice) = self.start.clone();
    }

    /// The fault of the next answer, if there is to be one.
    fn draw(&self, api: Api) -> Option<Fault> {
        let dice = &mut *hold(&self.dice);
        (dice.random.below(100) < u64::from(dice.percent)).then(|| any(&mut dice.random, api))
    }
}

/// Whose answer it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Api {
    Access,
    Activation,
}

impl Api {
    fn of(request: &Request) -> Self {
        if request.uri().path().ends_with("/access-code") { Self::Access } else { Self::Activation }
    }
}

/// One of all faults, each as likely as the others.
fn any(random: &mut Random, api: Api) -> Fault {
    let delay = Duration::from_millis(200 + random.below(5801));
    let seconds = 1 + random.below(3);
    let refused = |status| Fault::Refused { status, retry_after: None };
    let limited = |status, form| {
        let retry_after = Some(RetryAfter { form, seconds });
        Fault::Refused { status, retry_after }
    };
    let mut faults = vec![
        Fault::Delay(delay),
        Fault::Reset,
        Fault::CutShort,
        Fault::WrongLength,
        Fault::Slow,
        Fault::Html,
        Fault::WrongType,
        Fault::NoContent,
        Fault::Empty,
        Fault::Elsewhere,
        Fault::Mangled,
        refused(StatusCode::REQUEST_TIMEOUT),
        refused(StatusCode::CONFLICT),
        refused(StatusCode::TOO_MANY_REQUESTS),
        limited(StatusCode::TOO_MANY_REQUESTS, Form::Seconds),
        limited(StatusCode::TOO_MANY_REQUESTS, Form::ImfFixdate),
        limited(StatusCode::TOO_MANY_REQUESTS, Form::Rfc850),
        limited(StatusCode::TOO_MANY_REQUESTS, Form::Asctime),
        refused(StatusCode::INTERNAL_SERVER_ERROR),
        refused(StatusCode::BAD_GATEWAY),
        refused(StatusCode::SERVICE_UNAVAILABLE),
        limited(StatusCode::SERVICE_UNAVAILABLE, Form::Seconds),
        refused(StatusCode::GATEWAY_TIMEOUT),
    ];
    if api == Api::Access {
        faults.push(Fault::Expired);
    }
    let last = faults.len().saturating_sub(1);
    let chosen = usize::try_from(random.below(faults.len() as u64)).unwrap_or(last);
    faults.swap_remove(chosen.min(last))
}

/// Plays a fault on the answer if the dice say so, and writes it into the log before it is played.
pub async fn play(State(sandbox): State<Shared>, request: Request, next: Next) -> Response {
    let Some(fault) = sandbox.chaos.draw(Api::of(&request)) else {
        return next.run(request).await;
    };
    if let Some(number) = request.extensions().get::<Number>() {
        sandbox.log.played(*number, fault.name());
    }
    let good = next.run(request).await;
    fault.spoil(&sandbox, good).await
}

/// `POST /chaos?percent=N`
pub async fn change(State(sandbox): State<Shared>, RawQuery(query): RawQuery) -> Response {
    let percent = query.as_deref().and_then(|query| query.strip_prefix("percent="));
    match percent.and_then(|percent| percent.parse().ok()) {
        Some(percent @ 0..=100) => {
            sandbox.chaos.change(percent);
            answer::bare(StatusCode::NO_CONTENT)
        }
        Some(_) | None => answer::text(StatusCode::BAD_REQUEST, "POST /chaos?percent=N, N from 0 to 100\n"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn drawn(percent: u8, seed: u64, api: Api, count: usize) -> Vec<Option<Fault>> {
        let chaos = Chaos::new(percent, seed);
        (0..count).map(|_| chaos.draw(api)).collect()
    }

    #[test]
    fn the_percentage_holds() {
        for percent in [0, 1, 20, 50, 100] {
            let faults = drawn(percent, SEED, Api::Access, 20_000).iter().flatten().count();
            let wanted = usize::from(percent) * 200;
            assert!(faults.abs_diff(wanted) <= wanted.min(20_000 - wanted) / 5, "{percent}: {faults}");
        }
    }

    #[test]
    fn a_seed_fixes_the_faults_and_a_restart_repeats_them() {
        let faults = drawn(40, 7, Api::Access, 500);
        assert_eq!(drawn(40, 7, Api::Access, 500), faults);
        assert_ne!(drawn(40, 8, Api::Access, 500), faults);
        let chaos = Chaos::new(40, 7);
        chaos.change(90);
        let _ = chaos.draw(Api::Activation);
        chaos.restart();
        assert_eq!((0..500).map(|_| chaos.draw(Api::Access)).collect::<Vec<_>>(), faults);
    }

    #[test]
    fn every_fault_comes_up_and_none_is_meant_to_last() {
        let names = |api| -> BTreeSet<String> {
            drawn(100, SEED, api, 5000).into_iter().flatten().map(Fault::name).collect()
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
    fn spans_and_waits_keep_their_bounds() {
        let (mut spans, mut waits) = (Vec::new(), BTreeSet::new());
        for fault in drawn(100, SEED, Api::Access, 5000).into_iter().flatten() {
            match fault {
                Fault::Delay(span) => spans.push(span.as_millis()),
                Fault::Refused { retry_after: Some(wait), .. } => {
                    waits.insert(wait.seconds);
                }
                _ => {}
            }
        }
        assert_eq!(waits, BTreeSet::from([1, 2, 3]));
        assert!(spans.iter().all(|span| (200..=6000).contains(span)));
        assert!(spans.iter().any(|span| *span < 600) && spans.iter().any(|span| *span > 5600));
    }
}
