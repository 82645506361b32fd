use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use super::Rule;

const DOCUMENT: &str = include_str!("../../../docs/tolerance-rules.md");
const ENGLISH: &str = include_str!("../../../locales/en.json");

/// A row of a table in the document.
struct Row {
    id: &'static str,
    definition: String,
    is_noted: bool,
}

fn documented() -> Vec<Row> {
    let rows = DOCUMENT.lines().filter(|line| line.starts_with("| R-"));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [id, received, handling, noted, why, source] = cells[..] else { panic!("six cells: {line}") };
        assert!(!why.is_empty() && !source.is_empty(), "{id} has a reason and a source");
        let definition = format!("{received}: {handling}.").replace('`', "");
        Row { id, definition, is_noted: noted == "yes" }
    })
    .collect()
}

/// The Rust sources below a folder of the repository.
fn sources(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files
}

/// The letter and the digits of each rule that a text names after `prefix`, such as `K5`.
fn names_after(text: &str, prefix: &str) -> Vec<String> {
    let parts = text.split(prefix).skip(1).filter(|part| part.starts_with(['A', 'K']));
    let names = parts.map(|part| {
        let digits: String = part.chars().skip(1).take_while(char::is_ascii_digit).collect();
        [&part[..1], &digits].concat()
    });
    names.filter(|name| name.len() > 1).collect()
}

#[test]
fn the_document_and_the_enum_have_the_same_rules_and_definitions() {
    let documented = documented();
    let documented: Vec<_> = documented.iter().map(|row| (row.id, row.definition.as_str())).collect();
    let defined: Vec<_> = Rule::all().iter().map(|rule| (rule.id(), rule.definition())).collect();
    assert_eq!(documented, defined);
}

#[test]
fn every_rule_that_the_sources_name_exists() {
    let ids: BTreeSet<&str> = Rule::all().iter().map(|rule| rule.id()).collect();
    for folder in ["core/src", "sandbox/src", "sandbox/tests", "src", "first/src", "fuzz/src", "tests/web"] {
        for file in sources(folder) {
            let text = fs::read_to_string(&file).expect("a source");
            for name in names_after(&text, "R-") {
                assert!(ids.contains(&*format!("R-{name}")), "{} names R-{name}", file.display());
            }
        }
    }
}

/// The page shows these rules with their definitions in its own language. The build script checks that every
/// language has the keys of English.
#[test]
fn the_rules_that_leave_notes_are_documented_and_have_a_text() {
    let used: BTreeSet<String> = sources("core/src")
        .into_iter()
        .filter(|path| !path.components().any(|part| part.as_os_str() == "tests"))
        .filter(|path| !path.ends_with("tests.rs") && !path.ends_with("rule.rs"))
        .flat_map(|path| names_after(&fs::read_to_string(path).expect("a source"), "Rule::"))
        .map(|name| format!("R-{name}"))
        .collect();
    let documented: BTreeSet<String> =
        documented().into_iter().filter(|row| row.is_noted).map(|row| row.id.to_owned()).collect();
    assert_eq!(documented, used);

    let catalog: serde_json::Map<String, serde_json::Value> = serde_json::from_str(ENGLISH).expect("JSON");
    let texts: Vec<_> = catalog.iter().filter(|(key, _)| key.starts_with("rule.")).collect();
    assert_eq!(texts.len(), used.len());
    for rule in Rule::all().iter().filter(|rule| used.contains(rule.id())) {
        let key = rule.id().replace("R-", "rule.").to_ascii_lowercase();
        assert_eq!(catalog.get(&key).and_then(|text| text.as_str()), Some(rule.definition()), "{key}");
    }
}
