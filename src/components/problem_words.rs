//! What is wrong with an id that was typed, and what is allowed, in words.

use latchkey_core::ids::{CustomerId, CustomerIdError, UserName, UserNameError};

use crate::i18n::{Key, Texts};

/// Says what is wrong with a text that should be a customer id.
#[must_use]
pub fn customer_id_problem(t: Texts, text: &str) -> Option<String> {
    let key = match text.parse::<CustomerId>().err()? {
        CustomerIdError::Invisible(found) => return Some(t.message(found.into())),
        CustomerIdError::Empty => Key::CustomerEmpty,
        CustomerIdError::CustomerNumber => Key::CustomerNumber,
        CustomerIdError::NotDigits => Key::CustomerNotDigits,
        CustomerIdError::Zero => Key::CustomerZero,
        CustomerIdError::TooLarge => Key::CustomerTooLarge,
    };
    Some(t.say(key).to_owned())
}

/// Says what is wrong with a text that should be a user name.
#[must_use]
pub fn user_name_problem(t: Texts, text: &str) -> Option<String> {
    let key = match text.parse::<UserName>().err()? {
        UserNameError::Invisible(found) => return Some(t.message(found.into())),
        UserNameError::Empty => Key::UserEmpty,
        UserNameError::DotSegment => Key::UserDots,
        UserNameError::Control => Key::UserControl,
        UserNameError::TooLong => Key::UserTooLong,
    };
    Some(t.say(key).to_owned())
}
