//! Text of a server made safe to show.

/// The first `most` characters of what a person can see of `text`, with an ellipsis where it was cut; nothing
/// where nothing is left. Line breaks and tabs become blanks, invisible characters go (R-A9).
#[must_use]
pub fn clean(text: &str, most: usize) -> Option<String> {
    let visible = text.chars().filter_map(|c| match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if is_hidden(c) => None,
        c => Some(c),
    });
    let mut cleaned = String::new();
    for (count, c) in visible.skip_while(|c| c.is_whitespace()).enumerate() {
        if count == most {
            cleaned.pop();
            cleaned.push('…');
            break;
        }
        cleaned.push(c);
    }
    cleaned.truncate(cleaned.trim_end().len());
    (!cleaned.is_empty()).then_some(cleaned)
}

/// The first `most` characters of `text` with every hidden one spelled out, such as `⟨U+202E⟩`; and whether there
/// was any. For codes: what is copied or drawn stays exact, what is read can hide nothing.
#[must_use]
pub fn spelled(text: &str, most: usize) -> (String, bool) {
    let mut shown = String::new();
    let mut hidden = false;
    for c in text.chars().take(most) {
        if is_hidden(c) || matches!(c, '\u{2028}' | '\u{2029}') {
            hidden = true;
            shown.push('⟨');
            push_code_point(&mut shown, c);
            shown.push('⟩');
        } else {
            shown.push(c);
        }
    }
    (shown, hidden)
}

/// Appends the code point of a character, such as `U+202E`: in hexadecimal, with at least four digits.
pub(crate) fn push_code_point(text: &mut String, c: char) {
    text.push_str("U+");
    for shift in [20, 16, 12, 8, 4, 0] {
        let digits = u32::from(c) >> shift;
        if shift < 16 || digits > 0 {
            text.extend(char::from_digit(digits & 15, 16).map(|digit| digit.to_ascii_uppercase()));
        }
    }
}

/// Controls, bidi controls, and what takes no room: nothing of it has a place in a message, and each can make
/// one text look like another.
// Inlined, its ranges would be in stage one three times.
#[inline(never)]
pub(crate) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// What stands before and after the first `mark`. As `str::split_once`, whose search in texts of any
/// length takes 2 KB; so does `str::contains` with a `char`, which may be a text of several bytes.
// Inlined it would be in stage one five times.
#[inline(never)]
pub(crate) fn cut<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let at = text.as_bytes().windows(mark.len()).position(|part| part == mark.as_bytes())?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_cut_at_the_first_mark() {
        for (text, mark) in
            [("a://b://c", "://"), ("://", "://"), ("ab", "://"), ("", "//"), ("ü//ü", "//"), ("a///", "//")]
        {
            assert_eq!(cut(text, mark), text.split_once(mark), "{text} {mark}");
        }
    }

    #[test]
    fn hidden_characters_are_spelled_out() {
        for (text, shown, hidden) in [
            ("0049", "0049", false),
            ("a\u{202e}b", "a⟨U+202E⟩b", true),
            ("\0\u{7}\n", "⟨U+0000⟩⟨U+0007⟩⟨U+000A⟩", true),
            ("\u{e0041}", "⟨U+E0041⟩", true),
            ("ü €", "ü €", false),
        ] {
            assert_eq!(spelled(text, 99), (shown.to_owned(), hidden), "{text:?}");
        }
        assert_eq!(spelled("abc", 2).0, "ab");
    }

    #[test]
    fn r_a9_only_what_can_be_seen_stays() {
        for (text, cleaned) in [
            ("plain", Some("plain")),
            ("<b>Zürich</b> 東京", Some("<b>Zürich</b> 東京")),
            ("  one\r\n\ttwo\u{2028}three ", Some("one   two three")),
            ("a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{7}f\u{9b}g\u{ad}h\u{e0041}i", Some("abcdefghi")),
            ("\u{200b} \0 \u{202e}", None),
            ("", None),
        ] {
            assert_eq!(clean(text, 300).as_deref(), cleaned, "{text:?}");
        }
    }

    #[test]
    fn r_a9_long_text_is_cut_where_one_can_see_it() {
        for (text, cleaned) in
            [("123456789", "123456789"), ("1234567890", "1234567890"), ("12345678901", "123456789…")]
        {
            assert_eq!(clean(text, 10).as_deref(), Some(cleaned), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn cleaned_text_is_bounded_and_holds_nothing_hidden(text in any::<String>(), most in 1..40_usize) {
            if let Some(cleaned) = clean(&text, most) {
                prop_assert!((1..=most).contains(&cleaned.chars().count()));
                prop_assert!(!cleaned.chars().any(char::is_control));
                prop_assert_eq!(cleaned.trim(), cleaned.as_str());
            }
        }

        #[test]
        fn no_bidi_or_zero_width_character_survives(
            before in "[a-z]{0,5}",
            hidden in "[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2069}\u{feff}\u{61c}]{1,9}",
        ) {
            prop_assert_eq!(clean(&format!("{before}{hidden}x"), 300), Some(format!("{before}x")));
        }
    }
}
