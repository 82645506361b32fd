//! `latchkey.json`: what whoever deploys the page can set, read so that no mistake in it yields a blank page.

mod gateway_pass;

pub use gateway_pass::gateway_pass;

use serde_json::value::RawValue;

use crate::{
    answer::Answer,
    connection::Connection,
    draft::{Draft, Field, Problem},
    idle_lock::LockLimits,
    text,
    wire::{Members, Value},
};

/// How many seconds a limit of the lock may be: an announcement of 20 fits in, and a day is no lock any more.
const SECONDS: std::ops::RangeInclusive<i64> = 30..=86_400;

/// What `latchkey.json` says. Whatever in it cannot be used is left out, and is a [`ConfigIssue`] beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Name of the page, in place of the product's.
    pub title: Option<String>,
    /// Accent colour as `#rrggbb`.
    pub accent: Option<String>,
    /// Languages offered, as BCP 47 tags; empty for all there are.
    pub languages: Vec<String>,
    /// The connections, in the file's order.
    pub connections: Vec<Connection>,
    /// Whether people may add connections of their own.
    pub own_connections: bool,
    /// After how long a list of activation codes locks itself.
    pub lock: LockLimits,
}

impl Default for Config {
    /// What applies without a file.
    fn default() -> Self {
        Self {
            title: None,
            accent: None,
            languages: Vec::new(),
            connections: Vec::new(),
            own_connections: true,
            lock: LockLimits::default(),
        }
    }
}

/// One thing in `latchkey.json` that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigIssue {
    /// Where it is, such as `connections[1].base`; empty for the whole file.
    pub key: String,
    /// The first 60 characters of the value as JSON, or nothing.
    pub found: String,
    /// What is wrong with it.
    pub trouble: Trouble,
}

/// What is wrong with a part of `latchkey.json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The file is no JSON object; the line of the first mistake, counted from 1.
    NotJson(usize),
    /// No such key.
    UnknownKey,
    /// Has to be a text.
    Text,
    /// Has to be `true` or `false`.
    Flag,
    /// Has to be a list of language tags such as `de` or `en-GB`.
    Languages,
    /// Has to be a colour as `#rrggbb`, dark enough for white text.
    Colour,
    /// Has to be a number of seconds, from 30 to a day.
    Seconds,
    /// Has to be a list of connections.
    List,
    /// Has to be a JSON object.
    Object,
    /// Another connection has the same id.
    SameId,
    /// A connection's field is wrong.
    Connection(Problem),
}

/// Reads the answer to the request for `latchkey.json`: the file, or the defaults where there is none (404).
/// Returns nothing where the answer is neither.
#[must_use]
pub fn of_answer(answer: &Answer) -> Option<(Config, Vec<ConfigIssue>)> {
    match answer.status {
        404 => Some((Config::default(), Vec::new())),
        200 => Some(read(str::from_utf8(&answer.body).unwrap_or_default())),
        _ => None,
    }
}

/// Reads the text of `latchkey.json`. Never fails: what cannot be used is left out and listed.
#[must_use]
pub fn read(text: &str) -> (Config, Vec<ConfigIssue>) {
    let mut reader = Reader { config: Config::default(), issues: Vec::new() };
    match Members::parse_or_line(text) {
        Ok(members) => members.iter().for_each(|(key, raw)| reader.member(key, raw)),
        Err(line) => reader.report("", "", Trouble::NotJson(line)),
    }
    (reader.config, reader.issues)
}

struct Reader {
    config: Config,
    issues: Vec<ConfigIssue>,
}

impl Reader {
    fn report(&mut self, key: &str, found: &str, trouble: Trouble) {
        let key = text::clean(key, 100).unwrap_or_default();
        self.issues.push(ConfigIssue { key, found: found.chars().take(60).collect(), trouble });
    }

    fn member(&mut self, key: &str, raw: &RawValue) {
        if let Err(trouble) = self.take(key, raw) {
            self.report(key, raw.get(), trouble);
        }
    }

    /// Takes a member of the file over.
    fn take(&mut self, key: &str, raw: &RawValue) -> Result<(), Trouble> {
        let config = &mut self.config;
        match key {
            "title" => config.title = text::clean(&text_of(raw).ok_or(Trouble::Text)?, 80),
            "accent" => {
                config.accent = Some(text_of(raw).filter(|text| is_colour(text)).ok_or(Trouble::Colour)?);
            }
            "languages" => config.languages = tags_of(raw).ok_or(Trouble::Languages)?,
            "allowOwnConnections" => config.own_connections = flag_of(raw).ok_or(Trouble::Flag)?,
            "lockAfterIdle" => config.lock.idle_ms = seconds_of(raw).ok_or(Trouble::Seconds)? * 1000,
            "lockAfterView" => config.lock.view_ms = seconds_of(raw).ok_or(Trouble::Seconds)? * 1000,
            "connections" => {
                let list = list_of(raw).ok_or(Trouble::List)?;
                (0..).zip(list).for_each(|(at, raw)| self.connection(at, raw));
            }
            _ => return Err(Trouble::UnknownKey),
        }
        Ok(())
    }

    /// Takes a connection over: the one at position `at` of the list.
    fn connection(&mut self, at: usize, raw: &RawValue) {
        let here = ["connections[", &at.to_string(), "]"].concat();
        let key_of = |key: &str| [&here, ".", key].concat();
        let Value::Object(members) = Value::of(raw) else {
            return self.report(&here, raw.get(), Trouble::Object);
        };
        let mut draft = draft_of(&members, |key, found, trouble| self.report(&key_of(key), found, trouble));
        match draft.check() {
            Ok(connection) if self.config.connections.iter().any(|other| other.id == connection.id) => {
                self.report(&key_of("id"), &connection.id.to_string(), Trouble::SameId);
            }
            Ok(connection) => self.config.connections.push(connection),
            Err(problems) => {
                for (field, problem) in problems {
                    let key = key_of(field.name());
                    // A value of the wrong type is missing for the draft as well, and is reported already.
                    if !self.issues.iter().any(|issue| issue.key == key) {
                        let found = draft.field(field).as_deref().unwrap_or_default();
                        self.report(&key, found, Trouble::Connection(problem));
                    }
                }
            }
        }
    }
}

/// Returns a connection as it is in the file; `report` is called for each key that cannot be used, with its
/// JSON.
fn draft_of(members: &Members<'_>, mut report: impl FnMut(&str, &str, Trouble)) -> Draft {
    let mut draft = Draft::default();
    for (key, raw) in members.iter() {
        let read = match Field::of(key) {
            // Drafts are texts throughout, as a form has them.
            Some(field @ Field::Create) => {
                flag_of(raw).map(|flag| (field, flag.to_string())).ok_or(Trouble::Flag)
            }
            Some(field) => text_of(raw).map(|text| (field, text)).ok_or(Trouble::Text),
            None => Err(Trouble::UnknownKey),
        };
        match read {
            Ok((field, text)) => *draft.field(field) = Some(text),
            Err(trouble) => report(key, raw.get(), trouble),
        }
    }
    draft
}

/// The text, if it is one.
fn text_of(raw: &RawValue) -> Option<String> {
    match Value::of(raw) {
        Value::Text(text) => Some(text.into_owned()),
        Value::Absent | Value::Null | Value::Number(_) | Value::List(_) | Value::Object(_) | Value::Other => {
            None
        }
    }
}

/// The items, if it is a list.
fn list_of(raw: &RawValue) -> Option<Vec<&RawValue>> {
    match Value::of(raw) {
        Value::List(list) => Some(list),
        Value::Absent | Value::Null | Value::Number(_) | Value::Text(_) | Value::Object(_) | Value::Other => {
            None
        }
    }
}

/// The tags, if it is a list of language tags.
fn tags_of(raw: &RawValue) -> Option<Vec<String>> {
    list_of(raw)?.into_iter().map(|tag| text_of(tag).filter(|tag| is_tag(tag))).collect()
}

fn flag_of(raw: &RawValue) -> Option<bool> {
    raw.get().parse().ok()
}

/// A number of seconds a limit of the lock may be.
fn seconds_of(raw: &RawValue) -> Option<i64> {
    raw.get().parse().ok().filter(|seconds| SECONDS.contains(seconds))
}

/// Whether it is a colour on which white text can be read, at a contrast of 4.5 at least (WCAG 1.4.3).
fn is_colour(text: &str) -> bool {
    let Some(hex) = text.strip_prefix('#') else { return false };
    if hex.len() != 6 || !hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        return false;
    }
    let [_, red, green, blue] = u32::from_str_radix(hex, 16).unwrap_or(u32::MAX).to_be_bytes().map(u32::from);
    // Relative luminance with a gamma of 2, a little above the exact one: what passes here is dark enough.
    // White on it has 4.5 where the luminance is 0.1833.
    2_126 * red * red + 7_152 * green * green + 722 * blue * blue <= 1_833 * 255 * 255
}

fn is_tag(text: &str) -> bool {
    (2..=35).contains(&text.len())
        && text
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests;
