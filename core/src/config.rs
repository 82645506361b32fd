//! `latchkey.json`: what whoever deploys the page can set, read so that no mistake in it yields a blank page.

use crate::{
    connection::Connection,
    draft::{Draft, Field, Problem},
    presence::Limits,
    text,
    wire::{Members, Raw, Value},
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
        Members::first_mistake(text).unwrap_or(1)
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

    fn take(&mut self, key: &str, raw: Raw<'_>) {
        let trouble = match (key, Value::of(raw)) {
            ("title", Value::Text(title)) => {
                self.config.title = text::clean(&title, 80);
                return;
            }
            ("accent", Value::Text(colour)) if is_colour(&colour) => {
                self.config.accent = Some(colour.into_owned());
                return;
            }
            ("languages", Value::List(tags)) => {
                match tags.iter().map(|tag| text_of(*tag).filter(|tag| is_tag(tag))).collect() {
                    Some(tags) => {
                        self.config.languages = tags;
                        return;
                    }
                    None => Trouble::Languages,
                }
            }
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
                return list.iter().enumerate().for_each(|(at, raw)| self.connection(at, *raw));
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

    fn connection(&mut self, at: usize, raw: Raw<'_>) {
        let Value::Object(members) = Value::of(raw) else {
            return self.complaints.hear(Some(at), "", raw.get(), Trouble::Object);
        };
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
            self.complaints.hear(Some(at), key, raw.get(), trouble);
        }
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
fn text_of(raw: Raw<'_>) -> Option<String> {
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
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        base::BaseError,
        connection::{Service, Subject},
    };

    fn issues(text: &str) -> Vec<(String, String, Trouble)> {
        assert_eq!(read(text).faulty.is_some(), !super::issues(text).is_empty());
        super::issues(text).into_iter().map(|issue| (issue.key, issue.found, issue.trouble)).collect()
    }

    #[test]
    fn a_whole_file() {
        let config = read(
            r##"{"title":"Studio 7","accent":"#0a7d5a","languages":["en","de-CH"],"allowOwnConnections":false,
            "connections":[
              {"id":"me","name":"My pass","service":"access-code","base":"/api/gym","auth":"gateway","subject":"me"},
              {"id":"list","service":"activation-codes","host":"idp.example.com","tenant":"demo","installation":"ssms","auth":"bearer","allowCreate":true}]}"##,
        );
        assert_eq!(config.faulty, None);
        assert_eq!((config.title.as_deref(), config.accent.as_deref()), (Some("Studio 7"), Some("#0a7d5a")));
        assert_eq!(config.languages, ["en", "de-CH"]);
        assert!(!config.own_connections);
        assert_eq!(config.connections.len(), 2);
        assert_eq!(config.connections[0].subject, Subject::Me);
        assert!(matches!(config.connections[1].service, Service::ActivationCodes { create: true, .. }));
    }

    #[test]
    fn every_mistake_is_named_and_the_rest_is_used() {
        let text = r#"{"titel":"x","title":7,"accent":"green","languages":"en","allowOwnConnections":"yes",
            "connections":[
              {"id":"a","service":"access-code","base":"http://studio.example"},
              {"id":"b","service":"access-code","base":"/api/gym","colour":1},
              {"id":"d","service":"access-code","base":"/api/gym","allowCreate":true},
              {"id":"e","service":"activation-codes","base":"/api/identity","tenant":"demo","installation":"ssms","allowCreate":"true"},
              {"id":"b","service":"access-code","base":"/api/gym"},
              {"id":3,"service":"access-code","base":"/api/gym"},
              "c"]}"#;
        let found = |key: &str, found: &str, trouble| (key.to_owned(), found.to_owned(), trouble);
        assert_eq!(
            issues(text),
            [
                found("titel", "\"x\"", Trouble::UnknownKey),
                found("title", "7", Trouble::Text),
                found("accent", "\"green\"", Trouble::Colour),
                found("languages", "\"en\"", Trouble::Languages),
                found("allowOwnConnections", "\"yes\"", Trouble::Flag),
                found(
                    "connections[0].base",
                    "http://studio.example",
                    Trouble::Connection(Problem::Base(BaseError::NotSecure))
                ),
                found("connections[1].colour", "1", Trouble::UnknownKey),
                found("connections[2].allowCreate", "true", Trouble::Connection(Problem::NotHere)),
                found("connections[3].allowCreate", "\"true\"", Trouble::Flag),
                found("connections[4].id", "b", Trouble::SameId),
                found("connections[5].id", "3", Trouble::Text),
                found("connections[6]", "\"c\"", Trouble::Object),
            ]
        );
        assert_eq!(read(text).connections.len(), 2);
        assert!(read(text).own_connections);
    }

    #[test]
    fn an_accent_is_dark_enough_for_white_text() {
        let accent = |colour: &str| read(&["{\"accent\":\"", colour, "\"}"].concat()).accent;
        for colour in ["#000000", "#1d5bbf", "#0a7d5a", "#7a1fa2", "#c00000"] {
            assert_eq!(accent(colour).as_deref(), Some(colour));
        }
        for colour in ["#ffff00", "#ffffff", "#00ff00", "#8ab4ff", "#12345", "#+12345", "red"] {
            assert_eq!(accent(colour), None, "{colour}");
        }
    }

    #[test]
    fn the_lock_is_in_seconds_between_half_a_minute_and_a_day() {
        let lock = |text: &str| read(text).lock;
        assert_eq!(lock("{}"), Limits { idle: 120_000, view: 600_000 });
        assert_eq!(
            lock(r#"{"lockAfterIdle":30,"lockAfterView":86400}"#),
            Limits { idle: 30_000, view: 86_400_000 }
        );
        for wrong in ["29", "86401", "-60", "60.5", "1e2", "\"60\"", "null", "99999999999999999999"] {
            let text = ["{\"lockAfterIdle\":", wrong, "}"].concat();
            assert_eq!(issues(&text), [("lockAfterIdle".into(), wrong.into(), Trouble::Seconds)]);
            assert_eq!(lock(&text), Limits::default());
        }
    }

    #[test]
    fn a_broken_file_is_one_issue_with_its_line() {
        assert_eq!(issues("{\n\"title\": \"x\",\n}"), [(String::new(), String::new(), Trouble::NotJson(3))]);
        assert_eq!(issues("[]"), [(String::new(), String::new(), Trouble::NotJson(1))]);
        assert_eq!(issues(r#"{"connections":{}}"#), [("connections".into(), "{}".into(), Trouble::List)]);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in any::<String>()) {
            let issues = issues(&text);
            prop_assert_eq!(read(&text).faulty.is_some(), !issues.is_empty());
        }
    }
}
