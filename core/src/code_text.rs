//! Formats a code for the screen.

use crate::text::escape_invisible;

/// The most characters of a code that is split into groups.
const MAX_GROUPED_CHARS: usize = 32;
/// The most characters that are shown of a code.
const MAX_SHOWN_CHARS: usize = 256;

/// The text of a code on the screen. Copies and symbols use the code itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeText<'a> {
    /// A short code of ASCII letters and digits, in groups which together are the code.
    Grouped(Vec<&'a str>),
    /// Any other code, as one text.
    Whole {
        /// The text with invisible characters escaped, and an ellipsis if it is cut.
        shown: String,
        /// Whether the shown part has an invisible character.
        has_hidden: bool,
        /// The number of characters of the code, if not all of them are shown.
        full_length: Option<usize>,
    },
}

impl<'a> CodeText<'a> {
    /// Formats a code.
    #[must_use]
    pub fn new(code: &'a str) -> Self {
        if code.len() <= MAX_GROUPED_CHARS && code.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Self::Grouped(groups(code));
        }
        let count = code.chars().count();
        let (mut shown, has_hidden) = escape_invisible(code, MAX_SHOWN_CHARS);
        let full_length = (count > MAX_SHOWN_CHARS).then_some(count);
        if full_length.is_some() {
            shown.push('…');
        }
        Self::Whole { shown, has_hidden, full_length }
    }
}

fn groups(code: &str) -> Vec<&str> {
    let size = group_size(code.len());
    let (mut groups, mut rest) = (Vec::new(), code);
    while let Some((group, others)) = rest.split_at_checked(size) {
        groups.push(group);
        rest = others;
    }
    if !rest.is_empty() {
        groups.push(rest);
    }
    groups
}

/// Returns three or four, whichever leaves the fuller last group; four if both are equal.
fn group_size(char_count: usize) -> usize {
    let missing = |size: usize| (size - char_count % size) % size;
    if missing(3) < missing(4) { 3 } else { 4 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_group_is_as_full_as_it_can_be() {
        for (count, size) in
            [(7, 4), (8, 4), (9, 3), (6, 3), (19, 4), (12, 4), (4, 4), (3, 3), (2, 3), (1, 3)]
        {
            assert_eq!(group_size(count), size, "{count}");
        }
    }

    #[test]
    fn letters_and_digits_are_grouped_and_nothing_is_lost() {
        let grouped = CodeText::new("0049267681211943991");
        assert_eq!(grouped, CodeText::Grouped(vec!["0049", "2676", "8121", "1943", "991"]));
    }

    #[test]
    fn invisible_characters_are_escaped_and_long_codes_are_cut() {
        let whole = |shown: &str, has_hidden, full_length| CodeText::Whole {
            shown: shown.to_owned(),
            has_hidden,
            full_length,
        };
        assert_eq!(CodeText::new("a\u{202e}b"), whole("a⟨U+202E⟩b", true, None));
        assert_eq!(CodeText::new("a b"), whole("a b", false, None));
        let long = "x".repeat(300);
        assert_eq!(CodeText::new(&long), whole(&format!("{}…", &long[..256]), false, Some(300)));
    }
}
