use super::{
    Timestamp,
    epoch::{self, Epoch},
    iso,
};

/// 1971-01-01T00:00:00Z. An earlier end is a zero with some offset added, and counts as unknown (R-K5).
const MIN_END_MS: i64 = 31_536_000_000;

/// The end of validity that a server stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// An instant.
    At(Timestamp),
    /// No end was given, as for a static access code.
    NotStated,
    /// An end that cannot be parsed with certainty, for example because it has no offset.
    Unknown,
}

/// The form that an API documents for ends. Other forms are parsed too, with tolerance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndFormat {
    /// A date-time with offset, as for access codes. A count of zero or less means an unknown end.
    DateTime,
    /// Seconds since 1970 as digits, as for activation codes. A count of zero or less means no end.
    EpochSeconds,
}

/// The validity of a code at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// Valid with certainty.
    Valid {
        /// The milliseconds until the stated end, at least 1.
        left_ms: i64,
    },
    /// Past its end, or closer to it than the clock's error.
    Expired {
        /// The milliseconds since the stated end, at least 0.
        since_ms: i64,
    },
    /// Without an end.
    NoEnd,
    /// With an end that could not be parsed.
    UnknownEnd,
}

impl End {
    /// Parses an end. Also returns whether the text has any other form than the documented `format`.
    ///
    /// Blank text means no end, and text that cannot be parsed an unknown end.
    ///
    /// ```
    /// use latchkey_core::time::{End, EndFormat, Timestamp};
    ///
    /// let end = End::At(Timestamp::from_millis(1_718_274_780_000).expect("within 1970 to 9999"));
    /// assert_eq!(End::parse("2024-06-13T10:33:00Z", EndFormat::DateTime), (end, false));
    /// assert_eq!(End::parse("2024-06-13T12:33+0200[Europe/Berlin]", EndFormat::DateTime), (end, true));
    /// // Without an offset the instant is not known.
    /// assert_eq!(End::parse("2024-06-13T10:33:00", EndFormat::DateTime), (End::Unknown, true));
    /// assert_eq!(End::parse("1718274780", EndFormat::EpochSeconds), (end, false));
    /// ```
    #[must_use]
    pub fn parse(text: &str, format: EndFormat) -> (Self, bool) {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return (Self::NotStated, true);
        }
        if let Some(epoch) = epoch::parse(trimmed) {
            return Self::from_epoch(&epoch, text, format);
        }
        match iso::parse(text) {
            Some((at, is_lenient)) => Self::from_timestamp(at, is_lenient || format != EndFormat::DateTime),
            None => (Self::Unknown, true),
        }
    }

    /// Returns the validity at `now`, which may be wrong by up to `error_ms` milliseconds: a code is valid
    /// while `now + error_ms < end`. The error is not subtracted from the time left.
    #[must_use]
    pub fn validity(self, now: Timestamp, error_ms: i64) -> Validity {
        match self {
            Self::At(end) => {
                let left_ms = end.millis_since(now);
                if left_ms > error_ms.max(0) {
                    Validity::Valid { left_ms }
                } else {
                    Validity::Expired { since_ms: now.millis_since(end).max(0) }
                }
            }
            Self::NotStated => Validity::NoEnd,
            Self::Unknown => Validity::UnknownEnd,
        }
    }

    fn from_epoch(epoch: &Epoch, text: &str, format: EndFormat) -> (Self, bool) {
        match (epoch, format) {
            (Epoch::At { at, is_seconds }, EndFormat::EpochSeconds) => {
                Self::from_timestamp(*at, !is_seconds || !text.bytes().all(|b| b.is_ascii_digit()))
            }
            (Epoch::At { at, .. }, EndFormat::DateTime) => Self::from_timestamp(*at, true),
            (Epoch::NotPositive, EndFormat::EpochSeconds) => (Self::NotStated, true),
            (Epoch::NotPositive, EndFormat::DateTime) | (Epoch::TooLarge, _) => (Self::Unknown, true),
        }
    }

    fn from_timestamp(at: Timestamp, is_lenient: bool) -> (Self, bool) {
        if at.millis() < MIN_END_MS { (Self::Unknown, true) } else { (Self::At(at), is_lenient) }
    }
}
