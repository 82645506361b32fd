//! JSON answers, read one level at a time, so that each tolerance rule is applied where its field is read.
//!
//! `serde_json` does the parsing. Objects become lists of members instead of derived structs: a member that
//! is given twice can be reported with its path, a member of an unexpected type is still seen, and numbers
//! keep the digits of their source.
//!
//! Errors of `serde_json` quote the values they complain about, which may be secrets. They are dropped here:
//! no caller gets one.

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

/// The members of one object, in order, duplicates included. Their values are parsed when they are asked for.
pub(crate) struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

/// The value of one member.
pub(crate) enum Value<'a> {
    /// There is no such member.
    Absent,
    Null,
    /// The digits as they are in the source: never through an `f64`.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<&'a RawValue>),
    Object(Members<'a>),
    /// A boolean, or a text that is not Unicode (half of a surrogate pair).
    Other,
}

impl<'a> Value<'a> {
    pub(crate) fn of(raw: &'a RawValue) -> Self {
        let source = raw.get();
        if matches!(source.as_bytes().first(), Some(b'-' | b'0'..=b'9')) {
            return Self::Number(source);
        }
        serde_json::from_str(source).unwrap_or(Self::Other)
    }
}

impl<'a> Members<'a> {
    /// Returns the members of `text`, which must be one JSON object and nothing else.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        Self::parse_or_line(text).ok()
    }

    /// Returns the members of `text`, or the line of its first mistake, counted from 1.
    pub(crate) fn parse_or_line(text: &'a str) -> Result<Self, usize> {
        match serde_json::from_str(text) {
            Ok(Value::Object(members)) => Ok(members),
            // JSON, but no object: the mistake is where it begins.
            Ok(_) => {
                let blanks = text.bytes().take_while(u8::is_ascii_whitespace);
                Err(1 + blanks.filter(|byte| *byte == b'\n').count())
            }
            Err(error) => Err(error.line()),
        }
    }

    /// Every member, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &'a RawValue)> {
        self.0.iter().map(|(key, raw)| (&**key, *raw))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// The first member called `name`, as JSON source.
    pub(crate) fn source(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, raw)| *raw)
    }

    /// The only member called `name`; `here` is the path of this object.
    pub(crate) fn get(&self, here: &Path<'_>, name: &str) -> Result<Value<'a>, Failure> {
        let mut named = self.0.iter().filter(|(key, _)| key == name);
        match (named.next(), named.next()) {
            (_, Some(_)) => Err(here.field(name).malformed()),
            (first, None) => Ok(first.map_or(Value::Absent, |(_, raw)| Value::of(raw))),
        }
    }
}

impl<'de> Deserialize<'de> for Value<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
    }
}

/// Accepts every kind of value, so that serde never composes an "expected …, found …" error: the code for
/// those texts, which formats floats among others, would be a fifth of the first stage.
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

    // Only a document that is nothing but a number gets here: a member's digits are taken from its source.
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
        // Room for the members of a code.
        let mut members = Vec::with_capacity(8);
        while let Some((Text(name), raw)) = map.next_entry()? {
            members.push((name, raw));
        }
        Ok(Value::Object(Members(members)))
    }
}

/// A text, borrowed where nothing in it is escaped: `Cow` alone would always be a copy.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// The object a 2xx answer consists of.
pub(crate) fn object(answer: &Answer) -> Result<Members<'_>, Failure> {
    if answer.is_empty() {
        return Err(Failure::NoCode);
    }
    if !answer.says_json() {
        return Err(Failure::Unexpected(Unexpected {
            status: answer.status,
            content_type: answer
                .content_type
                .as_deref()
                .and_then(|t| text::clean(t, 100))
                .unwrap_or_default(),
            length: answer.body.len(),
        }));
    }
    answer.text().and_then(Members::parse).ok_or_else(|| Path::Root.malformed())
}
