mod creation;
mod diff;
mod entries;
mod export;
mod find;
mod list_options;
mod lists;
mod order;
mod properties;

use super::*;
use crate::{notes::Note, rule::Rule};

/// Includes a fixture of the activation API.
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../../../tests/fixtures/activation/", $name, ".json"))
    };
}
use fixture;

/// The first 33 bytes of a greyscale PNG of one pixel, as base64.
const HEADER: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptV";

fn user() -> UserName {
    "USER_NAME".parse().expect("a user name")
}

fn decode_body(body: &str) -> Result<Decoded<ActivationCodes>, Failure> {
    super::decode(&Answer::json(200, body), Some(&user()), str::to_lowercase)
}

fn ok(body: &str) -> Decoded<ActivationCodes> {
    decode_body(body).unwrap_or_else(|failure| panic!("{failure:?} for {body}"))
}

/// Returns an answer with these entries, given as JSON.
fn list(entries: &str) -> String {
    format!(r#"{{"status":"OK","data":{{"userId":"USER_NAME","activationCodes":[{entries}]}}}}"#)
}

fn malformed(body: &str) -> String {
    match decode_body(body) {
        Err(Failure::Malformed { path }) => path,
        other => panic!("{other:?} for {body}"),
    }
}

fn at(seconds: i64) -> End {
    End::At(Timestamp::from_millis(seconds * 1000).expect("in range"))
}

/// Decodes a list of codes (`None` for a hidden one) and ends in seconds (0 for no end, 1 for an unknown
/// one).
fn listed(entries: &[(Option<&str>, i64)]) -> ActivationCodes {
    let entries: Vec<String> = entries
        .iter()
        .map(|(code, end)| {
            let code = code.map_or_else(|| "null".to_owned(), |code| serde_json::json!(code).to_string());
            let end = if *end == 1 { "?".to_owned() } else { end.to_string() };
            format!(r#"{{"activationCode":{code},"activationNotAfter":"{end}"}}"#)
        })
        .collect();
    ok(&list(&entries.join(","))).value
}

/// Returns the codes as text, `-` for a hidden one.
fn texts(entries: &[ActivationCode]) -> Vec<&str> {
    entries
        .iter()
        .map(|entry| match &entry.code {
            Code::Shown { text, .. } => text.reveal(),
            Code::Hidden => "-",
        })
        .collect()
}

fn rules(notes: &[Note]) -> Vec<(&str, &str)> {
    notes.iter().map(|note| (note.rule.id(), note.path.as_str())).collect()
}
