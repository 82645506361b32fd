//! `latchkey.json`, the settings of a deployment. A mistake in the file never prevents the page from
//! starting.

mod encoding;
mod gateway_connection;
mod issue;
mod value;

use serde_json::value::RawValue;

use self::value::{as_colour, as_flag, as_language_tags, as_list, as_lock_seconds, as_text};
pub use self::{
    encoding::decode,
    gateway_connection::find_gateway_connection,
    issue::{ConfigIssue, IssueKind},
};
use crate::{
    answer::Answer,
    connection::Connection,
    connection_draft::{ConnectionDraft, DraftField},
    failure::Failure,
    idle_lock::LockLimits,
    text,
    wire::{Members, Value},
};

/// Longest page title, in characters.
const MAX_TITLE_CHARS: usize = 80;
/// Longest key in an issue, in characters.
const MAX_KEY_CHARS: usize = 100;
/// Longest value in an issue, in characters.
const MAX_FOUND_CHARS: usize = 60;

/// Largest file that is kept for a start without network, in bytes.
const MAX_KEPT_BYTES: usize = 64 << 10;

/// Part of `index.html`, and of no sign-in page: the id of the card of a pass.
const OWN_PAGE_MARK: &str = "pass-card";

/// Settings from `latchkey.json`. Each part that cannot be used keeps its default and is reported as a
/// [`ConfigIssue`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Title of the page, instead of the product's name.
    pub title: Option<String>,
    /// Accent colour as `#rrggbb`.
    pub accent: Option<String>,
    /// Languages offered, as BCP 47 tags; empty for all available ones.
    pub languages: Vec<String>,
    /// Connections, in the order of the file.
    pub connections: Vec<Connection>,
    /// Whether people may add connections of their own.
    pub allows_own_connections: bool,
    /// Times after which a list of activation codes locks itself.
    pub lock: LockLimits,
    /// Whether the site's gateway signs people in at `/sign-in` and out at `/sign-out`, and says at
    /// `/session` who is signed in (`deploy/gateway/`).
    pub has_sign_in: bool,
    /// Whether a lock also ends the session at the gateway.
    pub lock_ends_session: bool,
}

impl Default for Config {
    /// Returns the settings without a file.
    fn default() -> Self {
        Self {
            title: None,
            accent: None,
            languages: Vec::new(),
            connections: Vec::new(),
            allows_own_connections: true,
            lock: LockLimits::default(),
            has_sign_in: false,
            lock_ends_session: false,
        }
    }
}

/// Parses the answer to the request for `latchkey.json`. Returns the defaults if there is no such file, and
/// `None` if the answer says nothing of it, such as a sign-in page or an error of the server.
///
/// A missing file is a 404 or 410; a 403 from an object store that hides what it does not hold; or the page
/// itself, from a server that answers unknown paths with it.
#[must_use]
pub fn from_answer(answer: &Answer) -> Option<(Config, Vec<ConfigIssue>)> {
    match answer.status {
        403 | 404 | 410 => Some((Config::default(), Vec::new())),
        200 => match decode(&answer.body) {
            text if !text.trim_start().starts_with('<') => Some(parse(&text)),
            text if text.contains(OWN_PAGE_MARK) => Some((Config::default(), Vec::new())),
            _ => None,
        },
        _ => None,
    }
}

/// Returns the text of `latchkey.json` from an answer that has the file, for a start without network; `None`
/// if the answer has no such file, or one that is too large to be kept.
#[must_use]
pub fn text_to_keep(answer: &Answer) -> Option<String> {
    let text = (answer.status == 200).then(|| decode(&answer.body))?;
    (text.len() <= MAX_KEPT_BYTES && !text.trim_start().starts_with('<')).then_some(text)
}

/// Returns whether there was no answer that says anything of `latchkey.json`, so that the text of the last
/// visit is used. A sign-in page in its place is an answer: it may hide the file from people who are not
/// signed in.
#[must_use]
pub fn could_not_be_asked(outcome: Result<&Answer, &Failure>) -> bool {
    outcome.map_or(true, |answer| answer.status >= 500)
}

/// Parses the text of `latchkey.json`. Never fails: parts that cannot be used are left out and returned as
/// issues.
#[must_use]
pub fn parse(text: &str) -> (Config, Vec<ConfigIssue>) {
    let mut parser = Parser { config: Config::default(), issues: Vec::new() };
    match Members::parse_or_error_line(text.trim_start_matches('\u{feff}')) {
        Ok(members) => members.iter().for_each(|(key, raw)| parser.add_member(key, raw)),
        Err(line) => parser.report("", "", IssueKind::NotJson(line)),
    }
    (parser.config, parser.issues)
}

/// Collects settings and issues while the file is read.
struct Parser {
    config: Config,
    issues: Vec<ConfigIssue>,
}

impl Parser {
    fn report(&mut self, key: &str, found: &str, kind: IssueKind) {
        let key = text::sanitize(key, MAX_KEY_CHARS).unwrap_or_default();
        self.issues.push(ConfigIssue { key, found: found.chars().take(MAX_FOUND_CHARS).collect(), kind });
    }

    fn add_member(&mut self, key: &str, raw: &RawValue) {
        if let Err(kind) = self.apply(key, raw) {
            self.report(key, raw.get(), kind);
        }
    }

    /// Applies a member of the file to the settings.
    fn apply(&mut self, key: &str, raw: &RawValue) -> Result<(), IssueKind> {
        let config = &mut self.config;
        match key {
            "title" => {
                config.title = text::sanitize(&as_text(raw).ok_or(IssueKind::NotText)?, MAX_TITLE_CHARS);
            }
            "accent" => config.accent = Some(as_colour(raw).ok_or(IssueKind::NotColour)?),
            "languages" => config.languages = as_language_tags(raw).ok_or(IssueKind::NotLanguages)?,
            "allowOwnConnections" => {
                config.allows_own_connections = as_flag(raw).ok_or(IssueKind::NotBoolean)?;
            }
            "lockAfterIdle" => {
                config.lock.idle_ms = as_lock_seconds(raw).ok_or(IssueKind::NotSeconds)? * 1000;
            }
            "lockAfterView" => {
                config.lock.view_ms = as_lock_seconds(raw).ok_or(IssueKind::NotSeconds)? * 1000;
            }
            "signIn" => config.has_sign_in = as_flag(raw).ok_or(IssueKind::NotBoolean)?,
            "lockEndsSession" => config.lock_ends_session = as_flag(raw).ok_or(IssueKind::NotBoolean)?,
            // Names the schema for editors.
            "$schema" => {
                as_text(raw).ok_or(IssueKind::NotText)?;
            }
            "connections" => {
                let list = as_list(raw).ok_or(IssueKind::NotList)?;
                (0..).zip(list).for_each(|(index, raw)| self.add_connection(index, raw));
            }
            _ => return Err(IssueKind::UnknownKey),
        }
        Ok(())
    }

    /// Adds a connection, which is the item of the list at `index`.
    fn add_connection(&mut self, index: usize, raw: &RawValue) {
        let path = ["connections[", &index.to_string(), "]"].concat();
        let key_of = |key: &str| [&path, ".", key].concat();
        let Value::Object(members) = Value::of(raw) else {
            return self.report(&path, raw.get(), IssueKind::NotObject);
        };
        let mut draft = parse_draft(&members, |key, found, kind| self.report(&key_of(key), found, kind));
        match draft.to_connection() {
            Ok(connection) if self.config.connections.iter().any(|other| other.id == connection.id) => {
                self.report(&key_of("id"), &connection.id.to_string(), IssueKind::DuplicateId);
            }
            Ok(connection) => self.config.connections.push(connection),
            Err(errors) => {
                for (field, error) in errors {
                    let key = key_of(field.key());
                    // A value of the wrong type is absent from the draft, but it has been reported already.
                    if !self.issues.iter().any(|issue| issue.key == key) {
                        let found = draft.field_mut(field).as_deref().unwrap_or_default();
                        self.report(&key, found, IssueKind::Field(error));
                    }
                }
            }
        }
    }
}

/// Returns a connection as it is in the file. Calls `report` for each key that cannot be used, with its value
/// as JSON.
fn parse_draft(members: &Members<'_>, mut report: impl FnMut(&str, &str, IssueKind)) -> ConnectionDraft {
    let mut draft = ConnectionDraft::default();
    for (key, raw) in members.iter() {
        let entry = match DraftField::from_key(key) {
            // A draft has text in all fields, as a form does.
            Some(field @ DraftField::Create) => {
                as_flag(raw).map(|flag| (field, flag.to_string())).ok_or(IssueKind::NotBoolean)
            }
            Some(field) => as_text(raw).map(|text| (field, text)).ok_or(IssueKind::NotText),
            None => Err(IssueKind::UnknownKey),
        };
        match entry {
            Ok((field, text)) => *draft.field_mut(field) = Some(text),
            Err(kind) => report(key, raw.get(), kind),
        }
    }
    draft
}

#[cfg(test)]
mod tests;
