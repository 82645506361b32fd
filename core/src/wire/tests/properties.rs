use proptest::{prelude::*, sample::Index};

use super::{super::Members, Tree, parse};

/// Any text, sometimes a name that has a meaning inside `serde_json`.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => any::<String>(),
        1 => Just("$serde_json::private::Number".to_owned()),
        1 => Just("$serde_json::private::RawValue".to_owned()),
    ]
}

fn any_tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        Just(Tree::Null),
        Just(Tree::Other),
        "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,9})?([eE][+-]?[0-9]{1,4})?".prop_map(Tree::Number),
        any_text().prop_map(Tree::Text),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Tree::List),
            prop::collection::vec((any_text(), inner), 0..5).prop_map(Tree::Object),
        ]
    })
}

/// White space allowed by JSON.
fn white_space() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", " ", "\n", "\t\r\n "])
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("JSON")
}

fn source(tree: &Tree, space: &str) -> String {
    let inside = match tree {
        Tree::Null => "null".to_owned(),
        Tree::Other => "true".to_owned(),
        Tree::Number(digits) => digits.clone(),
        Tree::Text(text) => quoted(text),
        Tree::List(list) => {
            let items: Vec<String> = list.iter().map(|item| source(item, space)).collect();
            ["[", &items.join(","), "]"].concat()
        }
        Tree::Object(members) => {
            let items: Vec<String> = members
                .iter()
                .map(|(name, value)| [space, &quoted(name), space, ":", &source(value, space)].concat())
                .collect();
            ["{", &items.join(","), "}"].concat()
        }
    };
    [space, &inside, space].concat()
}

fn any_object() -> impl Strategy<Value = Vec<(String, Tree)>> {
    prop::collection::vec((any_text(), any_tree()), 0..5)
}

/// Parts of JSON's grammar.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "\\n", "\n", " ", "0", "1", "-",
    ".", "e", "E", "+", "true", "null", "a", "\"a\"", "\"a\":", "ü", "\u{1}",
];

proptest! {
    #[test]
    fn an_object_is_parsed_as_it_was_written(members in any_object(), space in white_space()) {
        let text = source(&Tree::Object(members.clone()), space);
        prop_assert_eq!(parse(&text), Some(members));
    }

    #[test]
    fn a_truncated_object_has_its_error_in_the_last_line(
        members in any_object(), space in white_space(), end in any::<Index>(),
    ) {
        let text = source(&Tree::Object(members), space);
        let text = text.trim();
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let beginning = &text[..*end.get(&places)];
        let last_line = 1 + beginning.matches('\n').count();
        prop_assert_eq!(Members::parse_or_error_line(beginning).err(), Some(last_line));
    }

    #[test]
    fn random_pieces_are_parsed_as_serde_json_parses_them(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..12),
    ) {
        let pieces = pieces.concat();
        for text in [
            pieces.clone(),
            ["{\"a\":", &pieces].concat(),
            ["{\"a\":", &pieces, "}"].concat(),
            ["{\"", &pieces, "\":0}"].concat(),
        ] {
            // serde_json skips the members here.
            let is_json = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
            let is_object = is_json && text.trim_start().starts_with('{');
            match Members::parse_or_error_line(&text) {
                Ok(members) => {
                    prop_assert!(is_object);
                    super::members_of(&members);
                }
                Err(line) => {
                    // An unpaired surrogate in a name is valid JSON, but not Unicode.
                    prop_assert!(!is_object || text.contains("\\u"));
                    prop_assert!((1..=1 + text.matches('\n').count()).contains(&line));
                }
            }
        }
    }
}
