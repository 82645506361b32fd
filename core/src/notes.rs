//! The notes that decoding an answer leaves: one for each use of a tolerance rule.

use crate::{rule::Rule, wire::Path};

/// The most notes kept of one answer. A list of thousands uses the same rule thousands of times.
const MAX_NOTES: usize = 500;

/// A use of a tolerance rule. Holds no value of the answer, which may be secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The rule.
    pub rule: Rule,
    /// The path of the field in the answer, such as `data.activationCodes[2].activationNotAfter`.
    pub path: String,
}

/// A decoded answer, with the tolerance rules that were needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<T> {
    /// The content of the answer.
    pub value: T,
    /// The first 500 uses of rules, in the order in which the fields were decoded.
    pub notes: Vec<Note>,
    /// The number of uses after those.
    pub further_notes: usize,
}

/// Collects notes while an answer is decoded.
#[derive(Default)]
pub(crate) struct Notes {
    notes: Vec<Note>,
    further: usize,
}

impl Notes {
    /// Adds a use of `rule` on the field at `path`.
    pub(crate) fn add(&mut self, rule: Rule, path: &Path<'_>) {
        if self.notes.len() < MAX_NOTES {
            self.notes.push(Note { rule, path: path.text() });
        } else {
            self.further += 1;
        }
    }

    /// Returns the decoded value with the notes collected.
    pub(crate) fn finish<T>(self, value: T) -> Decoded<T> {
        Decoded { value, notes: self.notes, further_notes: self.further }
    }
}
