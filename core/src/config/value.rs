//! JSON values of `latchkey.json` as the types of its settings.

use std::ops::RangeInclusive;

use serde_json::value::RawValue;

use crate::wire::Value;

/// Range of the limits of the lock, in seconds: longer than the warning that precedes it, and at most a day.
const LOCK_RANGE_S: RangeInclusive<i64> = 30..=86_400;

/// Returns the value if it is a string.
pub(super) fn as_text(raw: &RawValue) -> Option<String> {
    match Value::of(raw) {
        Value::Text(text) => Some(text.into_owned()),
        Value::Absent | Value::Null | Value::Number(_) | Value::List(_) | Value::Object(_) | Value::Other => {
            None
        }
    }
}

/// Returns the items if the value is a list.
pub(super) fn as_list(raw: &RawValue) -> Option<Vec<&RawValue>> {
    match Value::of(raw) {
        Value::List(list) => Some(list),
        Value::Absent | Value::Null | Value::Number(_) | Value::Text(_) | Value::Object(_) | Value::Other => {
            None
        }
    }
}

/// Returns the tags if the value is a list of language tags.
pub(super) fn as_language_tags(raw: &RawValue) -> Option<Vec<String>> {
    as_list(raw)?.into_iter().map(|tag| as_text(tag).filter(|tag| is_language_tag(tag))).collect()
}

/// Returns the value if it is a boolean.
pub(super) fn as_flag(raw: &RawValue) -> Option<bool> {
    raw.get().parse().ok()
}

/// Returns the value if it is a whole number of seconds that a limit of the lock may have.
pub(super) fn as_lock_seconds(raw: &RawValue) -> Option<i64> {
    raw.get().parse().ok().filter(|seconds| LOCK_RANGE_S.contains(seconds))
}

/// Returns the value if it is a colour on which white text has a contrast of at least 4.5 (WCAG 1.4.3).
pub(super) fn as_colour(raw: &RawValue) -> Option<String> {
    as_text(raw).filter(|text| is_dark_colour(text))
}

fn is_dark_colour(text: &str) -> bool {
    let Some(hex) = text.strip_prefix('#') else { return false };
    if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        return false;
    }
    let [_, red, green, blue] = u32::from_str_radix(hex, 16).unwrap_or(u32::MAX).to_be_bytes().map(u32::from);
    // Relative luminance with a gamma of 2 is slightly above the exact value, so every accepted colour is
    // dark enough. A luminance of 0.1833 has a contrast of 4.5 to white.
    2_126 * red * red + 7_152 * green * green + 722 * blue * blue <= 1_833 * 255 * 255
}

fn is_language_tag(text: &str) -> bool {
    (2..=35).contains(&text.len())
        && text
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
