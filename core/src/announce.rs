//! What a screen reader announces about a code: its arrival, a few thresholds of the remaining time, and its
//! end. Each is announced once, because a live region that counts every second is unusable.

use crate::{
    refresh::{Display, HiddenReason},
    time::Validity,
};

/// Remaining times that are announced, in milliseconds.
const THRESHOLDS_MS: [i64; 3] = [10_000, 30_000, 60_000];
/// Time above a threshold at which a code has to start for the threshold to be announced, in milliseconds.
const MIN_HEADROOM_MS: i64 = 5_000;
/// Increase of the remaining time beyond which the code is a new one, in milliseconds. Clock corrections are
/// smaller.
const RENEWAL_INCREASE_MS: i64 = 3_000;

/// Something to announce.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announcement {
    /// A first code has arrived.
    Arrived,
    /// A new code has replaced the previous one.
    Renewed,
    /// The code is valid for this many more milliseconds.
    Remaining(i64),
    /// The code has ended without a replacement.
    Expired,
}

/// Decides what to announce, and remembers what was announced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Announcer {
    has_shown_code: bool,
    /// Present while a code with a known end is shown.
    countdown: Option<Countdown>,
}

/// Remaining time of the code shown, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Countdown {
    initial_ms: i64,
    last_ms: i64,
}

impl Announcer {
    /// Returns what to announce about the current display; usually nothing.
    pub fn update(&mut self, display: Display) -> Option<Announcement> {
        match display {
            Display::Code(Validity::Valid { left_ms }) => self.update_remaining(left_ms),
            Display::Code(Validity::NoEnd | Validity::UnknownEnd) => {
                self.countdown = None;
                (!std::mem::replace(&mut self.has_shown_code, true)).then_some(Announcement::Arrived)
            }
            // `take` makes it once only. With an expired replacement the previous code has ended as well.
            Display::Hidden(HiddenReason::Expired | HiddenReason::ExpiredOnArrival) => {
                self.countdown.take().map(|_| Announcement::Expired)
            }
            Display::Nothing => {
                *self = Self::default();
                None
            }
            Display::Hidden(_) | Display::Code(Validity::Expired { .. }) => None,
        }
    }

    fn update_remaining(&mut self, left_ms: i64) -> Option<Announcement> {
        let had_code = std::mem::replace(&mut self.has_shown_code, true);
        match &mut self.countdown {
            Some(countdown) if left_ms <= countdown.last_ms.saturating_add(RENEWAL_INCREASE_MS) => {
                let is_crossed = |limit_ms: &i64| {
                    countdown.initial_ms >= limit_ms + MIN_HEADROOM_MS
                        && countdown.last_ms > *limit_ms
                        && left_ms <= *limit_ms
                };
                let crossed = THRESHOLDS_MS.iter().find(|limit_ms| is_crossed(limit_ms));
                let announcement = crossed.map(|limit_ms| Announcement::Remaining(*limit_ms));
                countdown.last_ms = left_ms.min(countdown.last_ms);
                announcement
            }
            _ => {
                self.countdown = Some(Countdown { initial_ms: left_ms, last_ms: left_ms });
                Some(if had_code { Announcement::Renewed } else { Announcement::Arrived })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn valid(left_ms: i64) -> Display {
        Display::Code(Validity::Valid { left_ms })
    }

    /// Updates every 100 ms from the start of a code with this life to its end, and returns all announcements
    /// with the seconds left.
    fn announcements(announcer: &mut Announcer, life: i64) -> Vec<(i64, Announcement)> {
        let updates = (1..=life / 100).rev().map(|tenths| tenths * 100);
        updates.filter_map(|left| Some((left / 1000, announcer.update(valid(left))?))).collect()
    }

    #[test]
    fn a_code_of_half_a_minute_is_announced_on_arrival_and_at_ten_seconds() {
        for life in [29_600, 30_000, 30_400, 34_900] {
            let mut announcer = Announcer::default();
            let expected = [(life / 1000, Announcement::Arrived), (10, Announcement::Remaining(10_000))];
            assert_eq!(announcements(&mut announcer, life), expected);
            assert_eq!(announcer.update(Display::Hidden(HiddenReason::Expired)), Some(Announcement::Expired));
            assert_eq!(announcer.update(Display::Hidden(HiddenReason::Expired)), None, "once");
        }
    }

    #[test]
    fn a_longer_code_is_announced_at_each_threshold_once() {
        let expected = [
            (90, Announcement::Arrived),
            (60, Announcement::Remaining(60_000)),
            (30, Announcement::Remaining(30_000)),
            (10, Announcement::Remaining(10_000)),
        ];
        assert_eq!(announcements(&mut Announcer::default(), 90_000), expected);
    }

    #[test]
    fn the_next_code_is_announced_as_renewed_with_thresholds_of_its_own() {
        let mut announcer = Announcer::default();
        announcements(&mut announcer, 30_000);
        assert_eq!(
            announcements(&mut announcer, 30_000),
            [(30, Announcement::Renewed), (10, Announcement::Remaining(10_000))]
        );
        announcer.update(Display::Hidden(HiddenReason::Expired));
        assert_eq!(announcer.update(valid(30_000)), Some(Announcement::Renewed));
    }

    #[test]
    fn a_clock_correction_repeats_no_announcement() {
        let mut announcer = Announcer::default();
        announcer.update(valid(30_000));
        assert_eq!(announcer.update(valid(9_500)), Some(Announcement::Remaining(10_000)));
        assert_eq!(announcer.update(valid(11_000)), None);
        assert_eq!(announcer.update(valid(9_500)), None);
    }

    #[test]
    fn hiding_a_code_in_between_is_not_announced() {
        let mut announcer = Announcer::default();
        announcer.update(valid(30_000));
        for reason in [HiddenReason::PageHidden, HiddenReason::ClockUncertain] {
            assert_eq!(announcer.update(Display::Hidden(reason)), None);
            assert_eq!(announcer.update(valid(25_000)), None);
        }
    }

    #[test]
    fn an_end_is_announced_if_the_next_code_had_expired_on_arrival_but_not_if_no_code_was_shown() {
        let mut announcer = Announcer::default();
        assert_eq!(announcer.update(Display::Hidden(HiddenReason::ExpiredOnArrival)), None);
        announcer.update(valid(4_000));
        assert_eq!(
            announcer.update(Display::Hidden(HiddenReason::ExpiredOnArrival)),
            Some(Announcement::Expired)
        );
        assert_eq!(announcer.update(Display::Hidden(HiddenReason::ExpiredOnArrival)), None, "once");
    }

    #[test]
    fn a_static_code_is_announced_once() {
        let mut announcer = Announcer::default();
        assert_eq!(announcer.update(Display::Code(Validity::NoEnd)), Some(Announcement::Arrived));
        assert_eq!(announcer.update(Display::Code(Validity::NoEnd)), None);
        announcer.update(Display::Nothing);
        assert_eq!(announcer.update(Display::Code(Validity::UnknownEnd)), Some(Announcement::Arrived));
    }
}
