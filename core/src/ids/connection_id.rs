use std::{fmt, str::FromStr};

use crate::pasted;

/// Longest connection id, in characters.
const MAX_CHARS: usize = 40;
/// Longest part of a name used for a suggested id, in characters. Leaves room for a number.
const MAX_SUGGESTED_CHARS: usize = 30;

/// Id of a connection in the page's URLs and in `latchkey.json`: 1 to 40 of `a-z`, `0-9` and `-`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ConnectionId(String);

/// Error for a text that is not a connection id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectionIdError;

impl FromStr for ConnectionId {
    type Err = ConnectionIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = pasted::trim(text);
        let is_allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if (1..=MAX_CHARS).contains(&text.len()) && text.bytes().all(is_allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ConnectionIdError)
        }
    }
}

impl ConnectionId {
    /// Returns the id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Makes an id from a display name, or from `fallback` if it has no usable characters. A number is
    /// appended if the id is taken. Returns `None` if 999 ids are taken.
    #[must_use]
    pub fn suggest(name: &str, fallback: &str, is_taken: impl Fn(&Self) -> bool) -> Option<Self> {
        let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<String> = words.map(str::to_ascii_lowercase).collect();
        let slug: String = words.join("-").chars().take(MAX_SUGGESTED_CHARS).collect();
        let stem = if slug.is_empty() { fallback } else { &slug };
        let numbered = |n: u32| if n == 1 { stem.to_owned() } else { [stem, "-", &n.to_string()].concat() };
        (1..1000).filter_map(|n| numbered(n).parse().ok()).find(|id| !is_taken(id))
    }
}

impl fmt::Display for ConnectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_suggested_id_is_not_taken() {
        let suggest = |name, taken: &[&str]| {
            ConnectionId::suggest(name, "gym", |id| taken.contains(&id.to_string().as_str()))
                .map(|id| id.to_string())
        };
        assert_eq!(suggest("Studio 7, Süd", &[]).as_deref(), Some("studio-7-s-d"));
        assert_eq!(suggest("  ", &[]).as_deref(), Some("gym"));
        assert_eq!(suggest("日本", &["gym", "gym-2"]).as_deref(), Some("gym-3"));
    }

    #[test]
    fn blanks_and_invisible_characters_around_an_id_are_trimmed() {
        for text in ["gym", " gym\t", "\u{200e}gym\u{200b}", "\u{feff}gym\u{a0}"] {
            assert_eq!(text.parse::<ConnectionId>().map(|id| id.to_string()), Ok("gym".into()), "{text:?}");
        }
        for text in ["", "g\u{200b}ym", "g ym", "\u{200b}"] {
            assert_eq!(text.parse::<ConnectionId>(), Err(ConnectionIdError), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn every_accepted_connection_id_survives_print_and_parse(text in "[a-z0-9-]{1,40}") {
            let id: ConnectionId = text.parse().expect("allowed characters");
            prop_assert_eq!(id.to_string(), text);
        }
    }
}
