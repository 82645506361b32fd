//! Decodes a list in each shape that the server may send (R-K1 to R-K4, R-K9).

use super::{ActivationCode, ActivationCodes, MAX_ENTRIES, dedupe::dedupe_and_sort, entry, lost_zeros};
use crate::{
    answer::Answer,
    failure::{Failure, Report},
    ids::{FoldName, UserName},
    notes::{Decoded, Notes},
    rule::Rule,
    wire::{self, Members, Path, Value},
};

/// Decodes a 2xx answer to a request for `user`, if the page knows the user.
pub(super) fn decode(
    answer: &Answer,
    user: Option<&UserName>,
    fold: FoldName,
) -> Result<Decoded<ActivationCodes>, Failure> {
    let envelope = wire::decode_object(answer)?;
    let mut decoder = ListDecoder {
        requested_user: user,
        fold,
        user: None,
        entries: Vec::new(),
        listed_count: 0,
        stated_count: 0,
        has_wrong_count: false,
        notes: Notes::default(),
    };
    let result = decoder.decode_envelope(&envelope);
    if result == Err(Failure::WrongUser) {
        return Err(Failure::WrongUser);
    }
    if !has_ok_status(&envelope)? {
        // An error report inside a 2xx need not have the shape of a list.
        if result.is_err() || decoder.listed_count == 0 {
            return Err(Failure::Refused(Report::from_members(answer.status, &envelope)));
        }
        decoder.notes.add(Rule::K9, &Path::Root.field("status"));
    }
    result?;
    Ok(decoder.finish())
}

/// Returns whether the envelope's own status means success, or is not given.
fn has_ok_status(envelope: &Members<'_>) -> Result<bool, Failure> {
    Ok(match envelope.get(&Path::Root, "status")? {
        Value::Absent | Value::Null => true,
        Value::Text(word) => {
            let word = word.trim();
            ["", "ok", "200", "success"].iter().any(|ok| word.eq_ignore_ascii_case(ok))
        }
        Value::Number(digits) => digits == "200",
        Value::List(_) | Value::Object(_) | Value::Other => false,
    })
}

/// The parts of the list that are decoded so far.
struct ListDecoder<'a> {
    requested_user: Option<&'a UserName>,
    fold: FoldName,
    user: Option<String>,
    entries: Vec<ActivationCode>,
    /// The number of entries in the answer, including those beyond [`MAX_ENTRIES`].
    listed_count: usize,
    /// The sum of every `codeCount`; a list without one adds its length.
    stated_count: u64,
    /// Whether a `codeCount` differs from the length of its list.
    has_wrong_count: bool,
    notes: Notes,
}

impl ListDecoder<'_> {
    /// Decodes `data` as an object, a list of codes, a list of wrappers, or nothing (R-K2).
    fn decode_envelope(&mut self, envelope: &Members<'_>) -> Result<(), Failure> {
        let root = Path::Root;
        let path = root.field("data");
        self.check_user(envelope, &root)?;
        match envelope.get(&root, "data")? {
            Value::Object(data) => self.decode_wrapper_or_entry(&data, &path)?,
            Value::List(items) => {
                self.notes.add(Rule::K2, &path);
                for (position, raw) in items.iter().enumerate() {
                    match Value::of(raw) {
                        Value::Object(item) => self.decode_wrapper_or_entry(&item, &path.item(position))?,
                        value => self.decode_entry(&value, &path.item(position))?,
                    }
                }
                if envelope.has("codeCount") {
                    (self.stated_count, self.has_wrong_count) = (0, false);
                    self.compare_count(envelope, &root, self.listed_count)?;
                }
            }
            Value::Absent if envelope.has("activationCodes") => {
                self.notes.add(Rule::K2, &path);
                self.decode_wrapper(envelope, &root)?;
            }
            // Without data and status, nothing shows that this is the API's answer.
            Value::Absent if !envelope.has("status") => return Err(path.malformed()),
            Value::Absent | Value::Null => self.notes.add(Rule::K2, &path),
            Value::Number(_) | Value::Text(_) | Value::Other => return Err(path.malformed()),
        }
        if self.user.is_none() {
            self.notes.add(Rule::K1, &path.field("userId"));
        }
        Ok(())
    }

    /// Decodes an object inside `data`: a wrapper around codes, or a single entry.
    fn decode_wrapper_or_entry(&mut self, members: &Members<'_>, path: &Path<'_>) -> Result<(), Failure> {
        let is_entry = !members.has("activationCodes") && entry::FIELDS.iter().any(|name| members.has(name));
        if is_entry {
            self.stated_count = self.stated_count.saturating_add(1);
            self.notes.add(Rule::K2, path);
            self.decode_entry_object(members, path)
        } else {
            self.decode_wrapper(members, path)
        }
    }

    fn decode_wrapper(&mut self, members: &Members<'_>, path: &Path<'_>) -> Result<(), Failure> {
        if !matches!(path, Path::Root) {
            self.check_user(members, path)?;
        }
        let count_before = self.listed_count;
        let list = path.field("activationCodes");
        match members.get(path, "activationCodes")? {
            Value::List(items) => {
                // Growing step by step would need up to three times the memory for a moment.
                self.entries.reserve(items.len().min(MAX_ENTRIES.saturating_sub(self.entries.len())));
                for (position, raw) in items.iter().enumerate() {
                    self.decode_entry(&Value::of(raw), &list.item(position))?;
                }
            }
            Value::Absent | Value::Null => self.notes.add(Rule::K3, &list),
            Value::Object(single) => {
                self.notes.add(Rule::K3, &list);
                self.decode_entry_object(&single, &list)?;
            }
            single @ (Value::Text(_) | Value::Number(_)) => self.decode_entry(&single, &list)?,
            Value::Other => return Err(list.malformed()),
        }
        self.compare_count(members, path, self.listed_count - count_before)
    }

    /// Compares `codeCount` with the number of entries. It decides nothing else (R-K4).
    fn compare_count(
        &mut self,
        members: &Members<'_>,
        path: &Path<'_>,
        listed_count: usize,
    ) -> Result<(), Failure> {
        let listed_count = u64::try_from(listed_count).unwrap_or(u64::MAX);
        let (stated_count, is_documented) = match members.get(path, "codeCount")? {
            Value::Absent => (Some(listed_count), true),
            Value::Number(digits) => (digits.parse().ok(), true),
            Value::Text(text) => (text.trim().parse().ok(), false),
            Value::Null | Value::List(_) | Value::Object(_) | Value::Other => (None, false),
        };
        self.has_wrong_count |= stated_count.is_some_and(|stated_count| stated_count != listed_count);
        if !is_documented || stated_count != Some(listed_count) {
            self.notes.add(Rule::K4, &path.field("codeCount"));
        }
        self.stated_count = self.stated_count.saturating_add(stated_count.unwrap_or(listed_count));
        Ok(())
    }

    /// Keeps the user that an object names. Fails if it is not the requested one (R-K1).
    fn check_user(&mut self, members: &Members<'_>, path: &Path<'_>) -> Result<(), Failure> {
        // A fast path for most entries.
        if members.iter().all(|(name, _)| !name.starts_with('u')) {
            return Ok(());
        }
        for name in ["userId", "userID", "userName", "username"] {
            let field = path.field(name);
            match members.get(path, name)? {
                Value::Absent => {}
                Value::Null => self.notes.add(Rule::K1, &field),
                Value::Text(user) if user.trim().is_empty() => self.notes.add(Rule::K1, &field),
                Value::Text(user) => self.keep_user(&user, &field, name == "userId")?,
                Value::Number(user) => self.keep_user(user, &field, false)?,
                Value::List(_) | Value::Object(_) | Value::Other => return Err(field.malformed()),
            }
        }
        Ok(())
    }

    fn keep_user(&mut self, user: &str, path: &Path<'_>, is_documented: bool) -> Result<(), Failure> {
        if self.requested_user.is_some_and(|requested| !requested.matches(user, self.fold)) {
            return Err(Failure::WrongUser);
        }
        if !is_documented {
            self.notes.add(Rule::K1, path);
        }
        if self.user.is_none() {
            self.user = Some(user.trim().to_owned());
        }
        Ok(())
    }

    /// Decodes one element of a list: an object, or only a code (R-K3).
    fn decode_entry(&mut self, value: &Value<'_>, path: &Path<'_>) -> Result<(), Failure> {
        if let Value::Object(members) = value {
            return self.decode_entry_object(members, path);
        }
        self.listed_count += 1;
        if self.entries.len() < MAX_ENTRIES {
            self.notes.add(Rule::K3, path);
            self.entries.push(entry::decode_bare(value, path, &mut self.notes)?);
        }
        Ok(())
    }

    fn decode_entry_object(&mut self, members: &Members<'_>, path: &Path<'_>) -> Result<(), Failure> {
        self.listed_count += 1;
        if self.entries.len() < MAX_ENTRIES {
            self.check_user(members, path)?;
            self.entries.push(entry::decode(members, path, &mut self.notes)?);
        }
        Ok(())
    }

    fn finish(mut self) -> Decoded<ActivationCodes> {
        lost_zeros::keep_justified_warnings(&mut self.entries);
        let (entries, has_repeated_code) = dedupe_and_sort(self.entries);
        if has_repeated_code {
            self.notes.add(Rule::K15, &Path::Root.field("data"));
        }
        // If the counts of several lists are wrong and their sum is right, there is nothing to report.
        let is_sum_wrong = u64::try_from(self.listed_count).is_ok_and(|listed| listed != self.stated_count);
        let stated_count = (self.has_wrong_count && is_sum_wrong).then_some(self.stated_count);
        self.notes.finish(ActivationCodes {
            user: self.user.or_else(|| self.requested_user.map(UserName::to_string)).unwrap_or_default(),
            entries,
            listed_count: self.listed_count,
            stated_count,
        })
    }
}
