use proptest::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use super::drawing::{Recipe, flipped, symbol_of};
use crate::Symbol;

fn symbol_with(segments: &[QrSegment], version: u8) -> Symbol {
    let version = Version::new(version);
    let symbol =
        QrCode::encode_segments_advanced(segments, QrCodeEcc::Low, version, Version::new(40), None, true);
    symbol_of(&symbol.expect("short"))
}

/// Returns a segment for each part, in the narrowest mode for its characters.
fn segments(parts: &[String]) -> Vec<QrSegment> {
    parts.iter().flat_map(|part| QrSegment::make_segments(part)).collect()
}

#[test]
fn messages_are_compared_unless_the_encoding_is_uncertain() {
    let bytes = |bytes: &[u8]| QrSegment::make_bytes(bytes);
    let eci = QrSegment::make_eci;
    for (segments, text, expected) in [
        (vec![], "", Some(true)),
        (vec![], "a", Some(false)),
        (vec![bytes(b"1827098")], "1827098", Some(true)),
        (vec![bytes(b"1827098")], "1827099", Some(false)),
        (vec![bytes(b"1827098")], "18270980", Some(false)),
        (vec![bytes("ü".as_bytes())], "ü", Some(true)),
        (vec![eci(26), bytes("ü".as_bytes())], "ü", Some(true)),
        // Latin-1, with and without an interpretation that says so.
        (vec![bytes(b"\xfc")], "ü", None),
        (vec![eci(3), bytes(b"\xfc")], "ü", None),
        (vec![eci(3), bytes(b"a")], "a", None),
        // A full symbol has no terminator.
        (vec![bytes(&[b'a'; 17])], "aaaaaaaaaaaaaaaaa", Some(true)),
    ] {
        assert_eq!(symbol_with(&segments, 1).has_message(text), expected, "{text}");
    }
    let damaged = flipped(&Recipe::small().symbol(), (12, 12));
    assert_eq!(damaged.has_message("1827098"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_symbol_has_the_message_it_encodes(
        parts in prop::collection::vec("[0-9]{1,40}|[A-Z0-9 $%*+./:-]{1,40}|[ -~]{1,40}", 1..6),
        version in 1..=40_u8,
        other in "[0-9]{1,9}",
    ) {
        let text = parts.concat();
        let symbol = symbol_with(&segments(&parts), version);
        prop_assert_eq!(symbol.has_message(&text), Some(true));
        prop_assert_eq!(symbol.has_message(&other), Some(other == text));
    }

    #[test]
    fn encoded_symbols_have_their_text(text in "\\PC{1,300}|[0-9]{1,200}") {
        let symbol = Symbol::encode(&text).expect("short enough");
        prop_assert_eq!(symbol.has_message(&text), Some(true));
        prop_assert_ne!(symbol.has_message("another"), Some(text != "another"));
    }
}
