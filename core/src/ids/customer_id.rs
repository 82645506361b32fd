use std::{fmt, str::FromStr};

use crate::pasted::{self, InvisibleChar};

/// Id of a customer of the access code API: a positive int64, parsed from digits and printed as digits
/// (R-A7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CustomerId(i64);

/// Why a text is not a customer id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomerIdError {
    /// The text is empty or blank.
    Empty,
    /// The text has letters or a hyphen: probably the number on the member's card, such as `1-12345` (R-A8).
    CustomerNumber,
    /// The text has an invisible character inside.
    Invisible(InvisibleChar),
    /// The text has a sign, point, exponent or blank, but an id has digits only.
    NotDigits,
    /// The number is zero.
    Zero,
    /// The number is above `i64::MAX`.
    TooLarge,
}

impl FromStr for CustomerId {
    type Err = CustomerIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::from_digits(text).ok_or_else(|| {
            let text = pasted::trim(text);
            if text.is_empty() {
                CustomerIdError::Empty
            } else if let Some(found) = InvisibleChar::find(text) {
                CustomerIdError::Invisible(found)
            } else if text.bytes().all(|b| b == b'0') {
                CustomerIdError::Zero
            } else if text.bytes().all(|b| b.is_ascii_digit()) {
                CustomerIdError::TooLarge
            } else if looks_like_customer_number(text) {
                CustomerIdError::CustomerNumber
            } else {
                CustomerIdError::NotDigits
            }
        })
    }
}

impl CustomerId {
    /// Parses a customer id; `None` for any other text. Stage one uses it because it needs less code than the
    /// error.
    #[must_use]
    pub fn from_digits(text: &str) -> Option<Self> {
        let text = pasted::trim(text);
        let digits = text.trim_start_matches('0');
        if text.bytes().all(|b| b.is_ascii_digit()) { digits.parse().ok().map(Self) } else { None }
    }
}

impl fmt::Display for CustomerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Returns whether the text has a hyphen inside or a letter other than an exponent's: `-5` and `1e9` are
/// numbers.
fn looks_like_customer_number(text: &str) -> bool {
    let letters = || text.bytes().filter(u8::is_ascii_alphabetic).map(|b| b.to_ascii_lowercase());
    let has_exponent = text.starts_with(|c: char| c.is_ascii_digit()) && letters().eq(*b"e");
    !has_exponent && (text.trim_start_matches('-').bytes().any(|b| b == b'-') || letters().next().is_some())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn r_a7_customer_ids_are_text_from_end_to_end() {
        for (text, id) in [
            ("1234", "1234"),
            ("  1234\t", "1234"),
            ("\u{202a}\u{200e}1234\u{202c}\u{a0}", "1234"),
            ("\u{feff}1234\u{200b}", "1234"),
            ("0001234", "1234"),
            ("9007199254740993", "9007199254740993"),
            ("9223372036854775807", "9223372036854775807"),
            ("00000000000000000000000009223372036854775807", "9223372036854775807"),
        ] {
            assert_eq!(text.parse::<CustomerId>().map(|id| id.to_string()), Ok(id.to_owned()), "{text}");
        }
        for (text, error) in [
            ("", CustomerIdError::Empty),
            ("   ", CustomerIdError::Empty),
            ("0", CustomerIdError::Zero),
            ("0000", CustomerIdError::Zero),
            ("-5", CustomerIdError::NotDigits),
            ("+5", CustomerIdError::NotDigits),
            ("1.5", CustomerIdError::NotDigits),
            ("1e9", CustomerIdError::NotDigits),
            ("12 34", CustomerIdError::NotDigits),
            ("١٢٣", CustomerIdError::NotDigits),
            ("12\n34", CustomerIdError::NotDigits),
            ("9223372036854775808", CustomerIdError::TooLarge),
            ("99999999999999999999", CustomerIdError::TooLarge),
        ] {
            assert_eq!(text.parse::<CustomerId>(), Err(error), "{text}");
        }
    }

    #[test]
    fn an_invisible_character_inside_is_named() {
        for (text, char, position) in
            [("12\u{200b}34", '\u{200b}', 3), ("\u{feff}1\u{a0}2 3", '\u{a0}', 2), ("M\u{ad}-1", '\u{ad}', 2)]
        {
            let error = CustomerIdError::Invisible(InvisibleChar { char, position });
            assert_eq!(text.parse::<CustomerId>(), Err(error), "{text:?}");
        }
    }

    #[test]
    fn r_a8_a_customer_number_is_distinguished_from_an_id() {
        for text in ["1-12345", "M-2041", "ABC", "12a45"] {
            assert_eq!(text.parse::<CustomerId>(), Err(CustomerIdError::CustomerNumber), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_customer_id_survives_print_and_parse(number in 1..=i64::MAX) {
            let id: CustomerId = number.to_string().parse().expect("digits");
            prop_assert_eq!(id.to_string().parse::<CustomerId>(), Ok(id));
            prop_assert_eq!(id.to_string(), number.to_string());
        }
    }
}
