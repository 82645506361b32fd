//! `Retry-After` in each of its formats (RFC 9110, section 10.2.3).

use std::time::Duration;

use crate::http_date;
use crate::moment::Moment;

/// A wait time and the format in which it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryAfter {
    /// The format.
    pub format: RetryAfterFormat,
    /// Seconds from now.
    pub seconds: u64,
}

/// The formats of `Retry-After`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfterFormat {
    /// A number of seconds.
    Seconds,
    /// A date such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    ImfFixdate,
    /// A date such as `Sunday, 06-Nov-94 08:49:37 GMT`.
    Rfc850,
    /// A date such as `Sun Nov  6 08:49:37 1994`.
    Asctime,
}

impl RetryAfter {
    /// Returns the value of the header.
    #[must_use]
    pub fn header_value(self, now: Moment) -> String {
        let end = now.plus(Duration::from_secs(self.seconds));
        match self.format {
            RetryAfterFormat::Seconds => self.seconds.to_string(),
            RetryAfterFormat::ImfFixdate => http_date::imf_fixdate(end),
            RetryAfterFormat::Rfc850 => http_date::rfc_850(end),
            RetryAfterFormat::Asctime => http_date::asctime(end),
        }
    }
}

impl RetryAfterFormat {
    /// Returns the name of the format in the log.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::ImfFixdate => "imf-fixdate",
            Self::Rfc850 => "rfc-850",
            Self::Asctime => "asctime",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_denotes_the_same_moment() {
        let now = Moment::from_millis(784_111_775_000);
        for (format, text) in [
            (RetryAfterFormat::Seconds, "2"),
            (RetryAfterFormat::ImfFixdate, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (RetryAfterFormat::Rfc850, "Sunday, 06-Nov-94 08:49:37 GMT"),
            (RetryAfterFormat::Asctime, "Sun Nov  6 08:49:37 1994"),
        ] {
            assert_eq!(RetryAfter { format, seconds: 2 }.header_value(now), text);
        }
    }
}
