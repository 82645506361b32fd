//! JSON as it came, one field at a time, so that each rule of tolerance is decided where its field is read.
//!
//! Objects are lists of members rather than derived structs: a member given twice is seen together with its
//! path, numbers keep their source digits, and the bundle holds one decoder instead of one for each struct.

mod path;
mod scanner;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use scanner::Scanner;

pub(crate) use path::Path;

use crate::{
    answer::Answer,
    failure::{Failure, Unexpected},
    text,
};

/// One value as JSON source, without blanks around it. It is known to be well formed.
#[derive(Clone, Copy)]
pub(crate) struct Raw<'a>(&'a str);

impl<'a> Raw<'a> {
    /// The source.
    pub(crate) fn get(self) -> &'a str {
        self.0
    }
}

/// The members of one object, in order, duplicates included.
pub(crate) struct Members<'a>(Vec<(Cow<'a, str>, Raw<'a>)>);

/// The value of one member.
pub(crate) enum Value<'a> {
    /// There is no such member.
    Absent,
    Null,
    /// The digits as they stood in the source: never through an `f64`.
    Number(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Raw<'a>>),
    Object(Members<'a>),
    /// A boolean, or a text that is no Unicode (half of a surrogate pair).
    Other,
}

impl<'a> Value<'a> {
    pub(crate) fn of(raw: Raw<'a>) -> Self {
        let source = raw.get();
        let mut scanner = Scanner::known(raw);
        match source.as_bytes().first() {
            Some(b'"') => scanner.text().map(Self::Text),
            Some(b'[') => scanner.list().map(Self::List),
            Some(b'{') => scanner.members().map(|members| Self::Object(Members(members))),
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
        Scanner::new(text).document().map(Self)
    }

    /// The line of the first mistake in `text`, counted from 1; nothing where it is one JSON object.
    pub(crate) fn first_mistake(text: &str) -> Option<usize> {
        let mut scanner = Scanner::new(text);
        scanner.document().is_none().then(|| scanner.line())
    }

    /// Every member, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Raw<'a>)> {
        self.0.iter().map(|(key, raw)| (&**key, *raw))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    /// The first member called `name`, as JSON source.
    pub(crate) fn source(&self, name: &str) -> Option<Raw<'a>> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, raw)| *raw)
    }

    /// The only member called `name`; `here` is the path of this object.
    pub(crate) fn get(&self, here: &Path<'_>, name: &str) -> Result<Value<'a>, Failure> {
        let mut named = self.0.iter().filter(|(key, _)| key == name);
        match (named.next(), named.next()) {
            (_, Some(_)) => Err(here.field(name).malformed()),
            (first, None) => Ok(first.map_or(Value::Absent, |(_, raw)| Value::of(*raw))),
        }
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
