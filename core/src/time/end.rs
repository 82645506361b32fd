use super::{
    Timestamp,
    epoch::{self, Epoch},
    iso,
};

/// 1971-01-01T00:00:00Z. An end before it is a zero in disguise and never displayed (R-K5).
const AFTER_1970: i64 = 31_536_000_000;

/// When something stops being valid, as far as the server said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// Valid until this instant.
    At(Timestamp),
    /// The server gave no end: a static access code, an activation code without limit.
    NotStated,
    /// The server gave an end that cannot be read with certainty, a missing offset for instance.
    Unknown,
}

/// The shape an API documents for the end of a code; everything else is read with tolerance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Documented {
    /// A date-time with offset, as for access codes. A count of zero or less is an unknown end.
    DateTime,
    /// Seconds since 1970 as digits, as for activation codes. A count of zero or less is no end.
    EpochSeconds,
}

/// What is true of a code now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// Certainly valid.
    Valid {
        /// Milliseconds to the stated end, above zero.
        left_ms: i64,
    },
    /// Past its end, or so near to it that the clock's error may hide that.
    Expired {
        /// Milliseconds since the stated end, at least zero.
        since_ms: i64,
    },
    /// Without an end.
    NoEnd,
    /// With an end that could not be read.
    UnknownEnd,
}

impl End {
    /// Reads an end and says whether tolerance was needed: whether the
    /// text is anything but the documented shape. Blank text is no end; unreadable text is an unknown one.
    #[must_use]
    pub fn read_text(text: &str, documented: Documented) -> (Self, bool) {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return (Self::NotStated, true);
        }
        if let Some(epoch) = epoch::read(trimmed) {
            return Self::of_epoch(&epoch, text, documented);
        }
        match iso::read(text) {
            Some((at, bent)) => Self::at(at, bent || documented != Documented::DateTime),
            None => (Self::Unknown, true),
        }
    }

    /// What is true at `now`, of which at most `bound_ms` milliseconds are in doubt: valid only while
    /// `now + bound < end`. The bound decides, but is not taken off what is left.
    #[must_use]
    pub fn validity(self, now: Timestamp, bound_ms: i64) -> Validity {
        match self {
            Self::At(end) => {
                let left_ms = end.millis_since(now);
                if left_ms > bound_ms.max(0) {
                    Validity::Valid { left_ms }
                } else {
                    Validity::Expired { since_ms: now.millis_since(end).max(0) }
                }
            }
            Self::NotStated => Validity::NoEnd,
            Self::Unknown => Validity::UnknownEnd,
        }
    }

    fn of_epoch(epoch: &Epoch, text: &str, documented: Documented) -> (Self, bool) {
        match (epoch, documented) {
            (Epoch::At { at, seconds }, Documented::EpochSeconds) => {
                Self::at(*at, !seconds || !text.bytes().all(|b| b.is_ascii_digit()))
            }
            (Epoch::At { at, .. }, Documented::DateTime) => Self::at(*at, true),
            (Epoch::NotPositive, Documented::EpochSeconds) => (Self::NotStated, true),
            (Epoch::NotPositive, Documented::DateTime) | (Epoch::TooLarge, _) => (Self::Unknown, true),
        }
    }

    fn at(at: Timestamp, bent: bool) -> (Self, bool) {
        if at.millis() < AFTER_1970 { (Self::Unknown, true) } else { (Self::At(at), bent) }
    }
}
