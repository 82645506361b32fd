//! What is wrong with something configured, as a text of `locales/`. The page and `make check-config` say it
//! in the same words.

use crate::{
    base_url::BaseUrlError, config::IssueKind, connection_draft::FieldError, ids::TenantIdError,
    pasted::InvisibleChar,
};

/// A text of `locales/` and the values that it contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Key of the text.
    pub key: &'static str,
    /// Name and value of each placeholder in the text.
    pub values: Vec<(&'static str, String)>,
}

impl Message {
    /// Returns the text of a catalog with the values filled in.
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        let values: Vec<_> = self.values.iter().map(|(name, value)| (*name, &**value)).collect();
        fill(text, &values)
    }
}

impl From<&'static str> for Message {
    /// Makes the message of a text without placeholders.
    fn from(key: &'static str) -> Self {
        Self { key, values: Vec::new() }
    }
}

impl From<InvisibleChar> for Message {
    fn from(found: InvisibleChar) -> Self {
        let values = vec![("code", found.code_point()), ("position", found.position.to_string())];
        Self { key: "field.invisible", values }
    }
}

impl From<FieldError> for Message {
    fn from(error: FieldError) -> Self {
        match error {
            FieldError::NotOneOf(words) => {
                Self { key: "problem.one_of", values: vec![("words", words.join(", "))] }
            }
            FieldError::Invisible(found) => found.into(),
            FieldError::Missing
            | FieldError::BaseUrl(BaseUrlError::Empty)
            | FieldError::Tenant(TenantIdError::Empty) => "problem.missing".into(),
            FieldError::InvalidId => "problem.id".into(),
            FieldError::BaseUrl(BaseUrlError::NotSecure) => "problem.not_secure".into(),
            FieldError::BaseUrl(BaseUrlError::Host) => "problem.host".into(),
            FieldError::BaseUrl(BaseUrlError::Port) => "problem.port".into(),
            FieldError::BaseUrl(BaseUrlError::NotApi) => "problem.not_api".into(),
            FieldError::BaseUrl(BaseUrlError::Extra) => "problem.extra".into(),
            FieldError::PathRequired => "problem.gateway_path".into(),
            FieldError::AddressRequired => "problem.server_address".into(),
            FieldError::NoTenantHost => "problem.no_tenant_host".into(),
            FieldError::Tenant(TenantIdError::NotAllowed) => "problem.tenant".into(),
            FieldError::Tenant(TenantIdError::TooLong) => "problem.tenant_long".into(),
            FieldError::InvalidPath => "problem.path".into(),
            FieldError::NotApplicable => "problem.not_here".into(),
        }
    }
}

impl From<IssueKind> for Message {
    fn from(kind: IssueKind) -> Self {
        match kind {
            IssueKind::NotJson(line) => {
                Self { key: "config.not_json", values: vec![("line", line.to_string())] }
            }
            IssueKind::Field(error) => error.into(),
            IssueKind::UnknownKey => "config.unknown_key".into(),
            IssueKind::NotText => "config.text".into(),
            IssueKind::NotBoolean => "config.flag".into(),
            IssueKind::NotLanguages => "config.languages".into(),
            IssueKind::NotColour => "config.colour".into(),
            IssueKind::NotSeconds => "config.seconds".into(),
            IssueKind::NotList => "config.list".into(),
            IssueKind::NotObject => "config.object".into(),
            IssueKind::DuplicateId => "config.same_id".into(),
        }
    }
}

/// Replaces the placeholders of a text, such as `{name}`, by their values. A placeholder without a value
/// stays.
#[must_use]
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(before);
        match values.iter().find(|(placeholder, _)| *placeholder == name) {
            Some((_, value)) => filled.push_str(value),
            None => filled.extend(["{", name, "}"]),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_replace_their_placeholders_and_others_stay() {
        let found = InvisibleChar { char: '\u{200b}', position: 3 };
        assert_eq!(Message::from(found).fill("{code} at {position}, {n}"), "U+200B at 3, {n}");
        let one_of = Message::from(IssueKind::Field(FieldError::NotOneOf(&["ssms", "shift"])));
        assert_eq!(one_of.fill("Allowed are: {words}."), "Allowed are: ssms, shift.");
        assert_eq!(fill("no placeholder", &[("words", "x")]), "no placeholder");
    }
}
