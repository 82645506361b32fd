//! Generates the text catalog and the list of languages from `locales/*.json`, and sets the commit's hash.
//!
//! English is compiled in. The page loads every other language on demand; the build fails unless its keys and
//! placeholders are exactly those of English.

use std::{collections::BTreeMap, env, error::Error, fs, path::Path, process::Command};

type Catalog = BTreeMap<String, String>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=.git/HEAD");
    println!("cargo:rerun-if-changed=.git/logs/HEAD");
    println!("cargo:rustc-env=LATCHKEY_COMMIT={}", commit_hash());
    let english = read_catalog(Path::new("locales/en.json"))?;
    let mut languages = BTreeMap::new();
    for file in fs::read_dir("locales")? {
        let path = file?.path();
        let catalog = read_catalog(&path)?;
        check_catalog(&english, &catalog).map_err(|error| format!("{}: {error}", path.display()))?;
        let tag = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        languages.insert(tag, catalog.get("language.name").cloned().unwrap_or_default());
    }
    let out = Path::new(&env::var("OUT_DIR")?).join("catalog.rs");
    fs::write(out, generate_source(&english, &languages))?;
    Ok(())
}

/// Returns the short hash of the commit, or `unknown` outside of a git repository.
fn commit_hash() -> String {
    let result = Command::new("git").args(["rev-parse", "--short=10", "HEAD"]).output();
    let output = result.ok().filter(|output| output.status.success());
    output.map_or_else(
        || "unknown".to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

/// Reads a catalog.
///
/// # Errors
/// Fails if the file is missing or no JSON object of strings.
fn read_catalog(path: &Path) -> Result<Catalog, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}

/// Checks that a catalog has English's keys, and in each text English's placeholders, such as `{name}`.
fn check_catalog(english: &Catalog, other: &Catalog) -> Result<(), String> {
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

/// Returns the distinct names in braces, sorted.
fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Returns the Rust source of the enum `Key` and its tables.
fn generate_source(english: &Catalog, languages: &BTreeMap<String, String>) -> String {
    let variant = |name: &String| format!("    /// `{name}`\n    {},\n", to_camel_case(name));
    let variants: String = english.keys().map(variant).collect();
    let english: Vec<_> = english.iter().collect();
    let languages: Vec<_> = languages.iter().collect();
    format!(
        "/// The key of a text.\n#[derive(Clone, Copy, Debug, PartialEq, Eq)]\npub enum Key {{\n{variants}}}\n\n\
         /// The name and the English text of each [`Key`], in the order of its variants.\n\
         pub(super) const ENGLISH: &[(&str, &str)] = &{english:?};\n\n\
         /// The tag of every language with a catalog, and its name in that language.\n\
         pub const LANGUAGES: &[(&str, &str)] = &{languages:?};\n"
    )
}

/// Converts `access.refresh_now` to `AccessRefreshNow`.
fn to_camel_case(key: &str) -> String {
    key.split(['.', '_'])
        .flat_map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            [first.to_uppercase(), rest.to_owned()]
        })
        .collect()
}
