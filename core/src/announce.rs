//! What a voice says of a code's life: little, and each thing once. Showing and saying are two things; a voice
//! that counts every second is of no use to anybody.

use crate::{
    refresh::{Cover, Shows},
    time::Validity,
};

/// Time left at which a voice speaks, in milliseconds.
const THRESHOLDS: [i64; 3] = [10_000, 30_000, 60_000];
/// A code that begins with less than this above a threshold passes it in silence, in milliseconds.
const HEADROOM: i64 = 5_000;
/// Time left that grows by more than this is that of a new code, in milliseconds: the clock corrects itself by less.
const RENEWED: i64 = 3_000;

/// Something to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saying {
    /// A code has come.
    Here,
    /// A new code has taken the place of the old one.
    Renewed,
    /// This many milliseconds are left.
    Left(i64),
    /// The code has ended and there is no other.
    Ended,
}

/// Remembers what was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Announcer {
    seen: bool,
    /// Of the code with an end that is shown: what it had left when it came, and when it was last looked at.
    life: Option<Life>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Life {
    first: i64,
    last: i64,
}

impl Announcer {
    /// What to say now that this is shown; most of the time nothing.
    pub fn look(&mut self, shows: Shows) -> Option<Saying> {
        match shows {
            Shows::Code(Validity::Valid { left_ms }) => self.valid(left_ms),
            Shows::Code(Validity::NoEnd | Validity::UnknownEnd) => {
                self.life = None;
                (!std::mem::replace(&mut self.seen, true)).then_some(Saying::Here)
            }
            // Once only: what ended has no life any more. What was to take its place may have come dead.
            Shows::Covered(Cover::Ended | Cover::ArrivedExpired) => self.life.take().map(|_| Saying::Ended),
            Shows::Nothing => {
                *self = Self::default();
                None
            }
            Shows::Covered(_) | Shows::Code(Validity::Expired { .. }) => None,
        }
    }

    fn valid(&mut self, left: i64) -> Option<Saying> {
        let seen = std::mem::replace(&mut self.seen, true);
        match &mut self.life {
            Some(life) if left <= life.last.saturating_add(RENEWED) => {
                let passed =
                    |limit: &i64| life.first >= limit + HEADROOM && life.last > *limit && left <= *limit;
                let said = THRESHOLDS.iter().find(|limit| passed(limit)).map(|limit| Saying::Left(*limit));
                life.last = left.min(life.last);
                said
            }
            _ => {
                self.life = Some(Life { first: left, last: left });
                Some(if seen { Saying::Renewed } else { Saying::Here })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn valid(left_ms: i64) -> Shows {
        Shows::Code(Validity::Valid { left_ms })
    }

    /// Everything said while a code of this life is looked at every 100 ms to its end, with the seconds left.
    fn said(announcer: &mut Announcer, life: i64) -> Vec<(i64, Saying)> {
        let looks = (1..=life / 100).rev().map(|tenths| tenths * 100);
        looks.filter_map(|left| Some((left / 1000, announcer.look(valid(left))?))).collect()
    }

    #[test]
    fn a_code_of_half_a_minute_speaks_when_it_comes_and_at_ten_seconds() {
        for life in [29_600, 30_000, 30_400, 34_900] {
            let mut announcer = Announcer::default();
            let said = said(&mut announcer, life);
            assert_eq!(said, [(life / 1000, Saying::Here), (10, Saying::Left(10_000))]);
            assert_eq!(announcer.look(Shows::Covered(Cover::Ended)), Some(Saying::Ended));
            assert_eq!(announcer.look(Shows::Covered(Cover::Ended)), None, "once");
        }
    }

    #[test]
    fn a_longer_one_speaks_at_each_threshold_once() {
        let expected = [
            (90, Saying::Here),
            (60, Saying::Left(60_000)),
            (30, Saying::Left(30_000)),
            (10, Saying::Left(10_000)),
        ];
        assert_eq!(said(&mut Announcer::default(), 90_000), expected);
    }

    #[test]
    fn the_next_code_is_called_renewed_and_counts_anew() {
        let mut announcer = Announcer::default();
        said(&mut announcer, 30_000);
        assert_eq!(said(&mut announcer, 30_000), [(30, Saying::Renewed), (10, Saying::Left(10_000))]);
        announcer.look(Shows::Covered(Cover::Ended));
        assert_eq!(announcer.look(valid(30_000)), Some(Saying::Renewed));
    }

    #[test]
    fn a_clock_that_corrects_itself_says_nothing_twice() {
        let mut announcer = Announcer::default();
        announcer.look(valid(30_000));
        assert_eq!(announcer.look(valid(9_500)), Some(Saying::Left(10_000)));
        assert_eq!(announcer.look(valid(11_000)), None);
        assert_eq!(announcer.look(valid(9_500)), None);
    }

    #[test]
    fn a_cover_in_between_is_silent() {
        let mut announcer = Announcer::default();
        announcer.look(valid(30_000));
        for cover in [Cover::Hidden, Cover::ClockUncertain] {
            assert_eq!(announcer.look(Shows::Covered(cover)), None);
            assert_eq!(announcer.look(valid(25_000)), None);
        }
    }

    #[test]
    fn an_end_is_said_also_where_the_next_code_came_dead_but_not_of_a_code_nobody_saw() {
        let mut announcer = Announcer::default();
        assert_eq!(announcer.look(Shows::Covered(Cover::ArrivedExpired)), None);
        announcer.look(valid(4_000));
        assert_eq!(announcer.look(Shows::Covered(Cover::ArrivedExpired)), Some(Saying::Ended));
        assert_eq!(announcer.look(Shows::Covered(Cover::ArrivedExpired)), None, "once");
    }

    #[test]
    fn a_static_code_is_said_to_be_here_once() {
        let mut announcer = Announcer::default();
        assert_eq!(announcer.look(Shows::Code(Validity::NoEnd)), Some(Saying::Here));
        assert_eq!(announcer.look(Shows::Code(Validity::NoEnd)), None);
        announcer.look(Shows::Nothing);
        assert_eq!(announcer.look(Shows::Code(Validity::UnknownEnd)), Some(Saying::Here));
    }
}
