//! The order and the filter of a list, as kept in the address of its view.

use super::StateFilter;

/// The order in which entries are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SortOrder {
    /// Valid entries by soonest end, then those without or with unknown end, then expired ones by latest end.
    #[default]
    End,
    /// The order of the server's list.
    Sent,
    /// By code, compared byte by byte, so that leading zeros and case count. Hidden codes come last.
    Code,
}

impl SortOrder {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::End, Self::Sent, Self::Code];

    /// Returns the name used in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::End => "end",
            Self::Sent => "sent",
            Self::Code => "code",
        }
    }

    /// Returns the order with this name, or `None` for any other text.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.as_str() == name)
    }
}

/// The options of a list that its address keeps. The search text is not among them, because it is part of a
/// code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ListOptions {
    /// The order.
    pub order: SortOrder,
    /// The states that are shown.
    pub states: StateFilter,
}

impl ListOptions {
    /// Returns the query pairs for every option that is not the default, such as `sort=code` and
    /// `show=valid,ending`.
    #[must_use]
    pub fn to_query_pairs(&self) -> Vec<String> {
        let Self { order, states } = *self;
        let default = Self::default();
        let order = (order != default.order).then(|| ["sort=", order.as_str()].concat());
        let states = (states != default.states).then(|| ["show=", &states.to_names()].concat());
        order.into_iter().chain(states).collect()
    }

    /// Applies one pair of a query. An unknown name or value changes nothing.
    pub fn apply_query_pair(&mut self, pair: &str) {
        match pair.split_once('=') {
            Some(("sort", name)) => self.order = SortOrder::from_name(name).unwrap_or(self.order),
            Some(("show", names)) => self.states = StateFilter::from_names(names).unwrap_or(self.states),
            Some(_) | None => {}
        }
    }
}
