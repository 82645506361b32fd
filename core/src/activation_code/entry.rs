//! Decodes one entry of a list (R-K5 to R-K8).

use super::{ActivationCode, Code, Image};
use crate::{
    failure::Failure,
    notes::Notes,
    rule::Rule,
    secret::Secret,
    time::{End, EndFormat},
    wire::{Members, Path, Value},
};

/// The fields of an entry. An object with one of them is an entry.
pub(super) const FIELDS: [&str; 3] = ["activationCode", "activationNotAfter", "qrImage"];

/// Decodes an entry that is an object.
pub(super) fn decode(
    members: &Members<'_>,
    path: &Path<'_>,
    notes: &mut Notes,
) -> Result<ActivationCode, Failure> {
    let [code, end, image] = FIELDS;
    let end = decode_end(&members.get(path, end)?, &path.field(end), notes);
    let code = decode_code(&members.get(path, code)?, &path.field(code), notes)?;
    let image = decode_image(&members.get(path, image)?, &path.field(image), notes);
    Ok(ActivationCode { code, end, image, position: 0, times_listed: 1, has_other_end: false })
}

/// Decodes an entry that is only a code (R-K3).
pub(super) fn decode_bare(
    value: &Value<'_>,
    path: &Path<'_>,
    notes: &mut Notes,
) -> Result<ActivationCode, Failure> {
    let code = decode_code(value, path, notes)?;
    Ok(ActivationCode {
        code,
        end: End::NotStated,
        image: Image::Absent,
        position: 0,
        times_listed: 1,
        has_other_end: false,
    })
}

fn decode_code(value: &Value<'_>, path: &Path<'_>, notes: &mut Notes) -> Result<Code, Failure> {
    match value {
        Value::Text(text) if !is_masked(text) => {
            Ok(Code::Shown { text: Secret::new(text.as_ref().to_owned()), may_lack_zeros: false })
        }
        Value::Number(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => {
            notes.add(Rule::K6, path);
            // The list decoder resets this if no other code is longer.
            Ok(Code::Shown { text: Secret::new((*digits).to_owned()), may_lack_zeros: true })
        }
        Value::Absent | Value::Null | Value::Text(_) => {
            notes.add(Rule::K7, path);
            Ok(Code::Hidden)
        }
        Value::Number(_) | Value::List(_) | Value::Object(_) | Value::Other => Err(path.malformed()),
    }
}

/// Returns whether the text stands for a hidden code: it is blank, has only asterisks or dots, or has three
/// of them in a row.
pub(super) fn is_masked(text: &str) -> bool {
    // A fast path for most codes.
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let is_mask = |c: char| matches!(c, '*' | '•' | '●' | '∙' | '·' | '＊');
    let mut run = 0;
    let has_run = text.chars().any(|c| {
        run = if is_mask(c) { run + 1 } else { 0 };
        run == 3
    });
    has_run || text.trim().chars().all(is_mask)
}

fn decode_end(value: &Value<'_>, path: &Path<'_>, notes: &mut Notes) -> End {
    let (end, is_lenient) = match value {
        Value::Text(text) => End::parse(text, EndFormat::EpochSeconds),
        Value::Number(digits) => (End::parse(digits, EndFormat::EpochSeconds).0, true),
        Value::Absent | Value::Null => (End::NotStated, true),
        Value::List(_) | Value::Object(_) | Value::Other => (End::Unknown, true),
    };
    if is_lenient {
        notes.add(Rule::K5, path);
    }
    end
}

fn decode_image(value: &Value<'_>, path: &Path<'_>, notes: &mut Notes) -> Image {
    let (image, is_lenient) = match value {
        Value::Text(text) => Image::decode(text),
        // A list requested with `qrCode=false` has no images.
        Value::Absent => (Image::Absent, false),
        Value::Null => (Image::Absent, true),
        Value::Number(_) | Value::List(_) | Value::Object(_) | Value::Other => (Image::Unusable, true),
    };
    if is_lenient {
        notes.add(Rule::K8, path);
    }
    image
}
