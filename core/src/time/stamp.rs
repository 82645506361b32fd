/// 9999-12-31T23:59:59.999Z.
const LAST_MS: i64 = 253_402_300_799_999;

/// An instant from 1970 to 9999, in whole milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The latest instant, 9999-12-31T23:59:59.999Z.
    pub const LAST: Self = Self(LAST_MS);

    /// Creates the instant `millis` milliseconds after 1970-01-01T00:00:00Z. Returns `None` outside the years
    /// 1970 to 9999.
    #[must_use]
    pub fn from_millis(millis: i64) -> Option<Self> {
        (0..=LAST_MS).contains(&millis).then_some(Self(millis))
    }

    /// Returns the milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0
    }

    /// Returns the instant `millis` milliseconds later, or earlier if negative. Returns `None` outside the
    /// years 1970 to 9999.
    #[must_use]
    pub fn checked_add_millis(self, millis: i64) -> Option<Self> {
        Self::from_millis(self.0.checked_add(millis)?)
    }

    /// Returns the milliseconds from `earlier` to `self`, negative if `earlier` is later. Saturates.
    #[must_use]
    pub fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}
