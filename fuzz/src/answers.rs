//! Bytes become an answer: the first picks the status, the second the content type, the rest is the body.

use latchkey_core::{answer::Answer, failure::Failure, notes::Read};
use serde_json::Value;

/// A letter from `A` on picks one, so that a corpus can be read and written by hand.
const STATUSES: [u16; 22] = [
    200, 201, 204, 299, 301, 400, 401, 403, 404, 408, 409, 410, 418, 429, 500, 502, 503, 504, 0, 100, 599,
    999,
];
const TYPES: [Option<&str>; 8] = [
    Some("application/json"),
    Some(" Application/JSON ; charset=utf-8"),
    Some("application/problem+json"),
    Some("text/html"),
    Some("text/json"),
    Some(";"),
    Some(""),
    None,
];

/// How the names begin that have a meaning inside `serde_json`.
const TOKENS: &[u8] = b"$serde_json::private::";

/// Every name an answer's path may hold: those the readers look for.
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

/// The answer that `data` stands for; nothing of fewer than two bytes.
pub(crate) fn of(data: &[u8]) -> Option<Answer> {
    let ([status, kind], body) = data.split_first_chunk()?;
    Some(Answer {
        status: picked(&STATUSES, *status)?,
        content_type: picked(&TYPES, *kind)?.map(str::to_owned),
        retry_after: Some("60".to_owned()),
        body: body.to_vec(),
        ..Answer::default()
    })
}

/// The whole of a text as a tree, to compare with; nothing where it is no JSON, is nested deeply, or names what a tree of
/// `serde_json` makes something else of: the names by which it hands raw values and numbers on.
pub(crate) fn witness(text: &[u8]) -> Option<Value> {
    let has_token = text.windows(TOKENS.len()).any(|part| part == TOKENS);
    if has_token { None } else { serde_json::from_slice(text).ok() }
}

/// One of `choices`, whatever the letter.
fn picked<T: Copy>(choices: &[T], letter: u8) -> Option<T> {
    choices.get(usize::from(letter.wrapping_sub(b'A')) % choices.len()).copied()
}

/// What must hold of a refusal: it is the one that the status asks for, and no path holds a value.
pub(crate) fn check_failure(answer: &Answer, failure: &Failure) {
    let good_status = (200..300).contains(&answer.status);
    match failure {
        Failure::Malformed { path } => {
            assert!(is_path(path, answer.body.len()), "a path that is none of ours: {path}");
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
            assert_eq!(good_status, matches!(failure, Failure::Refused(_)));
            return;
        }
    }
    assert!(good_status, "{failure:?} for {}", answer.status);
}

/// What must hold of the notes beside a meaning: a known rule and a path without any value.
pub(crate) fn check_notes<T>(answer: &Answer, read: &Read<T>) {
    assert!((200..300).contains(&answer.status) && read.notes.len() <= 500);
    assert!(read.further_notes == 0 || read.notes.len() == 500);
    for note in &read.notes {
        assert!(is_path(&note.path, answer.body.len()), "a path that is none of ours: {}", note.path);
    }
}

/// `Debug` of an answer may not depend on its body but for the length.
pub(crate) fn check_debug(answer: &Answer) {
    let blank = Answer { body: vec![0; answer.body.len()], ..answer.clone() };
    assert_eq!(format!("{answer:?}"), format!("{blank:?}"));
}

/// Names of ours, each with positions that the body has room for.
fn is_path(path: &str, most: usize) -> bool {
    path.is_empty()
        || path.split('.').all(|part| {
            let (name, positions) = part.split_at(part.find('[').unwrap_or(part.len()));
            let mut positions = positions.split_inclusive(']').map(|position| {
                let digits = position.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'))?;
                digits.parse::<usize>().ok().filter(|position| *position < most)
            });
            NAMES.contains(&name) && positions.all(|position| position.is_some())
        })
}
