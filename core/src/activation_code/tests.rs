mod arrangement;
mod carried;
mod choice;
mod creation;
mod entries;
mod lists;
mod order;
mod properties;

use super::*;
use crate::{notes::Note, rule::Rule};

/// The text of a fixture of the activation API.
macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../../../tests/fixtures/activation/", $name, ".json"))
    };
}
use fixture;

/// The first 33 bytes of a grey PNG of one pixel.
const HEADER: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptV";

fn asked() -> UserName {
    "USER_NAME".parse().expect("a user name")
}

fn read_body(body: &str) -> Result<Read<ActivationCodes>, Failure> {
    super::read(&Answer::json(200, body), Some(&asked()))
}

fn ok(body: &str) -> Read<ActivationCodes> {
    read_body(body).unwrap_or_else(|failure| panic!("{failure:?} for {body}"))
}

/// The answer with these entries, as JSON source.
fn list(entries: &str) -> String {
    format!(r#"{{"status":"OK","data":{{"userId":"USER_NAME","activationCodes":[{entries}]}}}}"#)
}

fn malformed(body: &str) -> String {
    match read_body(body) {
        Err(Failure::Malformed { path }) => path,
        other => panic!("{other:?} for {body}"),
    }
}

fn at(seconds: i64) -> End {
    End::At(Timestamp::from_millis(seconds * 1000).expect("in range"))
}

/// A list of codes (none for a hidden one) and ends in seconds (0 for none, 1 for one that cannot be read).
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

/// The codes as text, `-` for a hidden one.
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
