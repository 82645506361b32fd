//! Objects of texts, such as a catalog, and texts as JSON.

use crate::wire::{Members, Value};

/// The members of an object of texts, in order; absent where it is no such object.
#[must_use]
pub fn texts(json: &str) -> Option<Vec<(String, String)>> {
    let members = Members::parse(json)?;
    let texts = members.iter().map(|(key, raw)| match Value::of(raw) {
        Value::Text(text) => Some((key.to_owned(), text.into_owned())),
        Value::Absent | Value::Null | Value::Number(_) | Value::List(_) | Value::Object(_) | Value::Other => {
            None
        }
    });
    texts.collect()
}

/// The text as a JSON string, quotation marks included.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\0'..='\u{1f}' => {
                let digits = [u32::from(c) >> 4, u32::from(c) & 15];
                quoted.push_str("\\u00");
                quoted.extend(digits.iter().filter_map(|digit| char::from_digit(*digit, 16)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn another_decoder_reads_what_was_quoted(text in any::<String>()) {
            prop_assert_eq!(serde_json::from_str::<String>(&quoted(&text)).ok(), Some(text));
        }
    }

    #[test]
    fn only_what_json_demands_is_escaped() {
        assert_eq!(quoted("a\"b\\c\u{1f}\n/ü\u{7f}"), "\"a\\\"b\\\\c\\u001f\\u000a/ü\u{7f}\"");
    }

    #[test]
    fn an_object_of_texts_keeps_its_order_and_anything_else_is_none() {
        let texts_of =
            |json| texts(json).map(|texts| texts.into_iter().map(|(k, v)| k + "=" + &v).collect::<Vec<_>>());
        assert_eq!(texts_of(r#"{"b":"\u00fc","a":"x"}"#), Some(vec!["b=ü".to_owned(), "a=x".to_owned()]));
        assert_eq!(texts_of("{}"), Some(Vec::new()));
        for json in ["", "[]", r#"{"a":1}"#, r#"{"a":"b""#, "null", r#"{"a":null}"#] {
            assert_eq!(texts_of(json), None, "{json}");
        }
    }
}
