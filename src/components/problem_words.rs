//! What is wrong with something typed or configured, and what is allowed, in words.

use latchkey_core::{
    base_url::BaseUrlError,
    config::IssueKind,
    connection_draft::FieldError,
    ids::{CustomerId, CustomerIdError, TenantIdError, UserName, UserNameError},
    pasted::InvisibleChar,
};

use crate::i18n::{Key, Texts};

/// Names an invisible character inside a field.
#[must_use]
pub fn invisible_words(t: Texts, found: InvisibleChar) -> String {
    let position = found.position.to_string();
    t.fill(Key::FieldInvisible, &[("code", &found.code_point()), ("position", &position)])
}

/// Says what is wrong with a text that should be a customer id.
#[must_use]
pub fn customer_id_problem(t: Texts, text: &str) -> Option<String> {
    let key = match text.parse::<CustomerId>().err()? {
        CustomerIdError::Invisible(found) => return Some(invisible_words(t, found)),
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
        UserNameError::Invisible(found) => return Some(invisible_words(t, found)),
        UserNameError::Empty => Key::UserEmpty,
        UserNameError::DotSegment => Key::UserDots,
        UserNameError::Control => Key::UserControl,
        UserNameError::TooLong => Key::UserTooLong,
    };
    Some(t.say(key).to_owned())
}

/// A field of a connection that cannot be used.
#[must_use]
pub fn draft_problem(t: Texts, problem: FieldError) -> String {
    let key = match problem {
        FieldError::NotOneOf(words) => return t.fill(Key::ProblemOneOf, &[("words", &words.join(", "))]),
        FieldError::Invisible(found) => return invisible_words(t, found),
        FieldError::Missing
        | FieldError::BaseUrl(BaseUrlError::Empty)
        | FieldError::Tenant(TenantIdError::Empty) => Key::ProblemMissing,
        FieldError::InvalidId => Key::ProblemId,
        FieldError::BaseUrl(BaseUrlError::NotSecure) => Key::ProblemNotSecure,
        FieldError::BaseUrl(BaseUrlError::Host) => Key::ProblemHost,
        FieldError::BaseUrl(BaseUrlError::Port) => Key::ProblemPort,
        FieldError::BaseUrl(BaseUrlError::NotApi) => Key::ProblemNotApi,
        FieldError::BaseUrl(BaseUrlError::Extra) => Key::ProblemExtra,
        FieldError::PathRequired => Key::ProblemGatewayPath,
        FieldError::AddressRequired => Key::ProblemServerAddress,
        FieldError::NoTenantHost => Key::ProblemNoTenantHost,
        FieldError::Tenant(TenantIdError::NotAllowed) => Key::ProblemTenant,
        FieldError::Tenant(TenantIdError::TooLong) => Key::ProblemTenantLong,
        FieldError::InvalidPath => Key::ProblemPath,
        FieldError::NotApplicable => Key::ProblemNotHere,
    };
    t.say(key).to_owned()
}

/// A part of `latchkey.json` that cannot be used.
#[must_use]
pub fn trouble_words(t: Texts, trouble: IssueKind) -> String {
    let key = match trouble {
        IssueKind::NotJson(line) => return t.fill(Key::ConfigNotJson, &[("line", &line.to_string())]),
        IssueKind::Field(problem) => return draft_problem(t, problem),
        IssueKind::UnknownKey => Key::ConfigUnknownKey,
        IssueKind::NotText => Key::ConfigText,
        IssueKind::NotBoolean => Key::ConfigFlag,
        IssueKind::NotLanguages => Key::ConfigLanguages,
        IssueKind::NotColour => Key::ConfigColour,
        IssueKind::NotSeconds => Key::ConfigSeconds,
        IssueKind::NotList => Key::ConfigList,
        IssueKind::NotObject => Key::ConfigObject,
        IssueKind::DuplicateId => Key::ConfigSameId,
    };
    t.say(key).to_owned()
}
