use latchkey_core::{
    access_code::{self, AccessCode, Format},
    secret::Secret,
};
use serde_json::Value;

use crate::{answers, timestamp};

/// Decodes the input as an answer to an access code request.
///
/// A code is never empty, equals the content of the body byte for byte, is valid only before its end, and
/// does not appear in `Debug`.
pub fn access_code(data: &[u8]) {
    let Some(answer) = answers::from_bytes(data) else { return };
    answers::check_debug(&answer);
    let decoded = match access_code::decode(&answer) {
        Ok(decoded) => decoded,
        Err(failure) => return answers::check_failure(&answer, &failure),
    };
    answers::check_notes(&answer, &decoded);
    let code = &decoded.value;
    let content = code.content.reveal();
    assert!(!content.is_empty());
    if let Format::Other(word) = &code.format {
        assert!(word.chars().count() <= 100);
    }
    timestamp::check_validity(code.end);

    let other = AccessCode { content: Secret::new("other".to_owned()), ..code.clone() };
    assert_eq!(format!("{code:?}"), format!("{other:?}"), "Debug shows the content");

    let body = answer.body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&answer.body);
    if let Some(value) = answers::parse_independently(body) {
        match value.get("content") {
            Some(Value::String(text)) => assert_eq!(text, content),
            // A parsed number has lost its digits, so look for them in the source.
            Some(Value::Number(_)) => {
                assert!(std::str::from_utf8(body).is_ok_and(|body| body.contains(content)));
            }
            other => assert!(other.is_none() && content.is_empty(), "an invented code"),
        }
    }
}
