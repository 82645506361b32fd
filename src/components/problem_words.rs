//! What is wrong with something typed or configured, and what is allowed, in words.

use latchkey_core::{
    base::BaseError,
    config::Trouble,
    draft::Problem,
    ids::{CustomerId, CustomerIdError, TenantIdError, UserName, UserNameError},
};

use crate::i18n::{Key, Texts};

/// Says what is wrong with a text that should be a customer id.
#[must_use]
pub fn customer_id_problem(t: Texts, text: &str) -> Option<String> {
    let key = match text.parse::<CustomerId>().err()? {
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
        UserNameError::Empty => Key::UserEmpty,
        UserNameError::DotSegment => Key::UserDots,
        UserNameError::Control => Key::UserControl,
        UserNameError::TooLong => Key::UserTooLong,
    };
    Some(t.say(key).to_owned())
}

/// A field of a connection that cannot be used.
#[must_use]
pub fn draft_problem(t: Texts, problem: Problem) -> String {
    let key = match problem {
        Problem::OneOf(words) => return t.fill(Key::ProblemOneOf, &[("words", &words.join(", "))]),
        Problem::Missing | Problem::Base(BaseError::Empty) | Problem::Tenant(TenantIdError::Empty) => {
            Key::ProblemMissing
        }
        Problem::Id => Key::ProblemId,
        Problem::Base(BaseError::NotSecure) => Key::ProblemNotSecure,
        Problem::Base(BaseError::Host) => Key::ProblemHost,
        Problem::Base(BaseError::Port) => Key::ProblemPort,
        Problem::Base(BaseError::Extra) => Key::ProblemExtra,
        Problem::GatewayPath => Key::ProblemGatewayPath,
        Problem::ServerAddress => Key::ProblemServerAddress,
        Problem::NoTenantHost => Key::ProblemNoTenantHost,
        Problem::Tenant(TenantIdError::NotAllowed) => Key::ProblemTenant,
        Problem::Tenant(TenantIdError::TooLong) => Key::ProblemTenantLong,
        Problem::Path => Key::ProblemPath,
        Problem::NotHere => Key::ProblemNotHere,
    };
    t.say(key).to_owned()
}

/// A part of `latchkey.json` that cannot be used.
#[must_use]
pub fn trouble_words(t: Texts, trouble: Trouble) -> String {
    let key = match trouble {
        Trouble::NotJson(line) => return t.fill(Key::ConfigNotJson, &[("line", &line.to_string())]),
        Trouble::Connection(problem) => return draft_problem(t, problem),
        Trouble::UnknownKey => Key::ConfigUnknownKey,
        Trouble::Text => Key::ConfigText,
        Trouble::Flag => Key::ConfigFlag,
        Trouble::Languages => Key::ConfigLanguages,
        Trouble::Colour => Key::ConfigColour,
        Trouble::Seconds => Key::ConfigSeconds,
        Trouble::List => Key::ConfigList,
        Trouble::Object => Key::ConfigObject,
        Trouble::SameId => Key::ConfigSameId,
    };
    t.say(key).to_owned()
}
