//! What `serde_json` makes of a text is what is made of it here.

mod oracle;
mod properties;

use serde_json::value::RawValue;

use super::{Members, Raw, Value};

/// A value in full, to compare: texts decoded, numbers by their digits, members in order.
#[derive(Debug, PartialEq)]
enum Tree {
    Null,
    Number(String),
    Text(String),
    List(Vec<Tree>),
    Object(Vec<(String, Tree)>),
    Other,
}

fn ours(raw: Raw<'_>) -> Tree {
    match Value::of(raw) {
        Value::Absent | Value::Other => Tree::Other,
        Value::Null => Tree::Null,
        Value::Number(digits) => Tree::Number(digits.to_owned()),
        Value::Text(text) => Tree::Text(text.into_owned()),
        Value::List(list) => Tree::List(list.into_iter().map(ours).collect()),
        Value::Object(members) => Tree::Object(our_members(&members)),
    }
}

fn our_members(members: &Members<'_>) -> Vec<(String, Tree)> {
    members.iter().map(|(name, raw)| (name.to_owned(), ours(raw))).collect()
}

fn theirs(raw: &RawValue) -> Tree {
    let source = raw.get();
    match source.as_bytes()[0] {
        b'"' => serde_json::from_str(source).map(Tree::Text).ok(),
        b'[' => serde_json::from_str::<Vec<&RawValue>>(source)
            .map(|list| Tree::List(list.into_iter().map(theirs).collect()))
            .ok(),
        b'{' => oracle::members(source).map(|members| Tree::Object(their_members(members))).ok(),
        b'n' => Some(Tree::Null),
        b'-' | b'0'..=b'9' => Some(Tree::Number(source.to_owned())),
        _ => None,
    }
    .unwrap_or(Tree::Other)
}

fn their_members(members: Vec<(String, &RawValue)>) -> Vec<(String, Tree)> {
    members.into_iter().map(|(name, raw)| (name, theirs(raw))).collect()
}

/// Both agree on what `text` holds, on the source of every member, and on the line where it is wrong.
fn agree(text: &str) {
    let (here, there) = (Members::parse(text), oracle::members(text));
    assert_eq!(here.is_some(), there.is_ok(), "{text:?}");
    let line = Members::first_mistake(text);
    match (here, there) {
        (Some(here), Ok(there)) => {
            assert_eq!(line, None);
            let sources: Vec<&str> = here.iter().map(|(_, raw)| raw.get()).collect();
            assert_eq!(sources, there.iter().map(|(_, raw)| raw.get()).collect::<Vec<_>>(), "{text:?}");
            assert_eq!(our_members(&here), their_members(there), "{text:?}");
        }
        // A file that is a broken text or number is wrong where it begins: there is no object in it.
        (None, Err(error)) if text.trim_start().starts_with('{') => {
            assert_eq!(line, Some(error.line()), "{text:?}");
        }
        _ => assert!(line.is_some(), "{text:?}"),
    }
}

#[rustfmt::skip]
const VALUES: &[&str] = &[
    "0", "-0", "01", "-", "+1", "1.", ".5", "1.0", "1e5", "1E+5", "1e-05", "1e", "1e+", "1.e1", "1e999",
    "-1e999", "0x1", "00", "-01", "1 2", "9007199254740993", "123456789012345678901234567890.5e-3",
    "Infinity", "NaN", "true", "false", "null", "tru", "nul", "True", "truee", "t\nrue", "1.\n", "nul\n",
    "-\n", r#""""#, r#""a""#, r#""a"#, r#""\"\\\/\b\f\n\r\t""#, r#""\x""#, r#""\u00fc""#, r#""\u00FC\u0000""#,
    r#""\u00g0""#, r#""\u12"#, r#""\u""#, "\"\\u12\n4\"", "\"\\u12\n", r#""\u+123""#, r#""\ud83d\ude00""#,
    r#""\ud83d""#, r#""\ude00""#, r#""\ud83d\ud83d\ude00""#, r#""\ud83dx""#, r#""\ud83d\n""#,
    r#""\ud83d\u0041""#, "\"\\ud83d\n\"", "\"\\ud83d\\\n\"", "\"\\udc00\n\"", "\"\\ud83d\\u004\n\"",
    "\"a\nb\"", "\"a\tb\"", "\"\u{7f}\"", "\"\u{0}\"", "\"ü€😀\"", "\"ü\\\"€\"", "'a'", "[]", "[ ]", "[1]",
    "[1,]", "[,1]", "[1 ,2 , 3]", "[1 2]", "[1", "[1,", "[", "]", "[[]", "[\n\n1\n,]", "[}", "[1}", "{}",
    "{ }", r#"{"a":1}"#, r#"{"a":1,}"#, r#"{,"a":1}"#, r#"{"a" : 1 , "a":2}"#, r#"{"a"}"#, r#"{"a":}"#,
    r#"{"a":1"#, r#"{"a"1}"#, "{a:1}", "{1:1}", r#"{"\ud83d":1}"#, r#"{"a":{"\ud83d":[1]}}"#,
    "{\"a\"\n:\n1\n\n]", "{\"a\nb\":1}", "{]", "\u{feff}{}", "\u{a0}1", "\u{b}1", "/**/1", "1//", "", " ",
    "\n", "{}{}", "{} x", "{}\n\n,", "{}\u{0}",
];

#[test]
fn nasty_values_alone_and_inside_objects() {
    for value in VALUES {
        agree(value);
        for (before, after) in [
            ("{\"a\":", "}"),
            ("{\"a\":", "\n"),
            (" {\n\"a\" :\t", "\r\n} "),
            ("{\"a\":[", "]}"),
            ("{\"a\":[0,\n", ",1]}"),
            ("{\"a\":{\"b\":", "}}"),
            ("{\"a\":{\"b\":0,", "}}"),
            ("{\"a\":1,", "}"),
            ("{", ":1}"),
            ("{\"\\n\":0,", ":1}"),
            ("{\"a\":1}", ""),
        ] {
            agree(&[before, value, after].concat());
        }
    }
}

#[test]
fn every_character_at_every_place_of_a_text() {
    for c in ('\0'..='\u{ff}').chain(['€', '😀']) {
        for before in 0..20 {
            let filling = ["~".repeat(before), "~".repeat(20 - before)];
            agree(&["{\"a\":\"", &filling[0], &c.to_string(), &filling[1], "\"}"].concat());
        }
    }
}

#[test]
fn every_beginning_of_an_answer() {
    let text =
        "{\"a\\u00fc\\ud83d\\ude00\": [1.5e+3, -0, {\"b\": null,\n\"c\": [true, false]}], \"d\": \"\\n\"}\n";
    for end in 0..=text.len() {
        agree(&text[..end]);
    }
}

#[test]
fn depth_costs_no_stack() {
    let deep = |open: &str, close: &str| {
        ["{\"a\":", &open.repeat(200_000), "1", &close.repeat(200_000), "}"].concat()
    };
    for text in [deep("[", "]"), deep("{\"b\":", "}"), deep("[", "")] {
        assert_eq!(Members::parse(&text).is_some(), oracle::members(&text).is_ok());
    }
}
