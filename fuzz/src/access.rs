use latchkey_core::{
    access_code::{self, AccessCode, Format},
    secret::Secret,
};
use serde_json::Value;

use crate::{answers, times};

/// Any answer as one to an access code request.
///
/// A code is never empty, is byte for byte what the body says, is called valid only before its end, and changes
/// nothing in what `Debug` prints.
pub fn access_code(data: &[u8]) {
    let Some(answer) = answers::of(data) else { return };
    answers::check_debug(&answer);
    let read = match access_code::read(&answer) {
        Ok(read) => read,
        Err(failure) => return answers::check_failure(&answer, &failure),
    };
    answers::check_notes(&answer, &read);
    let code = &read.value;
    let content = code.content.reveal();
    assert!(!content.is_empty());
    if let Format::Other(word) = &code.format {
        assert!(word.chars().count() <= 100);
    }
    times::check_validity(code.end);

    let other = AccessCode { content: Secret::new("other".to_owned()), ..code.clone() };
    assert_eq!(format!("{code:?}"), format!("{other:?}"), "Debug tells the content");

    let body = answer.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&answer.body);
    if let Some(value) = answers::witness(body) {
        match value.get("content") {
            Some(Value::String(text)) => assert_eq!(text, content),
            // Numbers lose their digits there, so they are looked for in the source.
            Some(Value::Number(_)) => {
                assert!(std::str::from_utf8(body).is_ok_and(|body| body.contains(content)));
            }
            other => assert!(other.is_none() && content.is_empty(), "a code out of nothing"),
        }
    }
}
