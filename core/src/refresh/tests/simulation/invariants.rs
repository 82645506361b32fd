use super::*;

/// Checks what the machine must and must not do, from the events alone. Times are on the monotonic clock, in
/// milliseconds.
pub struct Invariants {
    api: Api,
    /// Whether the server clock is not behind the true time: it started so, or has had a sample.
    pub is_clock_honest: bool,
    /// Stated end of the held code, in true time.
    pub end: Option<i64>,
    /// Whether the held code has been over, so it must never be shown again.
    is_over: bool,
    reason: Reason,
    last_sent_at: Option<i64>,
    /// Earliest and latest end of the pause the server demanded: jitter may lie between them.
    blocked_until: (i64, i64),
    /// Answers in a row that had expired on arrival.
    expired_answers: usize,
    /// Interval at which the codes are requested again while none with a known end is held.
    pub repeat_interval_ms: Option<i64>,
    /// Time at which the last request ended or the page returned.
    idle_since: i64,
    /// Whether the last answer said that there are no codes for this person.
    is_revoked: bool,
    /// Automatic requests since the last event other than a failure.
    after_failures: u32,
}

/// Why an automatic request is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The page has just started or returned.
    Start,
    /// A code with an end is due for renewal.
    Renewal,
    /// The answer received at this time had expired on arrival.
    Expired(i64),
    /// The last attempt failed.
    Failure,
    /// The held codes were marked as outdated.
    Invalidation,
    /// None is allowed.
    None,
}

impl Invariants {
    pub fn new(api: Api, is_clock_honest: bool) -> Self {
        Self {
            api,
            is_clock_honest,
            end: None,
            is_over: false,
            reason: Reason::Start,
            last_sent_at: None,
            blocked_until: (0, 0),
            expired_answers: 0,
            repeat_interval_ms: None,
            idle_since: 0,
            is_revoked: false,
            after_failures: 0,
        }
    }

    /// Returns the least time for which the server still blocks requests.
    fn min_blocked_ms(&self, monotonic_ms: i64) -> i64 {
        (self.blocked_until.0 - monotonic_ms).max(0)
    }

    /// Returns the longest time for which the server still blocks requests.
    pub fn max_blocked_ms(&self, monotonic_ms: i64) -> i64 {
        (self.blocked_until.1 - monotonic_ms).max(0)
    }

    /// Checks that a request may be sent now.
    pub fn check_request(&mut self, monotonic_ms: i64, is_manual: bool) {
        let interval_ms = self.last_sent_at.map_or(i64::MAX, |sent_at| monotonic_ms - sent_at);
        let is_retry = self.reason == Reason::Failure && !is_manual;
        assert!(interval_ms >= 1_000 || is_retry, "sooner than a second after the one before");
        assert_eq!(self.min_blocked_ms(monotonic_ms), 0, "while the server blocks requests");
        let is_repetition = self.repeat_interval().is_some_and(|repeat_ms| interval_ms >= repeat_ms);
        self.last_sent_at = Some(monotonic_ms);
        if is_manual || is_repetition {
            self.after_failures = 0;
            return;
        }
        match self.reason {
            Reason::Start | Reason::Invalidation => {}
            Reason::Renewal => {
                assert!(interval_ms >= 5_000, "a renewal {interval_ms} ms after the request before");
            }
            Reason::Expired(since) => {
                let delay_ms = [5_000, 10_000, 20_000].get(self.expired_answers - 1);
                assert!(
                    delay_ms.is_some_and(|delay_ms| monotonic_ms - since >= *delay_ms),
                    "too many or too soon after expired ones"
                );
            }
            Reason::Failure => {
                self.after_failures += 1;
                // Three retries of a manual load, then the renewal with three retries of its own.
                assert!(self.after_failures <= 7, "a loop");
            }
            Reason::None => panic!("there is no reason for this request"),
        }
    }

    /// Returns the interval of the repetition, if there is one now.
    fn repeat_interval(&self) -> Option<i64> {
        self.repeat_interval_ms.filter(|_| self.end.is_none() && !self.is_revoked)
    }

    /// Checks, while no request is in flight though one could be, that no repetition is overdue.
    pub fn check_repetition(&self, monotonic_ms: i64) {
        // No retry waits longer than eight seconds.
        let retried_until = self.idle_since.max(self.blocked_until.1).saturating_add(8_000);
        let last_sent_at = self.last_sent_at.unwrap_or_default();
        let due_at = self.repeat_interval().map(|repeat_ms| last_sent_at.saturating_add(repeat_ms));
        let is_overdue = due_at.is_some_and(|due_at| monotonic_ms > due_at.max(retried_until));
        assert!(!is_overdue, "the repetition has stopped");
    }

    pub fn note_invalidation(&mut self) {
        self.after_failures = 0;
        self.reason = Reason::Invalidation;
    }

    /// Checks whether the machine was right to keep codes that arrived with this end.
    pub fn check_success(&mut self, code_end: End, now: Now, is_kept: bool) {
        self.after_failures = 0;
        (self.idle_since, self.is_revoked) = (now.monotonic_ms, false);
        let is_expired = matches!(code_end.validity(now.time, now.error_ms), Validity::Expired { .. });
        self.expired_answers = if is_expired { self.expired_answers + 1 } else { 0 };
        let held_validity = self.end.map(|end| End::At(at(end).time).validity(now.time, now.error_ms));
        let is_held_valid =
            now.is_certain && !self.is_over && matches!(held_validity, Some(Validity::Valid { .. }));
        assert_eq!(
            is_kept,
            !(is_expired && is_held_valid),
            "an expired code replaces a valid one, or a code is not kept"
        );
        if !is_kept {
            self.reason = Reason::Expired(now.monotonic_ms);
            return;
        }
        self.end = None;
        self.is_over = is_expired;
        self.reason = match code_end {
            End::At(_) if is_expired => Reason::Expired(now.monotonic_ms),
            End::At(_) => Reason::Renewal,
            End::NotStated | End::Unknown => Reason::None,
        };
        if let End::At(end) = code_end {
            self.end = Some(end.millis() - START);
        }
    }

    pub fn note_failure(&mut self, failure: &Failure, wait: Option<Wait>, now: Now) {
        (self.idle_since, self.reason) = (now.monotonic_ms, Reason::Failure);
        self.is_revoked = matches!(
            failure,
            Failure::NotAccepted(_)
                | Failure::SessionOver
                | Failure::Forbidden(_)
                | Failure::NotFound(_)
                | Failure::EndpointGone(_)
        );
        if self.is_revoked {
            self.end = None;
        }
        let (min_ms, max_ms) = match (failure, wait, self.api) {
            (Failure::RateLimited { .. }, Some(wait), _) => (wait.millis(), wait.millis()),
            (Failure::RateLimited { .. }, None, Api::AccessCode) => (60_000, 60_000),
            (Failure::RateLimited { .. }, None, Api::ActivationCodes) => (5_000, 41_000),
            (Failure::Unavailable { .. }, Some(wait), _) => (wait.millis(), wait.millis().max(2_000)),
            _ => return,
        };
        self.blocked_until = (now.monotonic_ms + min_ms, now.monotonic_ms + max_ms);
    }

    pub fn note_return(&mut self, monotonic_ms: i64) {
        (self.idle_since, self.after_failures) = (monotonic_ms, 0);
        if self.reason != Reason::None {
            self.reason = Reason::Start;
        }
    }

    /// Checks that the view shows no code that must not be seen, and plausible times.
    pub fn check_view(&mut self, view_state: &ViewState, now: Now, is_visible: bool, true_ms: i64) {
        self.is_over |= view_state.display.is_over();
        match view_state.display {
            Display::Code(validity) => {
                assert!(!self.is_over, "a dropped code is shown again");
                assert!(is_visible, "a code is shown on a hidden page");
                if let Validity::Valid { .. } = validity {
                    let end = self.end.expect("a code with an end");
                    assert!(now.is_certain, "a code with an end is shown while the clock is uncertain");
                    let is_live = end > true_ms || !self.is_clock_honest;
                    assert!(is_live, "a code is shown {} ms after its end", true_ms - end);
                }
            }
            Display::Hidden(HiddenReason::ClockUncertain) => assert!(!now.is_certain),
            Display::Nothing | Display::Hidden(_) => {}
        }
        match view_state.activity {
            Activity::RetryIn(millis) => assert!(millis > 0 || !is_visible, "a due retry was not sent"),
            Activity::Blocked { millis, .. } => {
                let (min_ms, max_ms) =
                    (self.min_blocked_ms(now.monotonic_ms), self.max_blocked_ms(now.monotonic_ms));
                assert!((min_ms..=max_ms).contains(&millis));
            }
            Activity::Idle | Activity::Fetching | Activity::Offline => {}
        }
    }
}
