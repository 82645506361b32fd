//! How a list is arranged, and how that stands in an address.

use super::States;

/// In which order entries are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Order {
    /// Valid ones by soonest end, then those without or with unknown end, then the expired ones backwards: the
    /// latest to end first.
    #[default]
    End,
    /// As the server listed them.
    Sent,
    /// By code, byte by byte, so that leading zeros and case count; hidden ones last.
    Code,
}

impl Order {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::End, Self::Sent, Self::Code];

    /// Its word in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::End => "end",
            Self::Sent => "sent",
            Self::Code => "code",
        }
    }

    /// The order with this word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.word() == word)
    }
}

/// How a list is arranged: what an address may say of it. What is searched for is part of a code and therefore no
/// part of this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Arrangement {
    /// In which order.
    pub order: Order,
    /// Only entries in one of these states.
    pub states: States,
}

impl Arrangement {
    /// The pairs of an address's query that say it, such as `sort=code` and `show=valid,ending`; of what is as by
    /// default, none.
    #[must_use]
    pub fn pairs(&self) -> Vec<String> {
        let Self { order, states } = *self;
        let default = Self::default();
        let order = (order != default.order).then(|| ["sort=", order.word()].concat());
        let states = (states != default.states).then(|| ["show=", &states.words()].concat());
        order.into_iter().chain(states).collect()
    }

    /// Takes in what one pair of a query says. What is not understood changes nothing.
    pub fn read_pair(&mut self, pair: &str) {
        match pair.split_once('=') {
            Some(("sort", word)) => self.order = Order::of_word(word).unwrap_or(self.order),
            Some(("show", words)) => self.states = States::of_words(words).unwrap_or(self.states),
            Some(_) | None => {}
        }
    }
}
