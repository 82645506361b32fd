//! The list in each shape the server may give it (R-K1 to R-K4, R-K9).

use super::{ActivationCode, ActivationCodes, Code, MOST_ENTRIES, entry, tidy::tidy};
use crate::{
    answer::Answer,
    failure::{Failure, Report},
    ids::UserName,
    notes::{Notes, Read},
    wire::{self, Members, Path, Value},
};

/// Reads a 2xx answer.
pub(super) fn read(answer: &Answer, asked: Option<&UserName>) -> Result<Read<ActivationCodes>, Failure> {
    let envelope = wire::object(answer)?;
    let mut list = List {
        asked,
        user: None,
        entries: Vec::new(),
        listed: 0,
        stated: 0,
        disagrees: false,
        notes: Notes::default(),
    };
    let outcome = list.envelope(&envelope);
    if outcome == Err(Failure::WrongUser) {
        return Err(Failure::WrongUser);
    }
    if !status_is_ok(&envelope)? {
        // An error report inside a 2xx need not have the shape of a list.
        if outcome.is_err() || list.listed == 0 {
            return Err(Failure::Refused(Report::of(answer.status, &envelope)));
        }
        list.notes.add("R-K9", &Path::Root.field("status"));
    }
    outcome?;
    Ok(list.finish())
}

/// Whether the envelope's own status is ok-like or not given.
fn status_is_ok(envelope: &Members<'_>) -> Result<bool, Failure> {
    Ok(match envelope.get(&Path::Root, "status")? {
        Value::Absent | Value::Null => true,
        Value::Text(word) => {
            let word = word.trim();
            let ok = ["", "ok", "200", "success"];
            ok.iter().any(|ok| word.eq_ignore_ascii_case(ok))
        }
        Value::Number(digits) => digits == "200",
        Value::List(_) | Value::Object(_) | Value::Other => false,
    })
}

/// What was read so far.
struct List<'a> {
    asked: Option<&'a UserName>,
    user: Option<String>,
    entries: Vec<ActivationCode>,
    listed: usize,
    /// The sum of all `codeCount`, with the length of a list where it has none.
    stated: u64,
    disagrees: bool,
    notes: Notes,
}

impl List<'_> {
    /// `data` as an object, a list of codes, a list of wrappers, or nothing (R-K2).
    fn envelope(&mut self, envelope: &Members<'_>) -> Result<(), Failure> {
        let root = Path::Root;
        let path = root.field("data");
        self.user(envelope, &root)?;
        match envelope.get(&root, "data")? {
            Value::Object(data) => self.wrapper_or_entry(&data, &path)?,
            Value::List(items) => {
                self.notes.add("R-K2", &path);
                for (position, raw) in items.iter().enumerate() {
                    match Value::of(raw) {
                        Value::Object(item) => self.wrapper_or_entry(&item, &path.item(position))?,
                        value => self.entry(&value, &path.item(position))?,
                    }
                }
                if envelope.has("codeCount") {
                    (self.stated, self.disagrees) = (0, false);
                    self.count(envelope, &root, self.listed)?;
                }
            }
            Value::Absent if envelope.has("activationCodes") => {
                self.notes.add("R-K2", &path);
                self.wrapper(envelope, &root)?;
            }
            // Neither a list nor a status: nothing says that this is the API's answer at all.
            Value::Absent if !envelope.has("status") => return Err(path.malformed()),
            Value::Absent | Value::Null => self.notes.add("R-K2", &path),
            Value::Number(_) | Value::Text(_) | Value::Other => return Err(path.malformed()),
        }
        if self.user.is_none() {
            self.notes.add("R-K1", &path.field("userId"));
        }
        Ok(())
    }

    /// An object of `data`: a wrapper around codes, or a code itself.
    fn wrapper_or_entry(&mut self, members: &Members<'_>, path: &Path<'_>) -> Result<(), Failure> {
        let is_entry = !members.has("activationCodes") && entry::FIELDS.iter().any(|name| members.has(name));
        if is_entry {
            self.stated = self.stated.saturating_add(1);
            self.notes.add("R-K2", path);
            self.entry_object(members, path)
        } else {
            self.wrapper(members, path)
        }
    }

    fn wrapper(&mut self, members: &Members<'_>, path: &Path<'_>) -> Result<(), Failure> {
        if !matches!(path, Path::Root) {
            self.user(members, path)?;
        }
        let before = self.listed;
        let list = path.field("activationCodes");
        match members.get(path, "activationCodes")? {
            Value::List(items) => {
                // What grows piece by piece takes up to three times as much on its way.
                self.entries.reserve(items.len().min(MOST_ENTRIES.saturating_sub(self.entries.len())));
                for (position, raw) in items.iter().enumerate() {
                    self.entry(&Value::of(raw), &list.item(position))?;
                }
            }
            Value::Absent | Value::Null => self.notes.add("R-K3", &list),
            Value::Object(one) => {
                self.notes.add("R-K3", &list);
                self.entry_object(&one, &list)?;
            }
            one @ (Value::Text(_) | Value::Number(_)) => self.entry(&one, &list)?,
            Value::Other => return Err(list.malformed()),
        }
        self.count(members, path, self.listed - before)
    }

    /// `codeCount` is compared with what is there and decides nothing (R-K4).
    fn count(&mut self, members: &Members<'_>, path: &Path<'_>, listed: usize) -> Result<(), Failure> {
        let listed = u64::try_from(listed).unwrap_or(u64::MAX);
        let (stated, is_number) = match members.get(path, "codeCount")? {
            Value::Absent => (Some(listed), true),
            Value::Number(digits) => (digits.parse().ok(), true),
            Value::Text(text) => (text.trim().parse().ok(), false),
            Value::Null | Value::List(_) | Value::Object(_) | Value::Other => (None, false),
        };
        self.disagrees |= stated.is_some_and(|stated| stated != listed);
        if !is_number || stated != Some(listed) {
            self.notes.add("R-K4", &path.field("codeCount"));
        }
        self.stated = self.stated.saturating_add(stated.unwrap_or(listed));
        Ok(())
    }

    /// Refuses an object that names another user (R-K1).
    fn user(&mut self, members: &Members<'_>, path: &Path<'_>) -> Result<(), Failure> {
        // As in most entries.
        if members.iter().all(|(name, _)| !name.starts_with('u')) {
            return Ok(());
        }
        for name in ["userId", "userID", "userName", "username"] {
            let here = path.field(name);
            match members.get(path, name)? {
                Value::Absent => {}
                Value::Null => self.notes.add("R-K1", &here),
                Value::Text(user) if user.trim().is_empty() => self.notes.add("R-K1", &here),
                Value::Text(user) => self.named(&user, name, &here)?,
                Value::Number(user) => self.named(user, "", &here)?,
                Value::List(_) | Value::Object(_) | Value::Other => return Err(here.malformed()),
            }
        }
        Ok(())
    }

    fn named(&mut self, user: &str, spelling: &str, path: &Path<'_>) -> Result<(), Failure> {
        if self.asked.is_some_and(|asked| !asked.matches(user)) {
            return Err(Failure::WrongUser);
        }
        if spelling != "userId" {
            self.notes.add("R-K1", path);
        }
        if self.user.is_none() {
            self.user = Some(user.trim().to_owned());
        }
        Ok(())
    }

    /// One element of a list: an object, or the code alone (R-K3).
    fn entry(&mut self, value: &Value<'_>, path: &Path<'_>) -> Result<(), Failure> {
        if let Value::Object(members) = value {
            return self.entry_object(members, path);
        }
        self.listed += 1;
        if self.entries.len() < MOST_ENTRIES {
            self.notes.add("R-K3", path);
            self.entries.push(entry::read_bare(value, path, &mut self.notes)?);
        }
        Ok(())
    }

    fn entry_object(&mut self, members: &Members<'_>, path: &Path<'_>) -> Result<(), Failure> {
        self.listed += 1;
        if self.entries.len() < MOST_ENTRIES {
            self.user(members, path)?;
            self.entries.push(entry::read(members, path, &mut self.notes)?);
        }
        Ok(())
    }

    fn finish(mut self) -> Read<ActivationCodes> {
        compare_lengths(&mut self.entries);
        let (entries, repeated) = tidy(self.entries);
        if repeated {
            self.notes.add("R-K15", &Path::Root.field("data"));
        }
        // Counts of several lists can each be wrong and right together, which is not worth a word to anybody.
        let stated = Some(self.stated).filter(|stated| {
            self.disagrees && u64::try_from(self.listed).is_ok_and(|listed| listed != *stated)
        });
        self.notes.read(ActivationCodes {
            user: self.user.or_else(|| self.asked.map(UserName::to_string)).unwrap_or_default(),
            entries,
            listed: self.listed,
            stated_count: stated,
        })
    }
}

/// Keeps the warning about lost zeros only where a sibling is longer (R-K6).
fn compare_lengths(entries: &mut [ActivationCode]) {
    let length = |entry: &ActivationCode| match &entry.code {
        Code::Shown { text, .. } => text.reveal().chars().count(),
        Code::Hidden => 0,
    };
    let may_be_lost =
        |entry: &ActivationCode| matches!(entry.code, Code::Shown { zeros_may_be_lost: true, .. });
    if !entries.iter().any(may_be_lost) {
        return;
    }
    let longest = entries.iter().map(length).max().unwrap_or(0);
    for entry in entries {
        let is_shorter = length(entry) < longest;
        if let Code::Shown { zeros_may_be_lost, .. } = &mut entry.code {
            *zeros_may_be_lost &= is_shorter;
        }
    }
}
