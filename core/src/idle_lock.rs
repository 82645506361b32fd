//! Locks a list of activation codes that was left open.
//!
//! Times are measured by the server's time, which includes the device's sleep, and by the monotonic clock,
//! which no correction sets back.

use crate::clock::Now;

/// Default time without interaction after which the view locks, in milliseconds (`lockAfterIdle`).
pub const DEFAULT_IDLE_MS: i64 = 120_000;
/// Default time of continuous display after which the view locks, in milliseconds (`lockAfterView`).
pub const DEFAULT_VIEW_MS: i64 = 600_000;
/// Time by which a warning precedes the lock, in milliseconds (WCAG 2.2.1).
const WARNING_MS: i64 = 20_000;

/// Times after which a view locks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LockLimits {
    /// Time without interaction, in milliseconds.
    pub idle_ms: i64,
    /// Time of continuous display, with or without interaction, in milliseconds.
    pub view_ms: i64,
}

impl Default for LockLimits {
    fn default() -> Self {
        Self { idle_ms: DEFAULT_IDLE_MS, view_ms: DEFAULT_VIEW_MS }
    }
}

/// Timer that decides when an open view locks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdleLock {
    limits: LockLimits,
    last_interaction: Now,
    opened_at: Now,
}

/// Whether a view is locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockState {
    /// No lock is near.
    Open,
    /// The view locks in so many milliseconds unless there is an interaction.
    LocksIn(i64),
    /// The view has to be locked.
    Locked,
}

impl IdleLock {
    /// Creates the timer of a view that was opened just now.
    #[must_use]
    pub fn new(limits: LockLimits, now: Now) -> Self {
        Self { limits, last_interaction: now, opened_at: now }
    }

    /// Records a key press or touch. During the warning it restarts both limits; it does not undo a lock that
    /// is already due.
    pub fn record_interaction(&mut self, now: Now) {
        match self.state(now) {
            LockState::Locked => {}
            LockState::LocksIn(_) => *self = Self { last_interaction: now, opened_at: now, ..*self },
            LockState::Open => self.last_interaction = now,
        }
    }

    /// Records that the view was hidden, which interrupts its continuous display.
    pub fn record_hidden(&mut self, now: Now) {
        if self.state(now) != LockState::Locked {
            self.opened_at = now;
        }
    }

    /// Returns whether the view is locked now, or will be soon.
    #[must_use]
    pub fn state(&self, now: Now) -> LockState {
        let left_ms = |limit_ms: i64, since: Now| limit_ms.saturating_sub(now.millis_since(since));
        let idle_left_ms = left_ms(self.limits.idle_ms, self.last_interaction);
        let view_left_ms = left_ms(self.limits.view_ms, self.opened_at);
        match idle_left_ms.min(view_left_ms) {
            left_ms if left_ms <= 0 => LockState::Locked,
            left_ms if left_ms <= WARNING_MS => LockState::LocksIn(left_ms),
            _ => LockState::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Timestamp;

    fn at(seconds: i64) -> Now {
        let time = Timestamp::from_millis(1_718_280_000_000 + seconds * 1000).expect("a time");
        Now { time, error_ms: 0, monotonic_ms: 0, is_certain: true }
    }

    #[test]
    fn without_interaction_it_warns_after_100_seconds_and_locks_after_120() {
        let lock = IdleLock::new(LockLimits::default(), at(0));
        assert_eq!(lock.state(at(99)), LockState::Open);
        assert_eq!(lock.state(at(100)), LockState::LocksIn(20_000));
        assert_eq!(lock.state(at(119)), LockState::LocksIn(1_000));
        assert_eq!(lock.state(at(120)), LockState::Locked);
    }

    #[test]
    fn an_interaction_restarts_the_idle_time() {
        let mut lock = IdleLock::new(LockLimits::default(), at(0));
        lock.record_interaction(at(90));
        assert_eq!(lock.state(at(189)), LockState::Open);
        lock.record_interaction(at(205));
        assert_eq!(lock.state(at(304)), LockState::Open);
        assert_eq!(lock.state(at(325)), LockState::Locked);
    }

    #[test]
    fn with_constant_interaction_it_still_warns_after_ten_minutes() {
        let mut lock = IdleLock::new(LockLimits::default(), at(0));
        (0..580).for_each(|second| lock.record_interaction(at(second)));
        assert_eq!(lock.state(at(579)), LockState::Open);
        assert_eq!(lock.state(at(580)), LockState::LocksIn(20_000));
        let untouched = lock;
        assert_eq!(untouched.state(at(600)), LockState::Locked);
        lock.record_interaction(at(581));
        assert_eq!(lock.state(at(600)), LockState::Open, "an interaction during the warning grants ten more");
    }

    #[test]
    fn hiding_the_view_restarts_the_time_of_continuous_display() {
        let mut lock = IdleLock::new(LockLimits { idle_ms: 10_000_000, ..LockLimits::default() }, at(0));
        lock.record_hidden(at(500));
        assert_eq!(lock.state(at(1_000)), LockState::Open);
        assert_eq!(lock.state(at(1_100)), LockState::Locked);
    }

    #[test]
    fn a_clock_that_is_set_back_grants_no_time() {
        let mut lock = IdleLock::new(LockLimits::default(), at(18_000));
        let corrected = |seconds: i64| Now { monotonic_ms: seconds * 1000, ..at(seconds) };
        assert_eq!(lock.state(corrected(99)), LockState::Open);
        assert_eq!(lock.state(corrected(110)), LockState::LocksIn(10_000));
        assert_eq!(lock.state(corrected(120)), LockState::Locked);
        lock.record_interaction(corrected(110));
        assert_eq!(lock.state(corrected(209)), LockState::Open);
    }

    #[test]
    fn a_due_lock_stays_due() {
        let mut lock = IdleLock::new(LockLimits::default(), at(0));
        lock.record_interaction(at(121));
        lock.record_hidden(at(122));
        assert_eq!(lock.state(at(123)), LockState::Locked, "an interaction after a sleep is too late");
    }
}
