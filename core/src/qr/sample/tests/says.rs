use proptest::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use super::drawing::{Recipe, flipped, modules_of};
use crate::qr::{Modules, encode, says};

fn symbol(segments: &[QrSegment], version: u8) -> Modules {
    let version = Version::new(version);
    let symbol =
        QrCode::encode_segments_advanced(segments, QrCodeEcc::Low, version, Version::new(40), None, true);
    modules_of(&symbol.expect("short"))
}

/// Each part in its own segment, in the narrowest mode that has its characters.
fn segments(parts: &[String]) -> Vec<QrSegment> {
    parts.iter().flat_map(|part| QrSegment::make_segments(part)).collect()
}

#[test]
fn what_cannot_be_told() {
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
        // Latin-1, with and without a word about it.
        (vec![bytes(b"\xfc")], "ü", None),
        (vec![eci(3), bytes(b"\xfc")], "ü", None),
        (vec![eci(3), bytes(b"a")], "a", None),
        // A full symbol has no terminator.
        (vec![bytes(&[b'a'; 17])], "aaaaaaaaaaaaaaaaa", Some(true)),
    ] {
        assert_eq!(says(&symbol(&segments, 1), text), expected, "{text}");
    }
    let damaged = flipped(&Recipe::small().modules(), (12, 12));
    assert_eq!(says(&damaged, "1827098"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_symbol_says_what_it_was_made_of(
        parts in prop::collection::vec("[0-9]{1,40}|[A-Z0-9 $%*+./:-]{1,40}|[ -~]{1,40}", 1..6),
        version in 1..=40_u8,
        other in "[0-9]{1,9}",
    ) {
        let text = parts.concat();
        let modules = symbol(&segments(&parts), version);
        prop_assert_eq!(says(&modules, &text), Some(true));
        prop_assert_eq!(says(&modules, &other), Some(other == text));
    }

    #[test]
    fn the_app_knows_its_own_symbols(text in "\\PC{1,300}|[0-9]{1,200}") {
        let modules = encode(&text).expect("short enough");
        prop_assert_eq!(says(&modules, &text), Some(true));
        prop_assert_ne!(says(&modules, "another"), Some(text != "another"));
    }
}
