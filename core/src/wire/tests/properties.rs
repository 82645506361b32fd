use std::ops::Range;

use proptest::{prelude::*, sample::Index};
use serde_json::Map;

use super::{super::Members, agree};

fn json() -> impl Strategy<Value = serde_json::Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
    ];
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        number,
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(serde_json::Value::Array),
            prop::collection::vec((any::<String>(), inner), 0..5)
                .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
        ]
    })
}

/// One object as JSON, with or without line breaks.
fn source() -> impl Strategy<Value = String> {
    (prop::collection::vec((any::<String>(), json()), 0..5), any::<bool>()).prop_map(|(members, pretty)| {
        let object: Map<_, _> = members.into_iter().collect();
        if pretty { serde_json::to_string_pretty(&object) } else { serde_json::to_string(&object) }
            .expect("JSON")
    })
}

/// Bits that mean something to JSON.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "\\n", "\n", " ", "0", "1", "-",
    ".", "e", "E", "+", "true", "null", "a", "\"a\"", "\"a\":", "ü", "\u{1}",
];

fn pieces(range: Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), range).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_object(text in source()) {
        prop_assert!(Members::parse(&text).is_some());
        agree(&text);
    }

    #[test]
    fn an_object_with_a_hole_and_something_else_in_it(
        text in source(), new in pieces(0..3), a in any::<Index>(), b in any::<Index>(),
    ) {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (a, b) = (*a.get(&places), *b.get(&places));
        agree(&[&text[..a.min(b)], &new, &text[a.max(b)..]].concat());
        agree(&[&text[..a], &new, &text[a..]].concat());
    }

    #[test]
    fn any_pieces(inside in pieces(0..12)) {
        agree(&inside);
        agree(&["{\"a\":", &inside].concat());
        agree(&["{\"a\":", &inside, "}"].concat());
        agree(&["{\"", &inside, "\":0}"].concat());
    }
}
