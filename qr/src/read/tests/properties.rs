use proptest::prelude::*;

use super::distortion::{Case, KINDS, Promise, cases};
use crate::Symbol;

fn any_case() -> impl Strategy<Value = Case> {
    (0..KINDS.len()).prop_flat_map(|kind| cases(kind, 400))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if cfg!(debug_assertions) { 96 } else { 1_024 }))]

    #[test]
    fn the_symbol_that_was_drawn_is_read_or_none(case in any_case()) {
        let (drawn, read) = case.run();
        match (case.promise(), read) {
            (Promise::Read, read) => prop_assert_eq!(read, Ok(drawn)),
            (Promise::ReadOrRefused, Ok(read)) => prop_assert_eq!(read, drawn),
            (Promise::Refused, Ok(_)) => prop_assert!(false, "it was read"),
            (_, Err(_)) => {}
        }
    }

    #[test]
    fn random_pixels_are_refused(
        width in 0..40_u16,
        height in 0..40_u16,
        bytes in prop::collection::vec(any::<u8>(), 0..6_400),
    ) {
        prop_assert!(Symbol::from_rgba(width, height, &bytes).is_err());
        let length = usize::from(width) * usize::from(height) * 4;
        let fitting: Vec<u8> = bytes.iter().cycle().chain(&[0; 6_400]).take(length).copied().collect();
        prop_assert!(Symbol::from_rgba(width, height, &fitting).is_err());
    }
}
