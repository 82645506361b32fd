//! `latchkey.json`: what whoever deploys the page can set, read so that no mistake in it yields a blank page.

mod gateway_pass;

pub use gateway_pass::gateway_pass;

use serde_json::value::RawValue;

use crate::{
    answer::Answer,
    connection::Connection,
    draft::{Draft, Field, Problem},
    presence::Limits,
    text,
    wire::{Members, Value},
};

/// How many seconds a limit of the lock may be: an announcement of 20 fits in, and a day is no lock any more.
const SECONDS: std::ops::RangeInclusive<i64> = 30..=86_400;

/// What `latchkey.json` says. Whatever in it cannot be used is left out; [`issues`] lists it.
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
    pub lock: Limits,
    /// The file's text, where something in it could not be used.
    pub faulty: Option<String>,
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
            lock: Limits::default(),
            faulty: None,
        }
    }
}

/// One thing in `latchkey.json` that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Where it stands, such as `connections[1].base`.
    pub key: String,
    /// What stands there as JSON, at most 60 characters, or nothing.
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

/// What an answer to the request for `latchkey.json` says: the file, or the defaults where there is none (404). Nothing
/// where the answer says neither.
#[must_use]
pub fn of_answer(answer: &Answer) -> Option<Config> {
    match answer.status {
        404 => Some(Config::default()),
        200 => Some(read(str::from_utf8(&answer.body).unwrap_or_default())),
        _ => None,
    }
}

/// The tags of a list of languages, if it holds nothing else.
fn tags_of(list: &[&RawValue]) -> Option<Vec<String>> {
    list.iter().map(|tag| text_of(tag).filter(|tag| is_tag(tag))).collect()
}

/// A connection as it stands in the file; `complain` hears of each key that cannot be used, with its JSON.
fn draft_of(members: &Members<'_>, mut complain: impl FnMut(&str, &str, Trouble)) -> Draft {
    let mut draft = Draft::default();
    for (key, raw) in members.iter() {
        let trouble = match (Field::of(key), text_of(raw)) {
            (Some(Field::Create), _) if raw.get() == "true" || raw.get() == "false" => {
                draft.create = Some(raw.get().to_owned());
                continue;
            }
            (Some(Field::Create), _) => Trouble::Flag,
            (Some(field), Some(text)) => {
                *draft.field(field) = Some(text);
                continue;
            }
            (Some(_), None) => Trouble::Text,
            (None, _) => Trouble::UnknownKey,
        };
        complain(key, raw.get(), trouble);
    }
    draft
}

/// Reads the text of `latchkey.json`. Never fails: what cannot be used is left out.
#[must_use]
pub fn read(text: &str) -> Config {
    let mut reader = Reader { config: Config::default(), complaints: Whether(false) };
    reader.read(text);
    reader.config.faulty = reader.complaints.0.then(|| text.to_owned());
    reader.config
}

/// Everything in the text of `latchkey.json` that [`read`] could not use.
#[must_use]
pub fn issues(text: &str) -> Vec<Issue> {
    let mut reader = Reader { config: Config::default(), complaints: Vec::new() };
    reader.read(text);
    reader.complaints
}

/// What becomes of complaints. The page needs their words only where it shows them: its first module counts none.
trait Complaints {
    /// What stands at the key under `place`, if there is one, cannot be used.
    fn hear(&mut self, place: Option<usize>, key: &str, found: &str, trouble: Trouble);

    /// Whether a trouble was heard with this key of a connection.
    fn heard(&self, place: usize, key: &str) -> bool;

    /// The line of the first mistake in a text that is no object.
    fn line(text: &str) -> usize;
}

/// Whether there was any.
struct Whether(bool);

impl Complaints for Whether {
    fn hear(&mut self, _: Option<usize>, _: &str, _: &str, _: Trouble) {
        self.0 = true;
    }

    fn heard(&self, _: usize, _: &str) -> bool {
        false
    }

    fn line(_: &str) -> usize {
        0
    }
}

impl Complaints for Vec<Issue> {
    fn hear(&mut self, place: Option<usize>, key: &str, found: &str, trouble: Trouble) {
        let key = text::clean(&key_of(place, key), 100).unwrap_or_default();
        self.push(Issue { key, found: found.chars().take(60).collect(), trouble });
    }

    fn heard(&self, place: usize, key: &str) -> bool {
        let key = key_of(Some(place), key);
        self.iter().any(|issue| issue.key == key)
    }

    fn line(text: &str) -> usize {
        Members::parse_or_line(text).err().unwrap_or(1)
    }
}

/// The key as it is written in an [`Issue`].
fn key_of(place: Option<usize>, key: &str) -> String {
    match place {
        None => key.to_owned(),
        Some(at) if key.is_empty() => ["connections[", &at.to_string(), "]"].concat(),
        Some(at) => ["connections[", &at.to_string(), "].", key].concat(),
    }
}

struct Reader<C> {
    config: Config,
    complaints: C,
}

impl<C: Complaints> Reader<C> {
    fn read(&mut self, text: &str) {
        if let Some(members) = Members::parse(text) {
            members.iter().for_each(|(key, raw)| self.take(key, raw));
        } else {
            self.complaints.hear(None, "", "", Trouble::NotJson(C::line(text)));
        }
    }

    fn take(&mut self, key: &str, raw: &RawValue) {
        let trouble = match (key, Value::of(raw)) {
            ("title", Value::Text(title)) => {
                self.config.title = text::clean(&title, 80);
                return;
            }
            ("accent", Value::Text(colour)) if is_colour(&colour) => {
                self.config.accent = Some(colour.into_owned());
                return;
            }
            ("languages", Value::List(tags)) => match tags_of(&tags) {
                Some(tags) => {
                    self.config.languages = tags;
                    return;
                }
                None => Trouble::Languages,
            },
            ("allowOwnConnections", _) if raw.get() == "true" || raw.get() == "false" => {
                self.config.own_connections = raw.get() == "true";
                return;
            }
            ("lockAfterIdle" | "lockAfterView", Value::Number(seconds)) => {
                let seconds = seconds.parse().ok().filter(|seconds| SECONDS.contains(seconds));
                let limit = if key == "lockAfterIdle" {
                    &mut self.config.lock.idle
                } else {
                    &mut self.config.lock.view
                };
                match seconds {
                    Some(seconds) => {
                        *limit = seconds * 1000;
                        return;
                    }
                    None => Trouble::Seconds,
                }
            }
            ("connections", Value::List(list)) => {
                return list.iter().enumerate().for_each(|(at, raw)| self.connection(at, raw));
            }
            ("title", _) => Trouble::Text,
            ("accent", _) => Trouble::Colour,
            ("languages", _) => Trouble::Languages,
            ("allowOwnConnections", _) => Trouble::Flag,
            ("lockAfterIdle" | "lockAfterView", _) => Trouble::Seconds,
            ("connections", _) => Trouble::List,
            _ => Trouble::UnknownKey,
        };
        self.complaints.hear(None, key, raw.get(), trouble);
    }

    fn connection(&mut self, at: usize, raw: &RawValue) {
        let Value::Object(members) = Value::of(raw) else {
            return self.complaints.hear(Some(at), "", raw.get(), Trouble::Object);
        };
        let complaints = &mut self.complaints;
        let mut draft =
            draft_of(&members, |key, found, trouble| complaints.hear(Some(at), key, found, trouble));
        match draft.check() {
            Ok(connection) if self.config.connections.iter().any(|other| other.id == connection.id) => {
                self.complaints.hear(Some(at), "id", &connection.id.to_string(), Trouble::SameId);
            }
            Ok(connection) => self.config.connections.push(connection),
            // A key of the wrong type is missing for the draft as well: it is named once.
            Err(problems) => {
                for (field, problem) in problems {
                    let key = field.name();
                    if !self.complaints.heard(at, key) {
                        let found = draft.field(field).as_deref().unwrap_or_default();
                        self.complaints.hear(Some(at), key, found, Trouble::Connection(problem));
                    }
                }
            }
        }
    }
}

/// The text a member is, if it is one.
fn text_of(raw: &RawValue) -> Option<String> {
    match Value::of(raw) {
        Value::Text(text) => Some(text.into_owned()),
        Value::Absent | Value::Null | Value::Number(_) | Value::List(_) | Value::Object(_) | Value::Other => {
            None
        }
    }
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
