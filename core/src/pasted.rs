//! Text as people paste it: with blanks, quotes and invisible characters around it, and sometimes inside.
//!
//! Chats, mails and web pages add characters that take no room: zero-width spaces, direction marks, byte
//! order marks, soft hyphens. They are trimmed around a text. Inside they are refused with their code point,
//! because a text that looks right and is wrong can only be corrected by someone who knows why.

use crate::text;

/// Character inside a text that cannot be seen, or that looks like a plain blank and is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvisibleChar {
    /// The character.
    pub char: char,
    /// Its position in the trimmed text, in characters, counted from 1.
    pub position: usize,
}

impl InvisibleChar {
    /// Finds the first invisible character that remains when the text is trimmed. ASCII blanks are not meant:
    /// each field has its own rule for them.
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        let mut chars = (1..).zip(trim(text).chars());
        chars
            .find(|(_, c)| is_invisible(*c) && !c.is_ascii_whitespace())
            .map(|(position, char)| Self { char, position })
    }

    /// Returns the code point as it is looked up, such as `U+200B`.
    #[must_use]
    pub fn code_point(self) -> String {
        let mut name = String::new();
        text::push_code_point(&mut name, self.char);
        name
    }
}

/// Removes blanks and invisible characters around the text.
// Not inlined, like what it calls: stage one uses it in five places.
#[inline(never)]
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim_matches(|c| c == ' ' || is_invisible(c))
}

/// Removes what surrounds a quoted value as well: quotes, and the comma or semicolon behind it.
pub(crate) fn trim_quotes(text: &str) -> &str {
    text.trim_matches(|c| is_quote(c) || matches!(c, ' ' | ',' | ';') || is_invisible(c))
}

/// Returns the value of a text such as `Code: (6849 3536).`: what follows the last colon, without quotes,
/// brackets and the punctuation of a sentence around it.
pub(crate) fn trim_sentence(text: &str) -> &str {
    let is_around =
        |c: char| is_quote(c) || is_invisible(c) || " .,;:!?()[]{}<>=…。、，：；（）「」".contains(c);
    let value = text.trim_end_matches(is_around).rsplit([':', '：', '=']).next().unwrap_or_default();
    value.trim_start_matches(is_around)
}

/// Returns whether a character cannot be seen, or is a blank other than the plain one.
#[inline(never)]
pub(crate) fn is_invisible(c: char) -> bool {
    text::is_invisible(c) || (c != ' ' && c.is_whitespace())
}

/// Returns whether a character is a quotation mark of any kind.
pub(crate) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '´' | '«' | '»' | '\u{2018}'..='\u{201f}' | '‹' | '›')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every range of characters that must not reach a server by accident.
    const INVISIBLE: &str = "\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\
        \u{2060}\u{2061}\u{2062}\u{2063}\u{2064}\u{2066}\u{2067}\u{2068}\u{2069}\u{feff}\u{ad}\u{a0}\
        \u{1680}\u{2000}\u{2003}\u{2007}\u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}\u{61c}\
        \u{180e}\u{fe0f}\u{e0001}\0\u{7f}";

    #[test]
    fn invisible_characters_are_trimmed_outside_and_found_inside() {
        for c in INVISIBLE.chars() {
            assert_eq!(trim(&format!("{c} {c}a b{c}\t{c}")), "a b", "{c:?}");
            let found = InvisibleChar::find(&format!("{c}a {c}b{c}"));
            assert_eq!(found, Some(InvisibleChar { char: c, position: 3 }), "{c:?}");
            assert_eq!(trim(&c.to_string()), "");
        }
        for text in ["", "a b", "a\tb\nc", "jürgen", "東京", "e\u{301}", "👍"] {
            assert_eq!(InvisibleChar::find(text), None, "{text:?}");
            assert_eq!(trim(text), text);
        }
    }

    #[test]
    fn an_invisible_character_is_named_by_its_code_point() {
        let name = |char| InvisibleChar { char, position: 1 }.code_point();
        assert_eq!(
            [name('\u{200b}'), name('\u{ad}'), name('\u{e0041}')],
            ["U+200B", "U+00AD", "U+E0041"].map(str::to_owned)
        );
    }

    #[test]
    fn a_sentence_around_a_value_is_trimmed() {
        for (text, value) in [
            ("6849 3536", "6849 3536"),
            ("6849 3536.", "6849 3536"),
            ("\u{201e}68493536\u{201c},", "68493536"),
            ("(68493536)", "68493536"),
            ("[<68493536>]!", "68493536"),
            ("Code: 6849-3536", "6849-3536"),
            ("Dein Aktivierungscode:\u{a0}\u{ab}68493536\u{bb}.", "68493536"),
            ("code=68493536;", "68493536"),
            ("\u{200e}68493536\u{feff}", "68493536"),
            ("a.b", "a.b"),
            ("Code:", "Code"),
            ("...", ""),
            ("", ""),
        ] {
            assert_eq!(trim_sentence(text), value, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn trimming_twice_changes_nothing(text in "[a \"'.,:=\u{200b}\u{a0}\u{feff}\n«“]{0,12}|\\PC{0,9}") {
            for trim in [trim, trim_quotes, trim_sentence] {
                prop_assert_eq!(trim(trim(&text)), trim(&text));
            }
            prop_assert_eq!(InvisibleChar::find(&text), InvisibleChar::find(trim(&text)));
        }
    }
}
