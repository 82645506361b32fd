use super::http_date;

/// 9999-12-31T23:59:59.999Z.
const LAST: i64 = 253_402_300_799_999;

/// An instant, in whole milliseconds since 1970-01-01T00:00:00Z, up to the end of the year 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The last instant there is, 9999-12-31T23:59:59.999Z.
    pub const LAST: Self = Self(LAST);

    /// The instant `millis` milliseconds after 1970-01-01T00:00:00Z; none before 1970 or after 9999.
    #[must_use]
    pub fn from_millis(millis: i64) -> Option<Self> {
        (0..=LAST).contains(&millis).then_some(Self(millis))
    }

    /// Reads an HTTP date (RFC 9110, 5.6.7) in any of its three forms.
    ///
    /// The two-digit year of the RFC 850 form is the latest one that puts the date no more than fifty years
    /// behind `now` in the future; the other forms do not look at `now`.
    #[must_use]
    pub fn from_http_date(text: &str, now: Self) -> Option<Self> {
        http_date::read(text, now)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0
    }

    /// The instant `millis` milliseconds later (earlier if negative); none outside the years 1970 to 9999.
    #[must_use]
    pub fn checked_add_millis(self, millis: i64) -> Option<Self> {
        Self::from_millis(self.0.checked_add(millis)?)
    }

    /// Milliseconds from `earlier` to `self`, negative where `earlier` is the later one. Saturates.
    #[must_use]
    pub fn millis_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}
