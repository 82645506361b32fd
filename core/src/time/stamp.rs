use super::http_date;

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

    /// Parses an HTTP date (RFC 9110, 5.6.7) in any of its three forms.
    ///
    /// The RFC 850 form has a two-digit year. It means the latest such year that is at most fifty years after
    /// `now`; the other forms ignore `now`.
    ///
    /// ```
    /// use latchkey_core::time::Timestamp;
    ///
    /// let now = Timestamp::from_millis(1_718_274_780_000).expect("within 1970 to 9999");
    /// let date = Timestamp::from_http_date("Thu, 13 Jun 2024 10:33:00 GMT", now);
    /// assert_eq!(date, Some(now));
    /// ```
    #[must_use]
    pub fn from_http_date(text: &str, now: Self) -> Option<Self> {
        http_date::parse(text, now)
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
