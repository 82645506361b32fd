use crate::connection_draft::FieldError;

/// Part of `latchkey.json` that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigIssue {
    /// Path of the key, such as `connections[1].base`; empty for the whole file.
    pub key: String,
    /// First 60 characters of the value as JSON, or empty.
    pub found: String,
    /// What is wrong with the value.
    pub kind: IssueKind,
}

/// What is wrong with a part of `latchkey.json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssueKind {
    /// The file is not a JSON object. Holds the line of the first mistake, counted from 1.
    NotJson(usize),
    /// The key does not exist.
    UnknownKey,
    /// The value has to be a string.
    NotText,
    /// The value has to be `true` or `false`.
    NotBoolean,
    /// The value has to be a list of language tags such as `de` or `en-GB`.
    NotLanguages,
    /// The value has to be a colour as `#rrggbb`, dark enough for white text.
    NotColour,
    /// The value has to be a number of seconds from 30 to 86400.
    NotSeconds,
    /// The value has to be a list of connections.
    NotList,
    /// The value has to be a JSON object.
    NotObject,
    /// Another connection has the same id.
    DuplicateId,
    /// A field of a connection is wrong.
    Field(FieldError),
}
