//! Names in front of values in a pasted text: `Authorization: Bearer a.b.c`, `API_KEY="k"`.

use crate::pasted::{is_invisible, is_quote};

/// Name and value, with `:` or `=` between them.
pub(super) struct Pair<'a> {
    name: &'a str,
    is_assignment: bool,
    /// The rest of the text, from the value on.
    pub(super) value: &'a str,
}

impl Pair<'_> {
    /// Returns whether the name ends in one of these words. Case, `-` and `_` make no difference.
    pub(super) fn has_name(&self, words: &[&str]) -> bool {
        let folded: String =
            self.name.chars().filter(|c| !matches!(c, '-' | '_')).map(|c| c.to_ascii_lowercase()).collect();
        words.iter().any(|word| folded.ends_with(word))
    }

    /// Returns whether the value may be a credential: its name ends in one of these words, or is that of an
    /// environment variable.
    pub(super) fn is_credential(&self, words: &[&str]) -> bool {
        let is_upper = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
        let is_variable = self.is_assignment
            && self.name.len() > 1
            && self.name.bytes().all(is_upper)
            && !self.name.starts_with(|c: char| c.is_ascii_digit());
        is_variable || self.has_name(words)
    }
}

/// Returns every name with a value behind it. What seems a pair may be a part of another value.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = Pair<'_>> {
    text.match_indices([':', '=']).filter_map(move |(at, separator)| {
        let before = text.get(..at)?.trim_end_matches(is_between);
        let name =
            before.get(before.trim_end_matches(is_name_char).len()..).filter(|name| !name.is_empty())?;
        Some(Pair { name, is_assignment: separator == "=", value: skip_separator(text.get(at..)?) })
    })
}

/// Returns the text behind each occurrence of a word that a blank or a separator follows.
pub(super) fn after_word<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    text.char_indices().filter_map(move |(at, _)| {
        let is_start = !text.get(..at)?.ends_with(is_name_char);
        strip_word(text.get(at..)?, word).filter(|_| is_start)
    })
}

/// Removes a word, compared without case, and the blank or separator that must follow it.
pub(super) fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    let is_separated = rest.starts_with(|c: char| c == ' ' || is_invisible(c) || matches!(c, ':' | '='));
    (is_separated && start.eq_ignore_ascii_case(word)).then(|| skip_separator(rest))
}

/// Removes what stands between a name and its value: `: `, ` = "`, `" => '`.
fn skip_separator(text: &str) -> &str {
    text.trim_start_matches(|c| is_between(c) || matches!(c, ':' | '=' | '>'))
}

/// Returns whether a character can be next to a separator. A backslash is in front of an escaped quote.
fn is_between(c: char) -> bool {
    c == ' ' || c == '\\' || is_invisible(c) || is_quote(c)
}

fn is_name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_')
}
