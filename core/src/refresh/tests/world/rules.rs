use super::*;

/// What the document demands, kept without looking into the machine. Times on the steady clock.
pub struct Rules {
    api: Api,
    /// Whether the clock started from, or was told, a time that is not behind the true one.
    pub honest: bool,
    /// The stated end of what is held.
    pub end: Option<i64>,
    /// Whether what is held was seen to be over: then it stays so, and was let go of.
    over: bool,
    reason: Reason,
    last: Option<i64>,
    /// Until when the server wants to be left alone, from here to there: jitter may lie between.
    hold: (i64, i64),
    /// Answers in a row that had expired on arrival.
    expired: usize,
    /// How long after the last request another one may leave while nothing with a known end is held.
    pub every: Option<i64>,
    /// When the last request ended, or the page came back.
    idle_since: i64,
    /// Whether the last answer said that there is nothing for us.
    refused: bool,
    /// Automatic requests since anything but a failure happened.
    after_failures: u32,
}

/// Why the page may ask by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It has just started, or come back.
    Began,
    /// A code with an end is to be renewed.
    Renewal,
    /// What came at this time had expired.
    Expired(i64),
    /// The last try failed.
    Failed,
    /// Somebody knows that there is something new.
    Wanted,
    /// It may not.
    None,
}

impl Rules {
    pub fn new(api: Api, honest: bool) -> Self {
        let (reason, last, end) = (Reason::Began, None, None);
        Self {
            api,
            honest,
            end,
            over: false,
            reason,
            last,
            hold: (0, 0),
            expired: 0,
            every: None,
            idle_since: 0,
            refused: false,
            after_failures: 0,
        }
    }

    /// How long the server still wants to be left alone, at least.
    fn held_back(&self, steady: i64) -> i64 {
        (self.hold.0 - steady).max(0)
    }

    /// How long the server still wants to be left alone, at most.
    pub fn held_back_at_most(&self, steady: i64) -> i64 {
        (self.hold.1 - steady).max(0)
    }

    pub fn request(&mut self, steady: i64, by_hand: bool) {
        let pause = self.last.map_or(i64::MAX, |last| steady - last);
        let retry = self.reason == Reason::Failed && !by_hand;
        assert!(pause >= 1_000 || retry, "sooner than a second after the one before");
        assert_eq!(self.held_back(steady), 0, "while the server wants to be left alone");
        let repeated = self.repeats_after().is_some_and(|every| pause >= every);
        self.last = Some(steady);
        if by_hand || repeated {
            self.after_failures = 0;
            return;
        }
        match self.reason {
            Reason::Began | Reason::Wanted => {}
            Reason::Renewal => assert!(pause >= 5_000, "a planned one {pause} ms after the one before"),
            Reason::Expired(since) => {
                let wait = [5_000, 10_000, 20_000].get(self.expired - 1);
                assert!(
                    wait.is_some_and(|wait| steady - since >= *wait),
                    "too many or too soon after expired ones"
                );
            }
            Reason::Failed => {
                self.after_failures += 1;
                // Three retries of a load by hand, the renewal in its turn, and three retries of that.
                assert!(self.after_failures <= 7, "a loop");
            }
            Reason::None => panic!("nobody asked for this request"),
        }
    }

    /// How long after the last request a repetition is due.
    fn repeats_after(&self) -> Option<i64> {
        self.every.filter(|_| self.end.is_none() && !self.refused)
    }

    /// Nothing is under way though it could be: then there is still time.
    pub fn nothing_is_overdue(&self, steady: i64) {
        // No retry waits longer.
        let since = self.idle_since.max(self.hold.1).saturating_add(8_000);
        let due = self.repeats_after().map(|every| self.last.unwrap_or_default().saturating_add(every));
        let overdue = due.is_some_and(|due| steady > due.max(since));
        assert!(!overdue, "the repetition has come to an end");
    }

    pub fn wanted(&mut self) {
        self.after_failures = 0;
        self.reason = Reason::Wanted;
    }

    pub fn arrived(&mut self, code: End, now: Now, kept: bool) {
        self.after_failures = 0;
        (self.idle_since, self.refused) = (now.steady, false);
        let expired = matches!(code.validity(now.time, now.bound), Validity::Expired { .. });
        self.expired = if expired { self.expired + 1 } else { 0 };
        let before = self.end.map(|end| End::At(at(end).time).validity(now.time, now.bound));
        let good_before = now.certain && !self.over && matches!(before, Some(Validity::Valid { .. }));
        assert_eq!(
            kept,
            !(expired && good_before),
            "what is dead takes the place of what is good, or nothing does"
        );
        if !kept {
            self.reason = Reason::Expired(now.steady);
            return;
        }
        self.end = None;
        self.over = expired;
        self.reason = match code {
            End::At(_) if expired => Reason::Expired(now.steady),
            End::At(_) => Reason::Renewal,
            End::NotStated | End::Unknown => Reason::None,
        };
        if let End::At(end) = code {
            self.end = Some(end.millis() - START);
        }
    }

    pub fn failed(&mut self, failure: &Failure, wait: Option<Wait>, now: Now) {
        (self.idle_since, self.reason) = (now.steady, Reason::Failed);
        self.refused = matches!(
            failure,
            Failure::NotAccepted(_) | Failure::Forbidden(_) | Failure::NotFound(_) | Failure::EndpointGone(_)
        );
        if self.refused {
            self.end = None;
        }
        let (least, most) = match (failure, wait, self.api) {
            (Failure::RateLimited { .. }, Some(wait), _) => (wait.millis(), wait.millis()),
            (Failure::RateLimited { .. }, None, Api::AccessCode) => (60_000, 60_000),
            (Failure::RateLimited { .. }, None, Api::ActivationCodes) => (5_000, 41_000),
            (Failure::Unavailable { .. }, Some(wait), _) => (wait.millis(), wait.millis().max(2_000)),
            _ => return,
        };
        self.hold = (now.steady + least, now.steady + most);
    }

    pub fn returned(&mut self, steady: i64) {
        (self.idle_since, self.after_failures) = (steady, 0);
        if self.reason != Reason::None {
            self.reason = Reason::Began;
        }
    }

    pub fn shown(&mut self, picture: &Picture, now: Now, visible: bool, truth: i64) {
        self.over |= picture.shows.is_over();
        match picture.shows {
            Shows::Code(validity) => {
                assert!(!self.over, "what was let go of is seen again");
                assert!(visible, "a code is seen on a hidden page");
                if let Validity::Valid { .. } = validity {
                    let end = self.end.expect("a code with an end");
                    assert!(now.certain, "a code with an end is seen while the clock is uncertain");
                    assert!(end > truth || !self.honest, "a code is seen {} ms after its end", truth - end);
                }
            }
            Shows::Covered(Cover::ClockUncertain) => assert!(!now.certain),
            Shows::Nothing | Shows::Covered(_) => {}
        }
        match picture.activity {
            Activity::RetryIn(millis) => assert!(millis > 0 || !visible, "what is due has left"),
            Activity::HeldFor { millis, .. } => {
                assert!((self.held_back(now.steady)..=self.held_back_at_most(now.steady)).contains(&millis));
            }
            Activity::Idle | Activity::Fetching | Activity::Offline => {}
        }
    }
}
