//! Compares symbols with those of another encoder, module by module, which includes the mask.

use proptest::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use crate::Symbol;

/// Returns the modules of the other encoder's symbol, with one segment at level M, or L if only that fits.
fn expected(text: &str) -> Vec<bool> {
    let segment = if QrSegment::is_numeric(text) {
        QrSegment::make_numeric(text)
    } else if QrSegment::is_alphanumeric(text) {
        QrSegment::make_alphanumeric(text)
    } else {
        QrSegment::make_bytes(text.as_bytes())
    };
    let of = |level| {
        let segments = std::slice::from_ref(&segment);
        QrCode::encode_segments_advanced(segments, level, Version::MIN, Version::MAX, None, false)
    };
    let symbol = of(QrCodeEcc::Medium).or_else(|_| of(QrCodeEcc::Low)).expect("short enough");
    let positions = (0..symbol.size()).flat_map(|y| (0..symbol.size()).map(move |x| (x, y)));
    positions.map(|(x, y)| symbol.get_module(x, y)).collect()
}

fn encoded(text: &str) -> Vec<bool> {
    Symbol::encode(text).expect("short enough").rows().flatten().copied().collect()
}

/// Generates texts in one of the three modes, of every length that fits a symbol.
fn any_text() -> impl Strategy<Value = String> {
    let modes = [
        ("0123456789", 7_089_usize),
        ("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", 4_296),
        ("ab <>~{}", 2_953),
    ];
    prop::sample::select(modes.to_vec()).prop_flat_map(|(characters, max_length)| {
        let one = prop::sample::select(characters.as_bytes()).prop_map(char::from);
        // With repeated characters, masks differ more than with random ones.
        let texts = (prop::collection::vec(one, 1..300), 0..=max_length);
        texts.prop_map(|(characters, length)| characters.iter().cycle().take(length).collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 48 } else { 4_096 }))]

    #[test]
    fn symbols_of_all_sizes_and_modes_are_equal(text in any_text()) {
        prop_assert!(encoded(&text) == expected(&text));
    }

    #[test]
    fn symbols_of_short_texts_are_equal(text in "\\PC{0,40}|[0-9]{0,60}|[A-Z0-9 $%*+./:-]{0,60}") {
        prop_assert!(encoded(&text) == expected(&text));
    }
}
