//! What was bent while reading: one line for each use of a tolerance rule.

use crate::wire::Path;

/// The most lines kept of one answer: a list of thousands bends the same rule thousands of times.
const MOST: usize = 500;

/// The name of a tolerance rule and the path of the field it was used on. Never a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Name of the rule, such as `R-K5`.
    pub rule: &'static str,
    /// Path of the field in the answer, such as `data.activationCodes[2].activationNotAfter`.
    pub path: String,
}

/// An answer's meaning together with the tolerance it took to read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read<T> {
    /// The meaning.
    pub value: T,
    /// The rules used, in order of the fields; the first 500.
    pub notes: Vec<Note>,
    /// How many more uses there were, counted only.
    pub further_notes: usize,
}

/// Notes in the making.
#[derive(Default)]
pub(crate) struct Notes {
    notes: Vec<Note>,
    further: usize,
}

impl Notes {
    pub(crate) fn add(&mut self, rule: &'static str, path: &Path<'_>) {
        if self.notes.len() < MOST {
            self.notes.push(Note { rule, path: path.text() });
        } else {
            self.further += 1;
        }
    }

    pub(crate) fn read<T>(self, value: T) -> Read<T> {
        Read { value, notes: self.notes, further_notes: self.further }
    }
}
