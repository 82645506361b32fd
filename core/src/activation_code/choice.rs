//! The entries of a list that are looked for, in the order that is wanted.

use super::{
    ActivationCode, ActivationCodes, Arrangement, Order, State,
    key::{Key, indices, sorted, text},
};
use crate::{
    pasted,
    secret::Secret,
    time::{End, Timestamp},
};

/// How many entries of a list are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In [`State::Valid`].
    pub valid: usize,
    /// In [`State::Ending`].
    pub ending: usize,
    /// In [`State::NoEnd`].
    pub no_end: usize,
    /// In [`State::Expired`].
    pub expired: usize,
}

impl Counts {
    /// How many are in this state.
    #[must_use]
    pub fn of(&self, state: State) -> usize {
        match state {
            State::Valid => self.valid,
            State::Ending => self.ending,
            State::NoEnd => self.no_end,
            State::Expired => self.expired,
        }
    }
}

/// The states in the order in which the entries of a list are in them.
const IN_ORDER: [State; 4] = [State::Expired, State::Ending, State::Valid, State::NoEnd];

impl ActivationCodes {
    /// How many entries are in each state at `now`, of which at most `bound_ms` milliseconds are in doubt. Costs a
    /// few comparisons, so that it may be asked at each tick.
    #[must_use]
    pub fn counts(&self, now: Timestamp, bound_ms: i64) -> Counts {
        let within = |last: fn(State) -> bool| {
            self.entries.partition_point(|entry| last(State::of(entry.end, now, bound_ms)))
        };
        let expired = within(|state| state == State::Expired);
        let ending = within(|state| matches!(state, State::Expired | State::Ending));
        let valid = self.entries.partition_point(|entry| matches!(entry.end, End::At(_)));
        let no_end = self.entries.len() - valid;
        Counts { expired, ending: ending - expired, valid: valid - ending, no_end }
    }

    /// The positions in [`ActivationCodes::entries`] of those that are in a wanted state at `now` (of which at
    /// most `bound_ms` milliseconds are in doubt) and match the search, in the wanted order. Equals stand as the
    /// server listed them, but where the order runs backwards.
    ///
    /// A code matches where it contains the searched text; the case of ASCII letters, blanks and hyphens make no
    /// difference, for people search for codes as they read them. A search such as `Code: "6849 3536".` finds
    /// what it quotes as well. All match an empty search, of hidden codes nothing else is known to.
    #[must_use]
    pub fn chosen(&self, arrangement: &Arrangement, search: &str, now: Timestamp, bound_ms: i64) -> Vec<u32> {
        let quoted = pasted::trim_sentence(search);
        let searches = [search, quoted].map(|search| Secret::new(letters(search).collect()));
        let counts = self.counts(now, bound_ms);
        let mut entries = (0..).zip(&self.entries);
        let mut chosen = Vec::new();
        let mut expired = 0;
        for state in IN_ORDER {
            let entries = entries.by_ref().take(counts.of(state));
            if arrangement.states.contains(state) {
                chosen.extend(
                    entries.filter(|(_, entry)| matches_any(entry, &searches)).map(|(index, _)| index),
                );
            } else {
                entries.for_each(drop);
            }
            if state == State::Expired {
                expired = chosen.len();
            }
        }
        match arrangement.order {
            Order::End => {
                if let Some(expired) = chosen.get_mut(..expired) {
                    expired.reverse();
                }
                chosen.rotate_left(expired);
                chosen
            }
            Order::Sent => indices(&sorted(&self.entries, &chosen, &Key::by_position)),
            Order::Code => indices(&sorted(&self.entries, &chosen, &|entry, index| {
                Key::by_code(entry, (0, entry.position.into()), index)
            })),
        }
    }
}

/// Whether the code contains the search as it was typed, or what is quoted in it.
fn matches_any(entry: &ActivationCode, [typed, quoted]: &[Secret; 2]) -> bool {
    let is_quoted = !quoted.reveal().is_empty() && quoted != typed;
    matches(entry, typed.reveal()) || is_quoted && matches(entry, quoted.reveal())
}

fn matches(entry: &ActivationCode, search: &str) -> bool {
    if search.is_empty() {
        return true;
    }
    let mut rest = text(entry).unwrap_or_default().chars();
    loop {
        let mut here = letters(rest.as_str());
        if search.chars().all(|c| here.next() == Some(c)) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

/// What counts in a search: no blanks, no hyphens of any kind, nothing invisible; ASCII letters in lower case.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| {
            c.is_ascii_alphanumeric()
                || *c != ' '
                    && !pasted::is_invisible(*c)
                    && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        })
        .map(|c| c.to_ascii_lowercase())
}
