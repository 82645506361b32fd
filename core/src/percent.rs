//! Percent-encoding of one path segment, and back.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// All but RFC 3986's unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Encodes all but RFC 3986's unreserved characters, byte by byte of the UTF-8 text, once (R-K12).
#[must_use]
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).collect()
}

/// Decodes `%XX`; returns nothing where a `%` is not followed by two hex digits or the bytes are not UTF-8.
#[must_use]
pub fn decode(text: &str) -> Option<String> {
    let is_escape = |after: &str| matches!(after.as_bytes(), [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
    // The crate passes what is no escape through.
    if !text.split('%').skip(1).all(is_escape) {
        return None;
    }
    percent_decode_str(text).decode_utf8().ok().map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn r_k12_one_segment_encoded_once() {
        for (text, encoded) in [
            ("anna@example.org", "anna%40example.org"),
            ("a+b/c", "a%2Bb%2Fc"),
            ("50% #1?", "50%25%20%231%3F"),
            ("jürgen", "j%C3%BCrgen"),
            ("%41", "%2541"),
            ("a-b._~", "a-b._~"),
        ] {
            assert_eq!(encode(text), encoded);
        }
        assert_eq!(decode("%zz"), None);
        assert_eq!(decode("%4"), None);
        assert_eq!(decode("%ff"), None);
    }

    proptest! {
        #[test]
        fn every_text_survives_encode_and_decode(text in any::<String>()) {
            prop_assert_eq!(decode(&encode(&text)), Some(text));
        }

        #[test]
        fn a_real_address_parser_sees_one_unchanged_segment(text in any::<String>()) {
            prop_assume!(!text.is_empty() && text != "." && text != "..");
            let url = url::Url::parse(&format!("https://x.example/users/{}/codes", encode(&text))).expect("an address");
            let segments: Vec<_> = url.path_segments().expect("segments").collect();
            prop_assert_eq!(segments.len(), 3);
            prop_assert_eq!(decode(segments[1]), Some(text));
            prop_assert_eq!(url.query(), None);
            prop_assert_eq!(url.fragment(), None);
        }
    }
}
