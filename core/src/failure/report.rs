use crate::{
    answer::Answer,
    text,
    wire::{Members, Value},
};

/// The most characters kept of a text.
const MAX_TEXT_CHARS: usize = 300;
/// The most characters kept of raw JSON.
const MAX_JSON_CHARS: usize = 2_000;

/// A server's error report, sanitized: each text has at most 300 characters (raw JSON 2 000) and no invisible
/// ones (R-A9). A field of the wrong type is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The HTTP status.
    pub status: u16,
    /// The message: the first of `errorMessage`, `message`, `error_description`, `error`, `title`, `detail`.
    pub message: Option<String>,
    /// The other fields. Boxed, so that a failure is small to move.
    pub details: Box<Details>,
}

/// The fields of a [`Report`] that the page shows as details.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// `errorCode` or `code`, a key of the vendor's translations such as `errormessage.permission.denied`.
    pub error_code: Option<String>,
    /// `traceId`, which the vendor's support asks for.
    pub trace_id: Option<String>,
    /// `reference`, the path of the invalid field, such as `parent.child`.
    pub reference: Option<String>,
    /// `args` as raw JSON.
    pub args: Option<String>,
    /// `typedArgs` as raw JSON.
    pub typed_args: Option<String>,
    /// KOBIL's `subSystem`.
    pub sub_system: Option<String>,
    /// KOBIL's `status`.
    pub status_word: Option<String>,
}

impl Report {
    /// Returns whether the gateway wrote this itself, rather than the service behind it.
    #[must_use]
    pub fn is_of_gateway(&self) -> bool {
        self.details.error_code.as_deref().is_some_and(|code| code.starts_with("gateway."))
    }

    /// Decodes the body of a failed request. Only the status is kept of a body that is not a JSON object.
    pub(super) fn decode(answer: &Answer) -> Self {
        let text = if answer.is_json() { answer.text() } else { None };
        match text.and_then(Members::parse) {
            Some(members) => Self::from_members(answer.status, &members),
            None => Self { status: answer.status, ..Self::default() },
        }
    }

    /// Decodes the members of a body. No field is required, so the first of duplicates is taken.
    pub(crate) fn from_members(status: u16, members: &Members<'_>) -> Self {
        let raw_json = |name| members.source(name).and_then(|raw| text::sanitize(raw.get(), MAX_JSON_CHARS));
        let message_names = ["errorMessage", "message", "error_description", "error", "title", "detail"];
        Self {
            status,
            message: message_names.into_iter().find_map(|name| text_of(members, name, false)),
            details: Box::new(Details {
                error_code: text_of(members, "errorCode", true).or_else(|| text_of(members, "code", true)),
                trace_id: text_of(members, "traceId", true),
                reference: text_of(members, "reference", false),
                args: raw_json("args"),
                typed_args: raw_json("typedArgs"),
                sub_system: text_of(members, "subSystem", true),
                status_word: text_of(members, "status", true),
            }),
        }
    }
}

/// Returns the text of a member, or the digits of a number if `allow_number` is set.
fn text_of(members: &Members<'_>, name: &str, allow_number: bool) -> Option<String> {
    match Value::of(members.source(name)?) {
        Value::Text(content) => text::sanitize(&content, MAX_TEXT_CHARS),
        Value::Number(digits) if allow_number => text::sanitize(digits, MAX_TEXT_CHARS),
        Value::Absent | Value::Null | Value::Number(_) | Value::List(_) | Value::Object(_) | Value::Other => {
            None
        }
    }
}
