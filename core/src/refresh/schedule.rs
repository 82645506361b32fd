//! The times of the next request and of the next change in what is shown.

use super::{Refresh, revokes_code};
use crate::{clock::Now, time::End};

/// Shortest interval from any request to a renewal or repetition, in milliseconds.
pub(super) const MIN_AUTO_INTERVAL_MS: i64 = 5_000;
/// Shortest interval from any request to one made by a person, on return to the page or after
/// [`Refresh::invalidate`], in milliseconds. Retries have jittered delays of their own: a common minimum
/// would bring clients that failed together back together.
pub(super) const MIN_REQUEST_INTERVAL_MS: i64 = 1_000;
/// Delays of the requests after answers in a row that had expired on arrival, in milliseconds.
pub(super) const EXPIRED_RETRY_DELAYS_MS: [i64; 3] = [5_000, 10_000, 20_000];

/// Time for which codes with an unreadable end are shown, in milliseconds.
pub(super) const UNKNOWN_END_DISPLAY_MS: i64 = 60_000;

/// When the next automatic request is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plan {
    /// At the next repetition, if a repeat interval is set.
    Repeat,
    /// At this time of the monotonic clock, in milliseconds.
    At(i64),
    /// Shortly before the end of the held code.
    Renewal,
}

impl Refresh {
    /// Sets the interval at which codes without a known end are requested again, in milliseconds and at least
    /// five seconds; `None`, the default, means never. Codes with a known end are renewed by their end alone.
    ///
    /// An interval that has already passed makes a request due at once, on a hidden page after the return.
    /// Failures do not end the repetition unless they mean that there are no codes for this person; then the
    /// next successful manual request resumes it.
    pub fn set_repeat_interval(&mut self, interval_ms: Option<i64>) {
        self.repeat_interval_ms = interval_ms.map(|millis| millis.max(MIN_AUTO_INTERVAL_MS));
    }

    /// Returns the milliseconds until [`Refresh::poll`] or [`Refresh::view_state`] changes, apart from
    /// remaining times that count down; `None` if only an event can change them.
    #[must_use]
    pub fn wake_in(&self, now: Now) -> Option<i64> {
        let end_ms = self.held.and_then(|held| match held.end {
            End::At(end) => Some(end.millis_since(now.time).saturating_sub(now.error_ms)),
            End::Unknown => Some(UNKNOWN_END_DISPLAY_MS.saturating_sub(now.millis_since(held.received_at))),
            End::NotStated => None,
        });
        let unblocked_ms = self.blocked_until.map(|until| until.saturating_sub(now.monotonic_ms));
        // A request that is due but was not polled yet is due in the next moment.
        let due_ms = self.due_in(now).map(|millis| millis.max(1));
        [due_ms, end_ms, unblocked_ms].into_iter().flatten().filter(|millis| *millis > 0).min()
    }

    /// Returns the milliseconds until the next automatic request, zero or less if it is due.
    pub(super) fn due_in(&self, now: Now) -> Option<i64> {
        // Browsers call a working network offline now and then, so the first load is tried all the same.
        let may_be_online = self.is_online || self.last_sent_at.is_none();
        if self.is_in_flight || !self.is_visible || !may_be_online {
            return None;
        }
        let due_ms = match self.plan {
            Plan::At(at) => at.saturating_sub(now.monotonic_ms),
            Plan::Renewal => self.renewal_in(now)?.max(self.interval_left(MIN_AUTO_INTERVAL_MS, now)),
            Plan::Repeat => self.next_repeat_at()?.saturating_sub(now.monotonic_ms),
        };
        Some(self.blocked_until.map_or(due_ms, |until| due_ms.max(until.saturating_sub(now.monotonic_ms))))
    }

    /// Returns the time of the next repetition, on the monotonic clock.
    pub(super) fn next_repeat_at(&self) -> Option<i64> {
        let has_end = self.held.is_some_and(|held| matches!(held.end, End::At(_)));
        let is_revoked = self.failure.as_ref().is_some_and(revokes_code);
        if has_end || is_revoked {
            return None;
        }
        Some(self.last_sent_at?.saturating_add(self.repeat_interval_ms?))
    }

    /// Plans a request for the earliest time at which one may follow the last.
    pub(super) fn plan_soon(&self, now: Now) -> Plan {
        let left_ms = self.interval_left(MIN_REQUEST_INTERVAL_MS, now).max(0);
        Plan::At(now.monotonic_ms.saturating_add(left_ms))
    }

    /// Plans the request after a load that failed. Far from its time a renewal still takes place; close to
    /// it, the failed load was the renewal.
    pub(super) fn plan_after_load(&self, now: Now) -> Plan {
        let is_far = self.renewal_in(now).is_some_and(|millis| millis > MIN_AUTO_INTERVAL_MS);
        if is_far { Plan::Renewal } else { Plan::Repeat }
    }

    /// Returns whether the server blocks requests now.
    pub(super) fn is_blocked(&self, now: Now) -> bool {
        self.blocked_until.is_some_and(|until| until > now.monotonic_ms)
    }

    /// Returns the milliseconds until the last request is `interval_ms` ago; negative if it is longer ago.
    fn interval_left(&self, interval_ms: i64, now: Now) -> i64 {
        self.last_sent_at
            .map_or(0, |sent_at| interval_ms.saturating_sub(now.monotonic_ms.saturating_sub(sent_at)))
    }

    /// Returns the milliseconds until the renewal of the held code, if it has a known end.
    fn renewal_in(&self, now: Now) -> Option<i64> {
        let held = self.held?;
        let End::At(end) = held.end else { return None };
        Some(end.millis_since(now.time).saturating_sub(held.renew_lead_ms))
    }
}
