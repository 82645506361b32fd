//! JSON as it came, one field at a time, so that each rule of tolerance is decided where its field is read.
//!
//! Objects are lists of members rather than derived structs: a member given twice is seen together with its
//! path, numbers keep their source digits, and the bundle holds one decoder instead of one for each struct.

mod path;

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
};
use serde_json::value::RawValue;

pub(crate) use path::Path;

use crate::{
    answer::Answer,
    failure::{Failure, Unexpected},
    text,
};

/// The members of one object, in order, duplicates included.
pub(crate) struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

/// The value of one member.
pub(crate) enum Value<'a> {
    /// There is no such member.
    Absent,
    Null,
    /// The digits as they stood in the source: never through an `f64`.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<&'a RawValue>),
    Object(Members<'a>),
    /// A boolean, or a text that is no Unicode (half of a surrogate pair).
    Other,
}

impl<'a> Value<'a> {
    pub(crate) fn of(raw: &'a RawValue) -> Self {
        let source = raw.get();
        match source.as_bytes().first() {
            Some(b'"') => decode::<Text<'a>>(source).map(|text| Self::Text(text.0)),
            Some(b'[') => decode(source).map(Self::List),
            Some(b'{') => decode(source).map(Self::Object),
            Some(b'n') => Some(Self::Null),
            Some(b'-' | b'0'..=b'9') => Some(Self::Number(source)),
            _ => None,
        }
        .unwrap_or(Self::Other)
    }
}

impl<'a> Members<'a> {
    /// The members of `text`, which must be one JSON object and nothing else.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        decode(text)
    }

    /// The line of the first mistake in `text`, counted from 1; nothing where it is one JSON object.
    pub(crate) fn first_mistake(text: &str) -> Option<usize> {
        serde_json::from_str::<Members<'_>>(text).err().map(|error| error.line())
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
        if self.0.iter().filter(|(key, _)| key == name).count() > 1 {
            return Err(here.field(name).malformed());
        }
        Ok(self.source(name).map_or(Value::Absent, Value::of))
    }
}

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

fn decode<'a, T: Deserialize<'a>>(source: &'a str) -> Option<T> {
    serde_json::from_str(source).ok()
}

/// Text that borrows from the source where nothing was escaped, which serde's own `Cow` does not.
struct Text<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
        Ok(Text(Cow::Owned(text.to_owned())))
    }
}

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(Text(key)) = map.next_key()? {
            members.push((key, map.next_value()?));
        }
        Ok(Members(members))
    }
}
