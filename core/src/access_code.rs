//! A member's access code, mirrored from Sport Alliance's "Get customer's access code".

use crate::{
    answer::Answer,
    failure::Failure,
    notes::{Notes, Read},
    rule::Rule,
    secret::Secret,
    text,
    time::{Documented, End},
    wire::{self, Members, Path, Value},
};

/// One access code. It is *dynamic* if `end` is an instant, *static* if none was stated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessCode {
    /// What the symbol must carry, byte for byte; never empty.
    pub content: Secret,
    /// How the content is to be drawn.
    pub format: Format,
    /// When it stops being valid.
    pub end: End,
}

/// The symbology of an access code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// `QR_CODE`, the only published value.
    QrCode,
    /// Any other word, made safe to show and cut to 100 characters: the content is shown as text, no barcode is
    /// guessed (R-A5).
    Other(String),
}

/// Reads the answer to an access code request.
///
/// # Errors
/// Every [`Failure`] an answer can mean.
pub fn read(answer: &Answer) -> Result<Read<AccessCode>, Failure> {
    Failure::of_access(answer).map_or_else(|| read_good(answer), Err)
}

/// Reads the body of an answer with a good status, a 2xx.
///
/// # Errors
/// What such an answer can mean besides a code.
pub fn read_good(answer: &Answer) -> Result<Read<AccessCode>, Failure> {
    let members = wire::object(answer)?;
    let mut notes = Notes::default();
    let code = AccessCode {
        format: read_format(&members, &mut notes)?,
        end: read_end(&members, &mut notes)?,
        content: read_content(&members, &mut notes)?,
    };
    Ok(notes.read(code))
}

/// The content is opaque: neither trimmed nor parsed nor spelled anew. A number keeps its source digits (R-A6),
/// but one with a sign, point or exponent is no spelling of a code.
fn read_content(members: &Members<'_>, notes: &mut Notes) -> Result<Secret, Failure> {
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

fn read_format(members: &Members<'_>, notes: &mut Notes) -> Result<Format, Failure> {
    let path = Path::Root.field("format");
    match members.get(&Path::Root, "format")? {
        Value::Text(word) if word == "QR_CODE" => Ok(Format::QrCode),
        Value::Text(word) => {
            notes.add(Rule::A5, &path);
            Ok(Format::Other(text::clean(&word, 100).unwrap_or_default()))
        }
        Value::Absent | Value::Null | Value::Number(_) | Value::List(_) | Value::Object(_) | Value::Other => {
            Err(path.malformed())
        }
    }
}

fn read_end(members: &Members<'_>, notes: &mut Notes) -> Result<End, Failure> {
    let path = Path::Root.field("expiresAt");
    let (end, bent) = match members.get(&Path::Root, "expiresAt")? {
        Value::Absent => (End::NotStated, false),
        Value::Null => (End::NotStated, true),
        Value::Text(text) => End::read_text(&text, Documented::DateTime),
        Value::Number(digits) => (End::read_text(digits, Documented::DateTime).0, true),
        Value::List(_) | Value::Object(_) | Value::Other => (End::Unknown, true),
    };
    if bent {
        notes.add(if end == End::NotStated { Rule::A1 } else { Rule::A2 }, &path);
    }
    Ok(end)
}

#[cfg(test)]
mod tests;
