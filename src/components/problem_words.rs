//! What is wrong with something typed or configured, and what is allowed, in words.

use latchkey_core::{
    base::BaseError,
    config::Trouble,
    draft::Problem,
    ids::{CustomerIdError, TenantIdError, UserNameError},
};

use crate::i18n::{Key, Texts};

/// A customer id that is none.
#[must_use]
pub fn customer_error(t: Texts, error: CustomerIdError) -> String {
    let key = match error {
        CustomerIdError::Empty => Key::CustomerEmpty,
        CustomerIdError::CustomerNumber => Key::CustomerNumber,
        CustomerIdError::NotDigits => Key::CustomerNotDigits,
        CustomerIdError::Zero => Key::CustomerZero,
        CustomerIdError::TooLarge => Key::CustomerTooLarge,
    };
    t.say(key).to_owned()
}

/// A user name that is none.
#[must_use]
pub fn user_error(t: Texts, error: UserNameError) -> String {
    let key = match error {
        UserNameError::Empty => Key::UserEmpty,
        UserNameError::DotSegment => Key::UserDots,
        UserNameError::Control => Key::UserControl,
        UserNameError::TooLong => Key::UserTooLong,
    };
    t.say(key).to_owned()
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
