//! Checks a `latchkey.json` with the page's own parser, and says what is wrong with it in the page's words.

mod connections;
mod encoding;
mod origins;
mod texts;

use latchkey_core::{
    config::{self, ConfigIssue},
    message::Message,
    text,
};

use self::{connections::describe, encoding::Encoding};
pub use self::{origins::origins, texts::words};

/// Longest part of a value that is printed, in characters.
const MAX_FOUND_CHARS: usize = 60;

/// What is said about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Whether the page uses the whole file.
    pub is_correct: bool,
    /// The text, in lines.
    pub text: String,
}

/// Checks the bytes of a file. `name` is what the report calls it.
#[must_use]
pub fn check(name: &str, bytes: &[u8]) -> Report {
    let text = config::decode(bytes);
    let encoding = Encoding::of(bytes, &text);
    let (config, issues) = config::parse(&text);
    let mut mistakes: Vec<String> = issues.iter().map(line_of).collect();
    let mut lines = Vec::new();
    if encoding == Encoding::Other {
        mistakes.insert(0, encoding.words().to_owned());
    } else if encoding != Encoding::Utf8 {
        lines.push(format!("Remark: {}", encoding.words()));
    }
    let is_correct = mistakes.is_empty();
    let headline = match mistakes.len() {
        0 => format!("{name} has no mistakes."),
        1 => format!("{name} has 1 mistake:"),
        count => format!("{name} has {count} mistakes:"),
    };
    lines.insert(0, headline);
    lines.extend(mistakes.iter().map(|mistake| format!("  {mistake}")));
    lines.push(match config.connections.len() {
        0 => "The page finds no connection in it.".to_owned(),
        1 => "The page finds 1 connection in it:".to_owned(),
        count => format!("The page finds {count} connections in it:"),
    });
    lines.extend(config.connections.iter().map(|connection| format!("  {}", describe(connection))));
    Report { is_correct, text: lines.join("\n") }
}

/// Returns the line of an issue: key, value and words, as on the page.
fn line_of(issue: &ConfigIssue) -> String {
    let found = text::escape_invisible(&issue.found, MAX_FOUND_CHARS).0;
    let parts = [issue.key.clone(), found, words(&Message::from(issue.kind))];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mistake_is_said_in_the_pages_words_with_key_and_value() {
        let report = check(
            "x.json",
            br#"{"accent":"red","colour":1,"connections":[
            {"id":"a","service":"access-code","base":"http://studio.example"},
            {"id":"b","name":"Desk","service":"access-code","base":"/api/gym"}]}"#,
        );
        assert!(!report.is_correct);
        assert_eq!(
            report.text.lines().collect::<Vec<_>>(),
            [
                "x.json has 3 mistakes:",
                "  accent \"red\" has to be a colour such as #0a7d5a, dark enough for white text.",
                "  colour 1 is not a known key.",
                "  connections[0].base http://studio.example Only https is allowed; http only for this very \
                 machine (localhost).",
                "The page finds 1 connection in it:",
                "  b \"Desk\": access-code at /api/gym, auth gateway",
            ]
        );
    }

    #[test]
    fn a_correct_file_lists_its_connections() {
        let report = check(
            "x.json",
            br#"{"connections":[
            {"id":"me","service":"access-code","base":"/api/gym","subject":"me"},
            {"id":"codes","service":"activation-codes","host":"idp.example.com","tenant":"demo",
             "installation":"ssms","allowCreate":true}]}"#,
        );
        assert!(report.is_correct);
        assert_eq!(
            report.text.lines().collect::<Vec<_>>(),
            [
                "x.json has no mistakes.",
                "The page finds 2 connections in it:",
                "  me \"me\": access-code at /api/gym, auth gateway, subject me",
                "  codes \"codes\": activation-codes at https://demo.idp.example.com, tenant demo, installation \
                 ssms, auth bearer, allowCreate",
            ]
        );
        assert!(check("x.json", b"{}").text.ends_with("The page finds no connection in it."));
    }

    #[test]
    fn a_file_that_is_no_json_object_is_said_with_its_line() {
        for (bytes, line) in
            [(&b"{\n\"title\": \"x\",\n}"[..], 3), (b"[]", 1), (b"<!doctype html>", 1), (b"", 1)]
        {
            let report = check("x.json", bytes);
            assert!(!report.is_correct);
            let sentence = format!("This file is not a JSON object. The first mistake is in line {line}.");
            assert!(report.text.contains(&sentence), "{}", report.text);
        }
    }

    #[test]
    fn another_encoding_is_named() {
        let text = r#"{"title":"Größe"}"#;
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, is_correct, words) in [
            (text.as_bytes().to_vec(), true, ""),
            ([b"\xef\xbb\xbf", text.as_bytes()].concat(), true, "byte order mark"),
            ([b"\xff\xfe", &utf16[..]].concat(), true, "UTF-16"),
            (utf16, true, "UTF-16"),
            (b"{\"title\":\"Gr\xf6\xdfe\"}".to_vec(), false, "neither UTF-8 nor UTF-16"),
        ] {
            let report = check("x.json", &bytes);
            assert_eq!(report.is_correct, is_correct, "{}", report.text);
            assert!(report.text.contains(words), "{}", report.text);
            assert_eq!(report.text.lines().count(), if words.is_empty() { 2 } else { 3 }, "{}", report.text);
        }
    }

    #[test]
    fn invisible_characters_of_a_value_are_spelled_out() {
        let report = check("x.json", "{\"accent\":\"\u{202e}\"}".as_bytes());
        assert!(report.text.contains("⟨U+202E⟩"), "{}", report.text);
    }
}
