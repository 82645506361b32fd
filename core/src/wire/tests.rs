mod properties;

use super::{Members, Value};

/// A fully parsed value: strings decoded, numbers as source digits, members in order.
#[derive(Clone, Debug, PartialEq)]
enum Tree {
    Null,
    Number(String),
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
    Other,
}

fn tree(value: Value<'_>) -> Tree {
    match value {
        Value::Absent | Value::Other => Tree::Other,
        Value::Null => Tree::Null,
        Value::Number(digits) => Tree::Number(digits.to_owned()),
        Value::Text(text) => Tree::Text(text.into_owned()),
        Value::List(list) => Tree::List(list.into_iter().map(|raw| tree(Value::of(raw))).collect()),
        Value::Object(members) => Tree::Object(members_of(&members)),
    }
}

fn members_of(members: &Members<'_>) -> Vec<(String, Tree)> {
    members.iter().map(|(name, raw)| (name.to_owned(), tree(Value::of(raw)))).collect()
}

fn parse(text: &str) -> Option<Vec<(String, Tree)>> {
    Members::parse(text).map(|members| members_of(&members))
}

/// Parses `source` as the value of a member.
fn member(source: &str) -> Option<Tree> {
    parse(&format!("{{\"a\": {source} }}")).map(|members| {
        assert_eq!(members.len(), 1, "{source:?}");
        members[0].1.clone()
    })
}

fn text(text: &str) -> Tree {
    Tree::Text(text.to_owned())
}

#[test]
fn numbers_keep_their_digits() {
    for digits in [
        "0",
        "-0",
        "1.0",
        "1e5",
        "1E+5",
        "1e-05",
        "1e999",
        "-1e999",
        "9007199254740993",
        "123456789012345678901234567890.5e-3",
    ] {
        assert_eq!(member(digits), Some(Tree::Number(digits.to_owned())));
    }
    let long = "7".repeat(100_000);
    assert_eq!(member(&long), Some(Tree::Number(long)));
}

#[test]
fn strings_are_decoded_unless_a_surrogate_is_unpaired() {
    for (source, decoded) in [
        (r#""""#, ""),
        (r#""a""#, "a"),
        (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
        (r#""\u00FC\u0000""#, "ü\0"),
        (r#""\ud83d\ude00""#, "😀"),
        ("\"\u{7f}ü€😀\"", "\u{7f}ü€😀"),
    ] {
        assert_eq!(member(source), Some(text(decoded)), "{source}");
    }
    for source in
        [r#""\ud83d""#, r#""\ude00""#, r#""\ud83dx""#, r#""\ud83d\u0041""#, r#""\ud83d\ud83d\ude00""#]
    {
        assert_eq!(member(source), Some(Tree::Other), "{source}");
    }
    assert_eq!(parse(r#"{"\ud83d":1}"#), None, "the name of a member must be Unicode");
    assert_eq!(member(r#"{"\ud83d":1}"#), Some(Tree::Other));
}

#[test]
fn members_keep_their_order_and_duplicates_are_reported() {
    let one = |name: &str, digits: &str| (name.to_owned(), Tree::Number(digits.to_owned()));
    let text = r#" {"b" : 1 , "a":2,
        "b":3, "\u0062":4} "#;
    assert_eq!(parse(text), Some(vec![one("b", "1"), one("a", "2"), one("b", "3"), one("b", "4")]));
    let members = Members::parse(text).expect("an object");
    let root = super::Path::Root;
    assert!(members.get(&root, "b").is_err_and(|failure| failure == root.field("b").malformed()));
    assert!(matches!(members.get(&root, "a"), Ok(Value::Number("2"))));
    assert!(matches!(members.get(&root, "c"), Ok(Value::Absent)));
    assert_eq!(members.source("b").map(serde_json::value::RawValue::get), Some("1"));
}

#[test]
fn raw_values_are_trimmed() {
    let members = Members::parse("{\"a\":\n\t[ 1 , {} ]\r\n}").expect("an object");
    assert_eq!(members.source("a").map(serde_json::value::RawValue::get), Some("[ 1 , {} ]"));
}

#[test]
fn names_that_serde_json_uses_internally_are_ordinary_names() {
    for token in ["$serde_json::private::Number", "$serde_json::private::RawValue"] {
        for inside in [r#""1""#, r#""{\"content\":\"x\"}""#, "1", "null", "{}", "[]"] {
            let value = member(inside).expect("a value");
            let object = format!("{{\"{token}\":{inside}}}");
            let expected = vec![(token.to_owned(), value)];
            assert_eq!(parse(&object), Some(expected.clone()));
            assert_eq!(member(&object), Some(Tree::Object(expected.clone())));
            assert_eq!(member(&format!("[{object}]")), Some(Tree::List(vec![Tree::Object(expected)])));
        }
        assert_eq!(member(&format!("\"{token}\"")), Some(text(token)));
    }
}

/// Texts that are not valid JSON.
#[rustfmt::skip]
const BROKEN: &[&str] = &[
    "", "01", "-", "+1", "1.", ".5", "1e", "1e+", "1.e1", "0x1", "00", "-01", "1 2", "Infinity", "NaN", "tru",
    "True", "truee", "t\nrue", "nul", r#""a"#, r#""\x""#, r#""\u00g0""#, r#""\u12"#, r#""\u""#,
    "\"\\u12\n4\"", r#""\u+123""#,
    "\"a\nb\"", "\"a\tb\"", "\"\u{0}\"", "'a'", "[1,]", "[,1]", "[1 2]", "[1", "[1,", "[", "]",
    "[[]", "[}", "[1}", r#"{"a":1,}"#, r#"{,"a":1}"#, r#"{"a"}"#, r#"{"a":}"#, r#"{"a":1"#, r#"{"a"1}"#,
    "{a:1}", "{1:1}", "{]", "\u{feff}{}", "\u{a0}1", "\u{b}1", "/**/1", "1//", "{}{}", "{} x", "{}\u{0}",
];

#[test]
fn invalid_json_is_refused() {
    for broken in BROKEN {
        assert_eq!(parse(broken), None, "{broken:?}");
        for (before, after) in
            [("{\"a\":", "}"), ("{\"a\":[", ",1]}"), ("{\"a\":[0,", "]}"), ("{\"a\":{\"b\":0,\"c\":", "}}")]
        {
            let text = [before, broken, after].concat();
            assert_eq!(parse(&text), None, "{text:?}");
        }
    }
    for (other, line) in [("1", 1), ("[]", 1), (" \n\"a\"", 2), ("\n\nnull\n", 3), ("1e999", 1), ("true", 1)]
    {
        assert_eq!(Members::parse_or_error_line(other).err(), Some(line), "{other:?}");
    }
}

#[test]
fn the_line_of_the_first_error_is_returned() {
    for (text, line) in [
        ("", 1),
        ("\n\n", 3),
        ("{\n\"a\": 1,\n}", 3),
        ("{\n\"a\": 1\n\"b\": 2\n}", 3),
        ("{\"a\":\n[1,\n2,\n,3]}", 4),
        ("{\"a\": {\n\"b\": trx\n}}", 2),
        ("{\n\"a\": \"x\ny\"}", 2),
        ("{}\n\n,", 3),
        ("{\n\"\\ud83d\": 1}", 2),
    ] {
        assert_eq!(Members::parse_or_error_line(text).err(), Some(line), "{text:?}");
    }
}

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    let deep = |open: &str, close: &str| {
        ["{\"a\":", &open.repeat(200_000), "1", &close.repeat(200_000), "}"].concat()
    };
    for text in [deep("[", "]"), deep("{\"b\":", "}")] {
        let members = Members::parse(&text).expect("an object");
        let value = members.get(&super::Path::Root, "a").expect("one member");
        assert!(matches!(value, Value::List(_) | Value::Object(_)));
    }
    assert!(Members::parse(&deep("[", "")).is_none());
}
