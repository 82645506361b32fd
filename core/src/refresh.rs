//! Decides when codes are requested, what is shown until they arrive, and when retries end.
//!
//! A [`Refresh`] belongs to one view: a customer's access code, or a user's list of activation codes. It
//! holds no code, only the end of the current one, and derives everything from events and the time it is
//! given, so it can be tested without a browser. The page calls [`Refresh::poll`] to learn whether to send a
//! request, and [`Refresh::view_state`] to learn what to show.

mod schedule;
mod view_state;

pub use view_state::{Activity, Display, HiddenReason, ViewState};

use self::schedule::{EXPIRED_RETRY_DELAYS_MS, MIN_REQUEST_INTERVAL_MS, Plan};
use crate::{
    clock::Now,
    failure::Failure,
    random::Random,
    retry::{Api, RetryDecision, decide},
    time::{End, Validity, Wait},
};

/// Number of a request. Answers to any but the newest request are dropped.
pub type Generation = u32;

/// Time to its end below which a code is renewed as soon as the page is visible and online again, in
/// milliseconds.
const RENEW_ON_RETURN_MS: i64 = 3_000;
/// Time after which a load starts no further retry, in milliseconds.
const RETRY_BUDGET_MS: i64 = 30_000;
/// Range from which the lead of a renewal before the end of a code is drawn, in milliseconds. Random, so that
/// clients with the same end do not send at the same time.
const RENEW_LEAD_MS: (i64, i64) = (2_000, 3_000);

/// State machine that decides when one view's codes are requested and whether they may be shown.
#[derive(Clone, Debug)]
pub struct Refresh {
    api: Api,
    random: Random,
    is_visible: bool,
    is_online: bool,
    held: Option<HeldCode>,
    failure: Option<Failure>,
    generation: Generation,
    is_in_flight: bool,
    plan: Plan,
    /// Interval from one request to the next while no code with a known end is held.
    repeat_interval_ms: Option<i64>,
    /// Earliest time of the next request, as the server demands it, on the monotonic clock.
    blocked_until: Option<i64>,
    /// Time of the last request, on the monotonic clock.
    last_sent_at: Option<i64>,
    /// Start of the current load (a request with its retries), on the monotonic clock.
    load_started_at: i64,
    retries: u32,
    /// Answers in a row that had expired on arrival.
    expired_answers: usize,
}

/// What is known of the current code or list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct HeldCode {
    end: End,
    received_at: Now,
    /// Set once it is over. It stays set even if the clock is corrected, because the code itself was dropped.
    over: Option<HiddenReason>,
    /// Time of its renewal before its end, in milliseconds (negative: after it).
    renew_lead_ms: i64,
}

impl Refresh {
    /// Creates a machine whose first request is due at once. `seed` feeds the jitter.
    #[must_use]
    pub fn new(api: Api, seed: u64) -> Self {
        Self {
            api,
            random: Random::new(seed),
            is_visible: true,
            is_online: true,
            held: None,
            failure: None,
            generation: 0,
            is_in_flight: false,
            plan: Plan::At(i64::MIN),
            repeat_interval_ms: None,
            blocked_until: None,
            last_sent_at: None,
            load_started_at: i64::MIN,
            retries: 0,
            expired_answers: 0,
        }
    }

    /// Sets whether the page is visible and the device online. A return to both starts a new load if the code
    /// has ended or is about to, or if the last attempt failed. While the server blocks requests, the plan
    /// made then is kept.
    pub fn set_page_state(&mut self, is_visible: bool, is_online: bool, now: Now) {
        let has_returned = is_visible && is_online && !(self.is_visible && self.is_online);
        self.is_visible = is_visible;
        self.is_online = is_online;
        if has_returned {
            let needs_renewal =
                self.held.is_none_or(|held| match held.end.validity(now.time, now.error_ms) {
                    Validity::Expired { .. } => true,
                    Validity::Valid { left_ms } => held.over.is_some() || left_ms <= RENEW_ON_RETURN_MS,
                    Validity::NoEnd | Validity::UnknownEnd => false,
                });
            if (needs_renewal || self.failure.is_some()) && !self.is_blocked(now) {
                self.start_load(now);
                self.plan = self.plan_soon(now);
            }
        }
    }

    /// Returns the number of the request to send now, if one is due.
    pub fn poll(&mut self, now: Now) -> Option<Generation> {
        let display = self.display(now);
        if let (Display::Hidden(reason), Some(held), true) = (display, &mut self.held, display.is_over()) {
            held.over = Some(reason);
        }
        (self.due_in(now)? <= 0).then(|| self.send(now))
    }

    /// Requests codes on a person's demand. Returns the number of the request, or `None` if
    /// [`Refresh::can_request`] is false.
    pub fn request_manually(&mut self, now: Now) -> Option<Generation> {
        self.can_request(now).then(|| {
            self.start_load(now);
            self.send(now)
        })
    }

    /// Returns whether a person may request codes now: the page is visible, no request is in flight, the
    /// server does not block requests, and the last request was sent at least a second ago. Being offline is
    /// no hindrance: a browser may be wrong about it, and a person's demand is worth a try.
    #[must_use]
    pub fn can_request(&self, now: Now) -> bool {
        self.is_visible
            && !self.is_in_flight
            && !self.is_blocked(now)
            && self
                .last_sent_at
                .is_none_or(|sent_at| now.monotonic_ms.saturating_sub(sent_at) >= MIN_REQUEST_INTERVAL_MS)
    }

    /// Sets the time at which the request in flight was sent, on the monotonic clock, if it was sent before
    /// this machine existed.
    pub fn set_sent_at(&mut self, generation: Generation, monotonic_ms: i64) {
        if self.is_in_flight && generation == self.generation {
            self.last_sent_at =
                Some(self.last_sent_at.map_or(monotonic_ms, |sent_at| sent_at.min(monotonic_ms)));
        }
    }

    /// Records an answer whose codes end at `end`. Returns whether to keep them: not if the request is no
    /// longer in flight, and not if they had expired on arrival while the current ones are still valid.
    pub fn record_success(&mut self, generation: Generation, end: End, now: Now) -> bool {
        if !self.finish_request(generation) {
            return false;
        }
        let is_same = self.held.is_some_and(|held| held.end == end);
        self.failure = None;
        self.retries = 0;
        let mut renew_lead_ms = 0;
        let over = match end.validity(now.time, now.error_ms) {
            Validity::Expired { .. } => {
                self.plan = EXPIRED_RETRY_DELAYS_MS
                    .get(self.expired_answers)
                    .map_or(Plan::Repeat, |delay_ms| Plan::At(now.monotonic_ms.saturating_add(*delay_ms)));
                self.expired_answers = self.expired_answers.saturating_add(1);
                if self.has_valid_code(now) {
                    return false;
                }
                Some(HiddenReason::ExpiredOnArrival)
            }
            Validity::Valid { .. } => {
                self.expired_answers = 0;
                // A server that returns the same code again does so until the code's end: renew it after
                // that.
                let (low, high) = RENEW_LEAD_MS;
                renew_lead_ms = if is_same { -now.error_ms } else { self.random.between(low, high) };
                self.plan = Plan::Renewal;
                None
            }
            Validity::NoEnd | Validity::UnknownEnd => {
                self.expired_answers = 0;
                self.plan = Plan::Repeat;
                None
            }
        };
        self.held = Some(HeldCode { end, received_at: now, over, renew_lead_ms });
        true
    }

    /// Records a request that ended without codes. `wait` is the server's `Retry-After`, if it could be read.
    /// Returns whether the request was in flight.
    pub fn record_failure(
        &mut self,
        generation: Generation,
        failure: Failure,
        wait: Option<Wait>,
        now: Now,
    ) -> bool {
        if !self.finish_request(generation) {
            return false;
        }
        if revokes_code(&failure) {
            self.held = None;
        }
        self.plan = match decide(&failure, self.api, self.retries, wait, &mut self.random) {
            RetryDecision::RetryIn(millis)
                if now.monotonic_ms.saturating_sub(self.load_started_at).saturating_add(millis)
                    <= RETRY_BUDGET_MS =>
            {
                self.retries += 1;
                Plan::At(now.monotonic_ms.saturating_add(millis))
            }
            RetryDecision::RetryIn(_) | RetryDecision::Stop => self.plan_after_load(now),
            RetryDecision::Block { millis, will_retry } => {
                let until = now.monotonic_ms.saturating_add(millis);
                self.blocked_until = Some(until);
                self.retries += u32::from(will_retry);
                // A delay demanded by the server does not count against the retry budget.
                self.load_started_at = self.load_started_at.saturating_add(millis);
                if will_retry { Plan::At(until) } else { self.plan_after_load(now) }
            }
        };
        self.failure = Some(failure);
        true
    }

    /// Marks the held codes as outdated: new ones are requested as soon as allowed, a second after the last
    /// request and not while the server blocks requests. An answer in flight is dropped, since it may predate
    /// the change. While the page is hidden or offline, the request waits for the return.
    pub fn invalidate(&mut self, now: Now) {
        self.is_in_flight = false;
        self.start_load(now);
        self.plan = self.plan_soon(now);
    }

    /// Returns whether the held code is certain to be valid now.
    fn has_valid_code(&self, now: Now) -> bool {
        let is_valid = |held: &HeldCode| {
            held.over.is_none() && matches!(held.end.validity(now.time, now.error_ms), Validity::Valid { .. })
        };
        now.is_certain && self.held.as_ref().is_some_and(is_valid)
    }

    fn start_load(&mut self, now: Now) {
        self.retries = 0;
        self.load_started_at = now.monotonic_ms;
    }

    fn send(&mut self, now: Now) -> Generation {
        if matches!(self.plan, Plan::Renewal | Plan::Repeat) || self.retries == 0 {
            self.start_load(now);
        }
        self.plan = Plan::Repeat;
        self.is_in_flight = true;
        self.last_sent_at = Some(now.monotonic_ms);
        self.generation = self.generation.wrapping_add(1);
        self.generation
    }

    /// Ends the request in flight if it has this number. Returns whether it had.
    fn finish_request(&mut self, generation: Generation) -> bool {
        let is_newest = self.is_in_flight && generation == self.generation;
        self.is_in_flight = self.is_in_flight && !is_newest;
        is_newest
    }
}

/// Returns whether a failure means that there is no code, or none for this person. Other failures do not
/// affect the held code.
fn revokes_code(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::NotAccepted(_)
            | Failure::SessionOver
            | Failure::Forbidden(_)
            | Failure::NotMapped(_)
            | Failure::NotAllowed(_)
            | Failure::NotFound(_)
            | Failure::EndpointGone(_)
    )
}

#[cfg(test)]
mod tests;
