//! Makes text safe to show.

/// Returns the first `max_chars` visible characters of `text`, with an ellipsis in place of the last one if
/// more were cut off. Returns `None` if no character is visible.
///
/// Line breaks and tabs become spaces, invisible characters are removed (R-A9).
#[must_use]
pub fn sanitize(text: &str, max_chars: usize) -> Option<String> {
    let visible = text.chars().filter_map(|c| match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if is_invisible(c) => None,
        c => Some(c),
    });
    let mut sanitized = String::new();
    for (count, c) in visible.skip_while(|c| c.is_whitespace()).enumerate() {
        if count == max_chars {
            sanitized.pop();
            sanitized.push('…');
            break;
        }
        sanitized.push(c);
    }
    sanitized.truncate(sanitized.trim_end().len());
    (!sanitized.is_empty()).then_some(sanitized)
}

/// Returns the first `max_chars` characters of `text` with each invisible one escaped, such as `⟨U+202E⟩`,
/// and whether there was any. Shows codes in full, where [`sanitize`] would hide a difference.
#[must_use]
pub fn escape_invisible(text: &str, max_chars: usize) -> (String, bool) {
    let mut escaped = String::new();
    let mut has_invisible = false;
    for c in text.chars().take(max_chars) {
        if is_invisible(c) || matches!(c, '\u{2028}' | '\u{2029}') {
            has_invisible = true;
            escaped.push('⟨');
            push_code_point(&mut escaped, c);
            escaped.push('⟩');
        } else {
            escaped.push(c);
        }
    }
    (escaped, has_invisible)
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

/// Returns whether a character is a control, a bidirectional control, or has no width. Such characters can
/// make one text look like another.
// Inlined, its ranges would be in stage one three times.
#[inline(never)]
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Returns the text before and after the first `separator`, as `str::split_once`, which would add 2 KB to the
/// bundle, as would `str::contains` with a `char`.
// Inlined it would be in stage one five times.
#[inline(never)]
pub(crate) fn split_once<'a>(text: &'a str, separator: &str) -> Option<(&'a str, &'a str)> {
    let at = text.as_bytes().windows(separator.len()).position(|part| part == separator.as_bytes())?;
    Some((text.get(..at)?, text.get(at + separator.len()..)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_split_at_the_first_separator() {
        for (text, separator) in
            [("a://b://c", "://"), ("://", "://"), ("ab", "://"), ("", "//"), ("ü//ü", "//"), ("a///", "//")]
        {
            assert_eq!(split_once(text, separator), text.split_once(separator), "{text} {separator}");
        }
    }

    #[test]
    fn hidden_characters_are_spelled_out() {
        for (text, escaped, has_invisible) in [
            ("0049", "0049", false),
            ("a\u{202e}b", "a⟨U+202E⟩b", true),
            ("\0\u{7}\n", "⟨U+0000⟩⟨U+0007⟩⟨U+000A⟩", true),
            ("\u{e0041}", "⟨U+E0041⟩", true),
            ("ü €", "ü €", false),
        ] {
            assert_eq!(escape_invisible(text, 99), (escaped.to_owned(), has_invisible), "{text:?}");
        }
        assert_eq!(escape_invisible("abc", 2).0, "ab");
    }

    #[test]
    fn r_a9_only_visible_characters_are_kept() {
        for (text, sanitized) in [
            ("plain", Some("plain")),
            ("<b>Zürich</b> 東京", Some("<b>Zürich</b> 東京")),
            ("  one\r\n\ttwo\u{2028}three ", Some("one   two three")),
            ("a\u{202e}b\u{2066}c\u{200b}d\u{feff}e\u{7}f\u{9b}g\u{ad}h\u{e0041}i", Some("abcdefghi")),
            ("\u{200b} \0 \u{202e}", None),
            ("", None),
        ] {
            assert_eq!(sanitize(text, 300).as_deref(), sanitized, "{text:?}");
        }
    }

    #[test]
    fn r_a9_long_text_ends_with_an_ellipsis() {
        for (text, sanitized) in
            [("123456789", "123456789"), ("1234567890", "1234567890"), ("12345678901", "123456789…")]
        {
            assert_eq!(sanitize(text, 10).as_deref(), Some(sanitized), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn sanitized_text_is_bounded_and_has_no_controls(text in any::<String>(), max_chars in 1..40_usize) {
            if let Some(sanitized) = sanitize(&text, max_chars) {
                prop_assert!((1..=max_chars).contains(&sanitized.chars().count()));
                prop_assert!(!sanitized.chars().any(char::is_control));
                prop_assert_eq!(sanitized.trim(), sanitized.as_str());
            }
        }

        #[test]
        fn no_bidi_or_zero_width_character_survives(
            before in "[a-z]{0,5}",
            hidden in "[\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2069}\u{feff}\u{61c}]{1,9}",
        ) {
            prop_assert_eq!(sanitize(&format!("{before}{hidden}x"), 300), Some(format!("{before}x")));
        }
    }
}
