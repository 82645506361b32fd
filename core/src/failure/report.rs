use crate::{
    answer::Answer,
    text,
    wire::{Members, Value},
};

/// Characters of a text that is shown.
const MOST_TEXT: usize = 300;
/// Characters of raw JSON in the details pane.
const MOST_JSON: usize = 2_000;

/// What a server said about its refusal, made safe to show: at most 300 characters each (raw JSON 2 000), without
/// control, bidi and invisible characters (R-A9). A text of the wrong type is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// HTTP status.
    pub status: u16,
    /// The first of `errorMessage`, `message`, `error_description`, `error`, `title`, `detail`.
    pub message: Option<String>,
    /// Everything else; boxed, so that a failure stays small to hand on.
    pub details: Box<Details>,
}

/// What a details pane shows of a [`Report`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Key of the vendor's translation file, such as `errormessage.permission.denied`; `code` in some bodies.
    pub error_code: Option<String>,
    /// What the vendor's support asks for.
    pub trace_id: Option<String>,
    /// Path of the offending field, such as `parent.child`.
    pub reference: Option<String>,
    /// `args`, as the JSON that was sent.
    pub args: Option<String>,
    /// `typedArgs`, as the JSON that was sent.
    pub typed_args: Option<String>,
    /// KOBIL's `subSystem`, as sent.
    pub sub_system: Option<String>,
    /// KOBIL's `status` word, as sent.
    pub status_word: Option<String>,
}

impl Report {
    /// Reads the body of a refusal; of one that is not a JSON object nothing but the status is kept.
    pub(super) fn read(answer: &Answer) -> Self {
        let text = if answer.says_json() { answer.text() } else { None };
        match text.and_then(Members::parse) {
            Some(members) => Self::of(answer.status, &members),
            None => Self { status: answer.status, ..Self::default() },
        }
    }

    /// Reads the members of a body. Nothing here is required, so of duplicates the first counts.
    pub(crate) fn of(status: u16, members: &Members<'_>) -> Self {
        let json = |name| members.source(name).and_then(|raw| text::clean(raw.get(), MOST_JSON));
        let messages = ["errorMessage", "message", "error_description", "error", "title", "detail"];
        Self {
            status,
            message: messages.into_iter().find_map(|name| words(members, name, false)),
            details: Box::new(Details {
                error_code: words(members, "errorCode", true).or_else(|| words(members, "code", true)),
                trace_id: words(members, "traceId", true),
                reference: words(members, "reference", false),
                args: json("args"),
                typed_args: json("typedArgs"),
                sub_system: words(members, "subSystem", true),
                status_word: words(members, "status", true),
            }),
        }
    }
}

/// The text of a member, or its digits where a number will do.
fn words(members: &Members<'_>, name: &str, or_number: bool) -> Option<String> {
    match Value::of(members.source(name)?) {
        Value::Text(words) => text::clean(&words, MOST_TEXT),
        Value::Number(digits) if or_number => text::clean(digits, MOST_TEXT),
        Value::Absent | Value::Null | Value::Number(_) | Value::List(_) | Value::Object(_) | Value::Other => {
            None
        }
    }
}
