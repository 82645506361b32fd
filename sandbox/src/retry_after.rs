//! `Retry-After` in each of its forms.

use std::time::Duration;

use crate::http_date;
use crate::moment::Moment;

/// A wait in seconds, and how it is spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryAfter {
    /// The spelling.
    pub form: Form,
    /// Seconds from now.
    pub seconds: u64,
}

/// How a wait is spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A number.
    Seconds,
    /// `Sun, 06 Nov 1994 08:49:37 GMT`
    ImfFixdate,
    /// `Sunday, 06-Nov-94 08:49:37 GMT`
    Rfc850,
    /// `Sun Nov  6 08:49:37 1994`
    Asctime,
}

impl RetryAfter {
    /// The value of the header.
    #[must_use]
    pub fn text(self, now: Moment) -> String {
        let then = now.plus(Duration::from_secs(self.seconds));
        match self.form {
            Form::Seconds => self.seconds.to_string(),
            Form::ImfFixdate => http_date::imf_fixdate(then),
            Form::Rfc850 => http_date::rfc_850(then),
            Form::Asctime => http_date::asctime(then),
        }
    }
}

impl Form {
    /// Its name in the log.
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
    fn each_form_names_the_same_moment() {
        let now = Moment::from_millis(784_111_775_000);
        for (form, text) in [
            (Form::Seconds, "2"),
            (Form::ImfFixdate, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (Form::Rfc850, "Sunday, 06-Nov-94 08:49:37 GMT"),
            (Form::Asctime, "Sun Nov  6 08:49:37 1994"),
        ] {
            assert_eq!(RetryAfter { form, seconds: 2 }.text(now), text);
        }
    }
}
