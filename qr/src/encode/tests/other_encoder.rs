//! The same symbols as another encoder makes, module by module, and so with the same mask.

use proptest::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use crate::Symbol;

/// The modules of the other encoder's symbol: one segment, level M, or L where only that fits.
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
    let places = (0..symbol.size()).flat_map(|y| (0..symbol.size()).map(move |x| (x, y)));
    places.map(|(x, y)| symbol.get_module(x, y)).collect()
}

fn drawn(text: &str) -> Vec<bool> {
    Symbol::encode(text).expect("short enough").rows().flatten().copied().collect()
}

/// Texts in one of the three modes, of every length for which there is a symbol.
fn any_text() -> impl Strategy<Value = String> {
    let modes = [
        ("0123456789", 7_089_usize),
        ("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", 4_296),
        ("ab <>~{}", 2_953),
    ];
    prop::sample::select(modes.to_vec()).prop_flat_map(|(characters, most)| {
        let one = prop::sample::select(characters.as_bytes()).prop_map(char::from);
        // A few characters over and over make masks differ more than noise does.
        let texts = (prop::collection::vec(one, 1..300), 0..=most);
        texts.prop_map(|(characters, length)| characters.iter().cycle().take(length).collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 48 } else { 4_096 }))]

    #[test]
    fn symbols_of_all_sizes_and_modes(text in any_text()) {
        prop_assert!(drawn(&text) == expected(&text));
    }

    #[test]
    fn short_texts(text in "\\PC{0,40}|[0-9]{0,60}|[A-Z0-9 $%*+./:-]{0,60}") {
        prop_assert!(drawn(&text) == expected(&text));
    }
}
