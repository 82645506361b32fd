//! One entry of a list (R-K5 to R-K8).

use super::{ActivationCode, Code, Image};
use crate::{
    failure::Failure,
    notes::Notes,
    rule::Rule,
    secret::Secret,
    time::{Documented, End},
    wire::{Members, Path, Value},
};

/// The fields of an entry; an object with one of them is an entry.
pub(super) const FIELDS: [&str; 3] = ["activationCode", "activationNotAfter", "qrImage"];

/// Reads an entry that is an object.
pub(super) fn read(
    members: &Members<'_>,
    path: &Path<'_>,
    notes: &mut Notes,
) -> Result<ActivationCode, Failure> {
    let [code, end, image] = FIELDS;
    let end = read_end(&members.get(path, end)?, &path.field(end), notes);
    let code = read_code(&members.get(path, code)?, &path.field(code), notes)?;
    let image = read_image(&members.get(path, image)?, &path.field(image), notes);
    Ok(ActivationCode { code, end, image, position: 0, listed: 1, other_end: false })
}

/// Reads an entry that is nothing but its code (R-K3).
pub(super) fn read_bare(
    value: &Value<'_>,
    path: &Path<'_>,
    notes: &mut Notes,
) -> Result<ActivationCode, Failure> {
    let code = read_code(value, path, notes)?;
    Ok(ActivationCode {
        code,
        end: End::NotStated,
        image: Image::Absent,
        position: 0,
        listed: 1,
        other_end: false,
    })
}

fn read_code(value: &Value<'_>, path: &Path<'_>, notes: &mut Notes) -> Result<Code, Failure> {
    match value {
        Value::Text(text) if !is_masked(text) => {
            Ok(Code::Shown { text: Secret::new(text.as_ref().to_owned()), zeros_may_be_lost: false })
        }
        Value::Number(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => {
            notes.add(Rule::K6, path);
            // Taken back where no sibling is longer.
            Ok(Code::Shown { text: Secret::new((*digits).to_owned()), zeros_may_be_lost: true })
        }
        Value::Absent | Value::Null | Value::Text(_) => {
            notes.add(Rule::K7, path);
            Ok(Code::Hidden)
        }
        Value::Number(_) | Value::List(_) | Value::Object(_) | Value::Other => Err(path.malformed()),
    }
}

/// Blank, made of asterisks or dots only, or with three of them in a row: a code that nobody could type.
pub(super) fn is_masked(text: &str) -> bool {
    // Most codes need no closer look.
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

fn read_end(value: &Value<'_>, path: &Path<'_>, notes: &mut Notes) -> End {
    let (end, bent) = match value {
        Value::Text(text) => End::read_text(text, Documented::EpochSeconds),
        Value::Number(digits) => (End::read_text(digits, Documented::EpochSeconds).0, true),
        Value::Absent | Value::Null => (End::NotStated, true),
        Value::List(_) | Value::Object(_) | Value::Other => (End::Unknown, true),
    };
    if bent {
        notes.add(Rule::K5, path);
    }
    end
}

fn read_image(value: &Value<'_>, path: &Path<'_>, notes: &mut Notes) -> Image {
    let (image, bent) = match value {
        Value::Text(text) => Image::read(text),
        // Asked for with `qrCode=false`, a list has no images.
        Value::Absent => (Image::Absent, false),
        Value::Null => (Image::Absent, true),
        Value::Number(_) | Value::List(_) | Value::Object(_) | Value::Other => (Image::Unusable, true),
    };
    if bent {
        notes.add(Rule::K8, path);
    }
    image
}
