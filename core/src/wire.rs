//! Parses JSON one level at a time, so that each tolerance rule is applied where its field is decoded.
//!
//! `serde_json` does the parsing. Objects become lists of members instead of derived structs: duplicate
//! members are reported with their path, members of an unexpected type are seen, and numbers keep their
//! source digits.
//!
//! Errors of `serde_json` quote values, which may be secrets, so they are dropped here.

mod path;
#[cfg(test)]
mod tests;

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

pub(crate) use path::Path;

use crate::{
    answer::Answer,
    failure::{Failure, Unexpected},
    text,
};

/// The most characters kept of an unexpected content type.
const MAX_CONTENT_TYPE_CHARS: usize = 100;

/// The members of one object in order, duplicates included. Values are parsed on access.
pub(crate) struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

/// The value of one member.
pub(crate) enum Value<'a> {
    /// The member is missing.
    Absent,
    Null,
    /// A number as its source text, never converted to `f64`.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<&'a RawValue>),
    Object(Members<'a>),
    /// A boolean, or a string with an unpaired surrogate.
    Other,
}

impl<'a> Value<'a> {
    /// Parses one level of a value.
    pub(crate) fn of(raw: &'a RawValue) -> Self {
        let source = raw.get();
        if matches!(source.as_bytes().first(), Some(b'-' | b'0'..=b'9')) {
            return Self::Number(source);
        }
        serde_json::from_str(source).unwrap_or(Self::Other)
    }
}

impl<'a> Members<'a> {
    /// Parses a text that is one JSON object. Returns `None` for any other text.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        Self::parse_or_error_line(text).ok()
    }

    /// Parses a text that is one JSON object, or returns the line of its first error, from 1.
    pub(crate) fn parse_or_error_line(text: &'a str) -> Result<Self, usize> {
        match serde_json::from_str(text) {
            Ok(Value::Object(members)) => Ok(members),
            // Another JSON value: the error is where it begins.
            Ok(_) => {
                let leading_space = text.bytes().take_while(u8::is_ascii_whitespace);
                Err(1 + leading_space.filter(|byte| *byte == b'\n').count())
            }
            Err(error) => Err(error.line()),
        }
    }

    /// Returns every member as JSON source, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(key, raw)| (&**key, *raw))
    }

    /// Returns whether there is a member called `name`.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// Returns the first member called `name` as JSON source.
    pub(crate) fn source(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, raw)| *raw)
    }

    /// Returns the value of the member called `name`. Fails if there are several; `path` is that of the
    /// object.
    pub(crate) fn get(&self, path: &Path<'_>, name: &str) -> Result<Value<'a>, Failure> {
        let mut named = self.0.iter().filter(|(key, _)| key == name);
        match (named.next(), named.next()) {
            (_, Some(_)) => Err(path.field(name).malformed()),
            (first, None) => Ok(first.map_or(Value::Absent, |(_, raw)| Value::of(raw))),
        }
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

/// Accepts every kind of value. Serde's messages for values of another type would be a fifth of stage one's
/// code, because they format floats among others.
struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value<'de>;

    fn expecting(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Value::Other)
    }

    // Reached only if the whole document is a number. Members that are numbers keep their source.
    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Value::Other)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Value::Other)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Value::Other)
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Value::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(raw) = seq.next_element()? {
            list.push(raw);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        // Enough for the members of an entry.
        let mut members = Vec::with_capacity(8);
        while let Some((Text(name), raw)) = map.next_entry()? {
            members.push((name, raw));
        }
        Ok(Value::Object(Members(members)))
    }
}

/// A string that is borrowed unless it has escapes. Serde always copies into a `Cow` without `borrow`.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// Parses the body of a 2xx answer, which must be a JSON object.
pub(crate) fn decode_object(answer: &Answer) -> Result<Members<'_>, Failure> {
    if answer.is_empty() {
        return Err(Failure::NoCode);
    }
    if !answer.is_json() {
        return Err(Failure::Unexpected(Unexpected {
            status: answer.status,
            content_type: answer
                .content_type
                .as_deref()
                .and_then(|content_type| text::sanitize(content_type, MAX_CONTENT_TYPE_CHARS))
                .unwrap_or_default(),
            length: answer.body.len(),
        }));
    }
    answer.text().and_then(Members::parse).ok_or_else(|| Path::Root.malformed())
}
