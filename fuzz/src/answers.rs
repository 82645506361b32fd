//! Makes an answer of bytes: the first selects the status, the second the content type, the rest is the body.

use latchkey_core::{answer::Answer, failure::Failure, notes::Decoded};
use serde_json::Value;

/// The statuses, selected by a letter from `A` on, so that corpus files are readable.
const STATUSES: [u16; 22] = [
    200, 201, 204, 299, 301, 400, 401, 403, 404, 408, 409, 410, 418, 429, 500, 502, 503, 504, 0, 100, 599,
    999,
];
/// The content types, selected in the same way.
const CONTENT_TYPES: [Option<&str>; 8] = [
    Some("application/json"),
    Some(" Application/JSON ; charset=utf-8"),
    Some("application/problem+json"),
    Some("text/html"),
    Some("text/json"),
    Some(";"),
    Some(""),
    None,
];

/// The prefix of names that have a meaning inside `serde_json`.
const RESERVED_PREFIX: &[u8] = b"$serde_json::private::";

/// The names that a path may have: the fields that the decoders look for.
const NAMES: [&str; 14] = [
    "content",
    "format",
    "expiresAt",
    "status",
    "data",
    "userId",
    "userID",
    "userName",
    "username",
    "activationCodes",
    "activationCode",
    "activationNotAfter",
    "qrImage",
    "codeCount",
];

/// Makes an answer of `data`. Returns `None` for fewer than two bytes.
pub(crate) fn from_bytes(data: &[u8]) -> Option<Answer> {
    let ([status, content_type], body) = data.split_first_chunk()?;
    Some(Answer {
        status: select(&STATUSES, *status)?,
        content_type: select(&CONTENT_TYPES, *content_type)?.map(str::to_owned),
        retry_after: Some("60".to_owned()),
        body: body.to_vec(),
        ..Answer::default()
    })
}

/// Parses a text with `serde_json` alone, to compare with. Returns `None` if it is not JSON, is nested
/// deeply, or has names that `serde_json` reserves for raw values and numbers.
pub(crate) fn parse_independently(text: &[u8]) -> Option<Value> {
    let has_reserved_name = text.windows(RESERVED_PREFIX.len()).any(|part| part == RESERVED_PREFIX);
    if has_reserved_name { None } else { serde_json::from_slice(text).ok() }
}

/// Returns the choice for any letter.
fn select<T: Copy>(choices: &[T], letter: u8) -> Option<T> {
    choices.get(usize::from(letter.wrapping_sub(b'A')) % choices.len()).copied()
}

/// Checks that a failure is the one that the status means, and that its path holds no value.
pub(crate) fn check_failure(answer: &Answer, failure: &Failure) {
    let is_success = (200..300).contains(&answer.status);
    match failure {
        Failure::Malformed { path } => {
            assert!(is_path(path, answer.body.len()), "not a path of known fields: {path}");
        }
        Failure::Unexpected(unexpected) => {
            assert_eq!((unexpected.status, unexpected.length), (answer.status, answer.body.len()));
            assert!(unexpected.content_type.chars().count() <= 100);
        }
        Failure::NoCode | Failure::WrongUser => {}
        failure => {
            let report = failure.report().map(|report| (report.status, report.message.as_deref()));
            let (status, message) = report.unwrap_or_default();
            assert_eq!(status, answer.status, "{failure:?}");
            assert!(message.unwrap_or_default().chars().count() <= 300);
            assert_eq!(is_success, matches!(failure, Failure::Refused(_)));
            return;
        }
    }
    assert!(is_success, "{failure:?} for {}", answer.status);
}

/// Checks the number of notes, and that their paths hold no value.
pub(crate) fn check_notes<T>(answer: &Answer, decoded: &Decoded<T>) {
    assert!((200..300).contains(&answer.status) && decoded.notes.len() <= 500);
    assert!(decoded.further_notes == 0 || decoded.notes.len() == 500);
    for note in &decoded.notes {
        assert!(is_path(&note.path, answer.body.len()), "not a path of known fields: {}", note.path);
    }
}

/// Checks that `Debug` of an answer depends only on the length of its body.
pub(crate) fn check_debug(answer: &Answer) {
    let blank = Answer { body: vec![0; answer.body.len()], ..answer.clone() };
    assert_eq!(format!("{answer:?}"), format!("{blank:?}"));
}

/// Returns whether a path consists of known names and of positions less than `max_position`.
fn is_path(path: &str, max_position: usize) -> bool {
    path.is_empty()
        || path.split('.').all(|part| {
            let (name, positions) = part.split_at(part.find('[').unwrap_or(part.len()));
            let mut positions = positions.split_inclusive(']').map(|position| {
                let digits = position.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))?;
                digits.parse::<usize>().ok().filter(|position| *position < max_position)
            });
            NAMES.contains(&name) && positions.all(|position| position.is_some())
        })
}
