//! Turns `locales/*.json` into the keys of the text catalog and the list of languages, and stamps the commit.
//!
//! English is compiled in; every other language is checked here to have exactly English's keys and placeholders, so
//! that a missing text fails the build, and is loaded by the page on demand.

use std::{collections::BTreeMap, env, error::Error, fs, path::Path, process::Command};

type Catalog = BTreeMap<String, String>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=.git/HEAD");
    println!("cargo:rerun-if-changed=.git/logs/HEAD");
    println!("cargo:rustc-env=LATCHKEY_COMMIT={}", commit());
    let english = read(Path::new("locales/en.json"))?;
    let mut languages = BTreeMap::new();
    for file in fs::read_dir("locales")? {
        let path = file?.path();
        let catalog = read(&path)?;
        compare(&english, &catalog).map_err(|error| format!("{}: {error}", path.display()))?;
        let tag = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        languages.insert(tag, catalog.get("language.name").cloned().unwrap_or_default());
    }
    let out = Path::new(&env::var("OUT_DIR")?).join("catalog.rs");
    fs::write(out, generated(&english, &languages))?;
    Ok(())
}

fn commit() -> String {
    let asked = Command::new("git").args(["rev-parse", "--short=10", "HEAD"]).output();
    let known = asked.ok().filter(|output| output.status.success());
    known.map_or_else(
        || "unknown".to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

fn read(path: &Path) -> Result<Catalog, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Refuses a catalog whose keys, or whose placeholders such as `{name}`, are not English's.
fn compare(english: &Catalog, other: &Catalog) -> Result<(), String> {
    for (key, text) in english {
        let translated = other.get(key).ok_or_else(|| format!("the key {key:?} is missing"))?;
        if placeholders(text) != placeholders(translated) {
            return Err(format!("{key:?} has other placeholders than English"));
        }
    }
    match other.keys().find(|key| !english.contains_key(*key)) {
        Some(key) => Err(format!("English has no key {key:?}")),
        None => Ok(()),
    }
}

/// The distinct names in braces, sorted.
fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn generated(english: &Catalog, languages: &BTreeMap<String, String>) -> String {
    let variant = |name: &String| format!("    /// `{name}`\n    {},\n", camel(name));
    let variants: String = english.keys().map(variant).collect();
    let english: Vec<_> = english.iter().collect();
    let languages: Vec<_> = languages.iter().collect();
    format!(
        "/// The key of a text.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Key {{\n{variants}}}\n\n\
         /// The name and the English text of each [`Key`], in the order of its variants.\n\
         pub(super) const ENGLISH: &[(&str, &str)] = &{english:?};\n\n\
         /// Every language there is a catalog for: its tag, and its name in itself.\n\
         pub const LANGUAGES: &[(&str, &str)] = &{languages:?};\n"
    )
}

/// `access.refresh_now` becomes `AccessRefreshNow`.
fn camel(key: &str) -> String {
    key.split(['.', '_'])
        .flat_map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            [first.to_uppercase(), rest.to_owned()]
        })
        .collect()
}
