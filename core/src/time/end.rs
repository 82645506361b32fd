use super::{
    Timestamp,
    epoch::{self, Epoch},
    iso::{self, DateTime},
};

/// 1971-01-01T00:00:00Z. An earlier end is a zero with some offset added, and counts as unknown (R-K5).
const MIN_END_MS: i64 = 31_536_000_000;

/// 9999-01-01T00:00:00Z.
const MIN_NEVER_MS: i64 = 253_370_764_800_000;
/// Other instants that stand for "never", to the second: 2^63 nanoseconds, the latest date of Go and pandas;
/// 2^53 microseconds, the largest integer that JavaScript can count to; and the latest date of JavaScript,
/// read as microseconds.
const NEVER_SECONDS: [i64; 3] = [9_223_372_036, 9_007_199_254, 8_640_000_000];

/// The end of validity that a server stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// An instant.
    At(Timestamp),
    /// No end was given, as for a static access code, or one that stands for "never".
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
    /// Blank text means no end, as does an end that stands for "never": one in 9999 or later, even without
    /// offset, and the largest value of a type. Text that cannot be parsed means an unknown end.
    ///
    /// ```
    /// use latchkey_core::time::{End, EndFormat, Timestamp};
    ///
    /// let end = End::At(Timestamp::from_millis(1_718_274_780_000).expect("within 1970 to 9999"));
    /// assert_eq!(End::parse("2024-06-13T10:33:00Z", EndFormat::DateTime), (end, false));
    /// assert_eq!(End::parse("2024-06-13T12:33+0200[Europe/Berlin]", EndFormat::DateTime), (end, true));
    /// // Without an offset the instant is not known.
    /// assert_eq!(End::parse("2024-06-13T10:33:00", EndFormat::DateTime), (End::Unknown, true));
    /// assert_eq!(End::parse("9999-12-31T23:59:59", EndFormat::DateTime), (End::NotStated, true));
    /// assert_eq!(End::parse("1718274780", EndFormat::EpochSeconds), (end, false));
    /// ```
    #[must_use]
    pub fn parse(text: &str, format: EndFormat) -> (Self, bool) {
        let trimmed = text.trim();
        // PostgreSQL's word for a time that never comes.
        if trimmed.is_empty() || trimmed.eq_ignore_ascii_case("infinity") {
            return (Self::NotStated, true);
        }
        if let Some(epoch) = epoch::parse(trimmed) {
            return Self::from_epoch(&epoch, text, format);
        }
        match iso::parse(text) {
            Some(DateTime::At { at, is_lenient }) => {
                Self::from_timestamp(at, is_lenient || format != EndFormat::DateTime)
            }
            Some(DateTime::Never) => (Self::NotStated, true),
            None => Self::from_http_date(trimmed),
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
            (Epoch::NotPositive, EndFormat::EpochSeconds) | (Epoch::Never, _) => (Self::NotStated, true),
            (Epoch::NotPositive, EndFormat::DateTime) | (Epoch::Unclear, _) => (Self::Unknown, true),
        }
    }

    /// Parses the current form of an HTTP date, which JavaScript's `toUTCString` writes too. The older forms
    /// have no zone or no century.
    fn from_http_date(text: &str) -> (Self, bool) {
        let is_current_form = text.ends_with("GMT") && !text.contains('-');
        match Timestamp::from_http_date(text, Timestamp::LAST).filter(|_| is_current_form) {
            Some(at) => Self::from_timestamp(at, true),
            None => (Self::Unknown, true),
        }
    }

    fn from_timestamp(at: Timestamp, is_lenient: bool) -> (Self, bool) {
        if at.millis() < MIN_END_MS {
            (Self::Unknown, true)
        } else if at.millis() >= MIN_NEVER_MS || NEVER_SECONDS.contains(&(at.millis() / 1000)) {
            (Self::NotStated, true)
        } else {
            (Self::At(at), is_lenient)
        }
    }
}
