//! The verdict of the parser on the example files of `tests/fixtures/config/`, which their folders tell. The
//! schema's verdict is tested in `tests/docs/config-schema.test.mjs`.

#![allow(clippy::expect_used)]

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use latchkey_check_config::{check, words};
use latchkey_core::{config, message::Message};

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/config");

/// Returns path and content of each file of a folder.
fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(Path::new(EXAMPLES).join(folder)).expect("a folder");
    let paths = entries.map(|entry| entry.expect("a file").path());
    paths.map(|path| (path.display().to_string(), fs::read(&path).expect("a file"))).collect()
}

#[test]
fn the_parser_accepts_valid_files_and_those_with_what_it_repairs() {
    for (path, bytes) in files("valid").into_iter().chain(files("only-page-accepts")) {
        let report = check(&path, &bytes);
        assert!(report.is_correct, "{}", report.text);
    }
}

#[test]
fn the_parser_refuses_invalid_files_and_those_whose_mistake_a_schema_cannot_find() {
    for (path, bytes) in files("invalid").into_iter().chain(files("only-schema-accepts")) {
        let report = check(&path, &bytes);
        assert!(!report.is_correct, "{}", report.text);
    }
}

#[test]
fn the_examples_lead_to_every_text_about_a_mistake_and_each_exists() {
    let mut keys = BTreeSet::new();
    for (path, bytes) in files("invalid").into_iter().chain(files("only-schema-accepts")) {
        for issue in config::parse(&config::decode(&bytes)).1 {
            let message = Message::from(issue.kind);
            assert!(!words(&message).is_empty(), "{path}: no text {}", message.key);
            keys.insert(message.key);
        }
    }
    // As many as there are in core/src/message.rs.
    assert_eq!(keys.len(), 26, "{keys:?}");
}

#[test]
fn the_command_tells_its_verdict_by_its_status() {
    let check = |argument: &str| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_check-config")).arg(argument).output().expect("it runs");
        let text = String::from_utf8([output.stdout, output.stderr].concat()).expect("text");
        (output.status.code(), text)
    };
    let file = |name: &str| format!("{EXAMPLES}/{name}");
    for (argument, status, words) in [
        (file("valid/complete.json"), 0, "has no mistakes"),
        (file("invalid/accent-word.json"), 1, "has 1 mistake"),
        (file("none.json"), 1, "there is no such file"),
        (EXAMPLES.to_owned(), 1, "it is a folder"),
        (String::new(), 2, "Which file?"),
    ] {
        let (code, text) = check(&argument);
        assert!(code == Some(status) && text.contains(words), "{argument}: {code:?} {text}");
    }
}
