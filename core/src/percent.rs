//! Percent-encodes and decodes one path segment.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Every character but RFC 3986's unreserved ones.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Encodes the UTF-8 bytes of every character but RFC 3986's unreserved ones (R-K12).
#[must_use]
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).collect()
}

/// Decodes `%XX`. Returns `None` if a `%` is not followed by two hex digits, or if the bytes are not UTF-8.
#[must_use]
pub fn decode(text: &str) -> Option<String> {
    // The crate would keep an invalid escape as it is.
    if !text.split('%').skip(1).all(starts_with_hex_byte) {
        return None;
    }
    percent_decode_str(text).decode_utf8().ok().map(Cow::into_owned)
}

fn starts_with_hex_byte(text: &str) -> bool {
    matches!(text.as_bytes(), [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
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
        fn a_url_parser_sees_one_unchanged_segment(text in any::<String>()) {
            prop_assume!(!text.is_empty() && text != "." && text != "..");
            let url = format!("https://x.example/users/{}/codes", encode(&text));
            let url = url::Url::parse(&url).expect("a URL");
            let segments: Vec<_> = url.path_segments().expect("segments").collect();
            prop_assert_eq!(segments.len(), 3);
            prop_assert_eq!(decode(segments[1]), Some(text));
            prop_assert_eq!(url.query(), None);
            prop_assert_eq!(url.fragment(), None);
        }
    }
}
