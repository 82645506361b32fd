//! What a page shows of a code, and what the machine is doing about the next one.

use super::{
    Refresh,
    schedule::{Plan, UNKNOWN_END_DISPLAY_MS},
};
use crate::{
    clock::Now,
    failure::Failure,
    time::{End, Validity},
};

/// What the page may show now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewState {
    /// Whether the code is shown.
    pub display: Display,
    /// What the machine is doing about the next code.
    pub activity: Activity,
    /// Failure of the last attempt; absent after a success.
    pub failure: Option<Failure>,
    /// End of the newest code, also after it has passed.
    pub end: Option<End>,
}

/// Whether the code is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Display {
    /// There is no code.
    Nothing,
    /// The code is shown, with its validity.
    Code(Validity),
    /// There is a code, but it must not be shown.
    Hidden(HiddenReason),
}

impl Display {
    /// Returns whether there is no code, or one that will never be shown again and can be dropped.
    #[must_use]
    pub fn is_over(self) -> bool {
        match self {
            Self::Nothing
            | Self::Hidden(
                HiddenReason::Expired | HiddenReason::ExpiredOnArrival | HiddenReason::UnknownEnd,
            ) => true,
            Self::Hidden(HiddenReason::PageHidden | HiddenReason::ClockUncertain) | Self::Code(_) => false,
        }
    }
}

/// Why a code must not be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HiddenReason {
    /// The page is hidden.
    PageHidden,
    /// The end passed while the code was shown.
    Expired,
    /// The code had expired when it arrived.
    ExpiredOnArrival,
    /// The end cannot be read, and the code has been shown for a minute.
    UnknownEnd,
    /// The device's clocks have diverged, so it is not known whether the end has passed.
    ClockUncertain,
}

/// What the machine is doing about the next code. Times are in milliseconds from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// Nothing, or waiting for the time of the renewal.
    Idle,
    /// A request is in flight.
    Fetching,
    /// The next attempt follows after this time.
    RetryIn(i64),
    /// The server allows no request for this time, as in `Retry-After`.
    Blocked {
        /// Time left.
        millis: i64,
        /// Whether an automatic attempt follows.
        will_retry: bool,
    },
    /// The device is offline; an attempt follows when it is online again.
    Offline,
}

impl Refresh {
    /// Returns what the page may show now.
    #[must_use]
    pub fn view_state(&self, now: Now) -> ViewState {
        let display = self.display(now);
        // With nothing to show and no way to fetch it, being offline is the failure.
        let is_stuck = display == Display::Nothing && !self.is_online && !self.is_in_flight;
        let failure = self.failure.clone().or(is_stuck.then_some(Failure::Offline));
        let end = self.held.map(|held| held.end);
        ViewState { display, activity: self.activity(now), failure, end }
    }

    pub(super) fn display(&self, now: Now) -> Display {
        let Some(held) = self.held else { return Display::Nothing };
        if let Some(reason) = held.over {
            return Display::Hidden(reason);
        }
        let is_overdue = now.millis_since(held.received_at) >= UNKNOWN_END_DISPLAY_MS;
        if matches!(held.end, End::At(_)) && !now.is_certain {
            return Display::Hidden(HiddenReason::ClockUncertain);
        }
        match held.end.validity(now.time, now.error_ms) {
            // The code that should have replaced it had expired on arrival, which is what the person should
            // know.
            Validity::Expired { .. } if self.expired_answers > 0 => {
                Display::Hidden(HiddenReason::ExpiredOnArrival)
            }
            Validity::Expired { .. } => Display::Hidden(HiddenReason::Expired),
            Validity::UnknownEnd if is_overdue => Display::Hidden(HiddenReason::UnknownEnd),
            Validity::Valid { .. } | Validity::NoEnd | Validity::UnknownEnd if !self.is_visible => {
                Display::Hidden(HiddenReason::PageHidden)
            }
            validity @ (Validity::Valid { .. } | Validity::NoEnd | Validity::UnknownEnd) => {
                Display::Code(validity)
            }
        }
    }

    fn activity(&self, now: Now) -> Activity {
        let blocked_ms = self
            .blocked_until
            .map(|until| until.saturating_sub(now.monotonic_ms))
            .filter(|millis| *millis > 0);
        let has_failed = self.failure.is_some() || self.expired_answers > 0;
        if self.is_in_flight {
            return Activity::Fetching;
        }
        if !self.is_online {
            return Activity::Offline;
        }
        let (next_at, is_repeat) = match self.plan {
            Plan::At(at) => (Some(at), false),
            Plan::Repeat => (self.next_repeat_at(), true),
            Plan::Renewal => (None, false),
        };
        match (blocked_ms, next_at) {
            // A repetition may be due long after the block ends, so it does not count as its retry.
            (Some(millis), next_at) => {
                let will_retry = next_at.is_some_and(|at| !is_repeat || Some(at) <= self.blocked_until);
                Activity::Blocked { millis, will_retry }
            }
            (None, Some(at)) if has_failed => Activity::RetryIn(at.saturating_sub(now.monotonic_ms).max(0)),
            (None, Some(_) | None) => Activity::Idle,
        }
    }
}
