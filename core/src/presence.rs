//! Whether somebody still sits before a list of activation codes, or has left it open.
//!
//! Measured by the server's time, in which the sleep of a device counts, and by the steady clock, which no
//! correction sets back.

use crate::clock::Now;

/// Nobody touched the page for this long: it locks. In milliseconds; `latchkey.json` may say otherwise.
pub const IDLE: i64 = 120_000;
/// The view stood open for this long without a break: it locks. As above.
pub const VIEW: i64 = 600_000;
/// A lock is announced this long before, in milliseconds (WCAG 2.2.1).
const NOTICE: i64 = 20_000;

/// After how long a view locks itself, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Without a touch.
    pub idle: i64,
    /// Without a break, however much it is touched.
    pub view: i64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { idle: IDLE, view: VIEW }
    }
}

/// What is known of the person before a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presence {
    limits: Limits,
    touched: Now,
    opened: Now,
}

/// How long the view may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stay {
    /// For now.
    Open,
    /// It locks in this many milliseconds unless somebody touches the page.
    Ending(i64),
    /// It has to be locked.
    Over,
}

impl Presence {
    /// A view that was opened just now, by somebody.
    #[must_use]
    pub fn new(limits: Limits, now: Now) -> Self {
        Self { limits, touched: now, opened: now }
    }

    /// Somebody pressed a key or touched the page. That ends an announced lock of either kind; one that is due
    /// already stays due.
    pub fn touch(&mut self, now: Now) {
        match self.stay(now) {
            Stay::Over => {}
            Stay::Ending(_) => *self = Self { touched: now, opened: now, ..*self },
            Stay::Open => self.touched = now,
        }
    }

    /// The view was hidden: it was not looked at without a break.
    pub fn hide(&mut self, now: Now) {
        if self.stay(now) != Stay::Over {
            self.opened = now;
        }
    }

    /// How long the view may go on.
    #[must_use]
    pub fn stay(&self, now: Now) -> Stay {
        let left = |limit: i64, since: Now| limit.saturating_sub(now.since(since));
        match left(self.limits.idle, self.touched).min(left(self.limits.view, self.opened)) {
            left if left <= 0 => Stay::Over,
            left if left <= NOTICE => Stay::Ending(left),
            _ => Stay::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Timestamp;

    fn at(seconds: i64) -> Now {
        let time = Timestamp::from_millis(1_718_280_000_000 + seconds * 1000).expect("a time");
        Now { time, bound: 0, steady: 0, certain: true }
    }

    #[test]
    fn untouched_it_is_announced_after_100_seconds_and_locks_after_120() {
        let presence = Presence::new(Limits::default(), at(0));
        assert_eq!(presence.stay(at(99)), Stay::Open);
        assert_eq!(presence.stay(at(100)), Stay::Ending(20_000));
        assert_eq!(presence.stay(at(119)), Stay::Ending(1_000));
        assert_eq!(presence.stay(at(120)), Stay::Over);
    }

    #[test]
    fn a_touch_starts_the_time_anew() {
        let mut presence = Presence::new(Limits::default(), at(0));
        presence.touch(at(90));
        assert_eq!(presence.stay(at(189)), Stay::Open);
        presence.touch(at(205));
        assert_eq!(presence.stay(at(304)), Stay::Open);
        assert_eq!(presence.stay(at(325)), Stay::Over);
    }

    #[test]
    fn touched_all_the_time_it_still_asks_after_ten_minutes() {
        let mut presence = Presence::new(Limits::default(), at(0));
        (0..580).for_each(|second| presence.touch(at(second)));
        assert_eq!(presence.stay(at(579)), Stay::Open);
        assert_eq!(presence.stay(at(580)), Stay::Ending(20_000));
        let unanswered = presence;
        assert_eq!(unanswered.stay(at(600)), Stay::Over);
        presence.touch(at(581));
        assert_eq!(presence.stay(at(600)), Stay::Open, "an answered announcement grants ten more");
    }

    #[test]
    fn a_hidden_view_was_not_looked_at_without_a_break() {
        let mut presence = Presence::new(Limits { idle: 10_000_000, ..Limits::default() }, at(0));
        presence.hide(at(500));
        assert_eq!(presence.stay(at(1_000)), Stay::Open);
        assert_eq!(presence.stay(at(1_100)), Stay::Over);
    }

    #[test]
    fn a_clock_that_is_corrected_backwards_grants_no_time() {
        let mut presence = Presence::new(Limits::default(), at(18_000));
        let corrected = |seconds: i64| Now { steady: seconds * 1000, ..at(seconds) };
        assert_eq!(presence.stay(corrected(99)), Stay::Open);
        assert_eq!(presence.stay(corrected(110)), Stay::Ending(10_000));
        assert_eq!(presence.stay(corrected(120)), Stay::Over);
        presence.touch(corrected(110));
        assert_eq!(presence.stay(corrected(209)), Stay::Open);
    }

    #[test]
    fn what_is_over_stays_over() {
        let mut presence = Presence::new(Limits::default(), at(0));
        presence.touch(at(121));
        presence.hide(at(122));
        assert_eq!(presence.stay(at(123)), Stay::Over, "a touch on waking is too late");
    }
}
