//! The access code of a gym member, decoded from Sport Alliance's "Get customer's access code".

use crate::{
    answer::Answer,
    failure::Failure,
    notes::{Decoded, Notes},
    rule::Rule,
    secret::Secret,
    text,
    time::{End, EndFormat},
    wire::{self, Members, Path, Value},
};

/// The most characters kept of an unknown format's name.
const MAX_FORMAT_CHARS: usize = 100;

/// One access code. It is *dynamic* if `end` is an instant, *static* if the answer gives no end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessCode {
    /// The content of the symbol, byte for byte; never empty.
    pub content: Secret,
    /// The symbology.
    pub format: Format,
    /// The end of validity.
    pub end: End,
}

/// The symbology of an access code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// `QR_CODE`, the only published value.
    QrCode,
    /// Any other name, sanitized and cut to 100 characters. The content is shown as text only (R-A5).
    Other(String),
}

/// Decodes the answer to an access code request.
///
/// ```
/// use latchkey_core::{access_code, answer::Answer, time::End};
///
/// let answer = Answer {
///     status: 200,
///     content_type: Some("application/json".to_owned()),
///     body: br#"{"content":"0049267681211943991","format":"QR_CODE"}"#.to_vec(),
///     ..Answer::default()
/// };
/// let decoded = access_code::decode(&answer).expect("a code");
/// assert_eq!(decoded.value.content.reveal(), "0049267681211943991");
/// assert_eq!(decoded.value.end, End::NotStated);
/// assert!(decoded.notes.is_empty());
/// ```
///
/// # Errors
/// Returns the [`Failure`] that the answer means if it has no code.
pub fn decode(answer: &Answer) -> Result<Decoded<AccessCode>, Failure> {
    Failure::from_access_answer(answer).map_or_else(|| decode_success(answer), Err)
}

/// Decodes an answer whose status is known to be a 2xx.
///
/// # Errors
/// Returns a [`Failure`] if the body is empty, is not JSON or lacks a required field.
pub fn decode_success(answer: &Answer) -> Result<Decoded<AccessCode>, Failure> {
    let members = wire::decode_object(answer)?;
    let mut notes = Notes::default();
    let code = AccessCode {
        format: decode_format(&members, &mut notes)?,
        end: decode_end(&members, &mut notes)?,
        content: decode_content(&members, &mut notes)?,
    };
    Ok(notes.finish(code))
}

/// Decodes the content, which is opaque: it is neither trimmed nor parsed. A number keeps its source digits
/// (R-A6); one with a sign, point or exponent cannot be a code.
fn decode_content(members: &Members<'_>, notes: &mut Notes) -> Result<Secret, Failure> {
    let path = Path::Root.field("content");
    match members.get(&Path::Root, "content")? {
        Value::Text(content) if !content.is_empty() => Ok(Secret::new(content.into_owned())),
        Value::Number(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => {
            notes.add(Rule::A6, &path);
            Ok(Secret::new(digits.to_owned()))
        }
        Value::Absent
        | Value::Null
        | Value::Number(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Object(_)
        | Value::Other => Err(path.malformed()),
    }
}

fn decode_format(members: &Members<'_>, notes: &mut Notes) -> Result<Format, Failure> {
    let path = Path::Root.field("format");
    match members.get(&Path::Root, "format")? {
        Value::Text(name) if name == "QR_CODE" => Ok(Format::QrCode),
        Value::Text(name) => {
            notes.add(Rule::A5, &path);
            Ok(Format::Other(text::sanitize(&name, MAX_FORMAT_CHARS).unwrap_or_default()))
        }
        Value::Absent | Value::Null | Value::Number(_) | Value::List(_) | Value::Object(_) | Value::Other => {
            Err(path.malformed())
        }
    }
}

fn decode_end(members: &Members<'_>, notes: &mut Notes) -> Result<End, Failure> {
    let path = Path::Root.field("expiresAt");
    let (end, is_lenient) = match members.get(&Path::Root, "expiresAt")? {
        Value::Absent => (End::NotStated, false),
        Value::Null => (End::NotStated, true),
        Value::Text(text) => End::parse(&text, EndFormat::DateTime),
        Value::Number(digits) => (End::parse(digits, EndFormat::DateTime).0, true),
        Value::List(_) | Value::Object(_) | Value::Other => (End::Unknown, true),
    };
    if is_lenient {
        notes.add(if end == End::NotStated { Rule::A1 } else { Rule::A2 }, &path);
    }
    Ok(end)
}

#[cfg(test)]
mod tests;
