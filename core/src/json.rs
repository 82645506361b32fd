//! Objects of texts, such as a catalog.

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

#[cfg(test)]
mod tests {
    use super::*;

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
