//! Turns `locales/*.json` into the typed keys of the text catalog, and stamps the commit.
//!
//! English is compiled in; every other language is checked here to have exactly English's keys and places, so
//! that a missing text fails the build, and is loaded by the page on demand.

use std::{collections::BTreeMap, env, error::Error, fs, path::Path, process::Command};

type Catalog = BTreeMap<String, String>;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=style");
    println!("cargo:rerun-if-changed=.git/HEAD");
    println!("cargo:rerun-if-changed=.git/logs/HEAD");
    println!("cargo:rustc-env=LATCHKEY_COMMIT={}", commit());
    println!("cargo:rustc-check-cfg=cfg(in_parts)");
    if env::var("PROFILE")? == "release" && env::var("CARGO_CFG_TARGET_ARCH")? == "wasm32" {
        // scripts/pack.mjs divides the module in parts, for which it has to know what refers to what.
        println!("cargo:rustc-cfg=in_parts");
        println!("cargo:rustc-link-arg-bins=--emit-relocs");
    }
    let english = read(Path::new("locales/en.json"))?;
    let name_of = |catalog: &Catalog| catalog.get("language.name").cloned().unwrap_or_default();
    let mut languages = vec![("en".to_owned(), name_of(&english))];
    for file in fs::read_dir("locales")? {
        let path = file?.path();
        let tag = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        if tag != "en" {
            let catalog = read(&path)?;
            compare(&english, &catalog, &path)?;
            languages.push((tag, name_of(&catalog)));
        }
    }
    languages.sort();
    let out = Path::new(&env::var("OUT_DIR")?).join("catalog.rs");
    fs::write(out, generated(&english, &languages))?;
    for (part, files) in LATER_STYLES {
        let styles: Result<String, _> =
            files.iter().map(|file| fs::read_to_string(format!("style/{file}.css"))).collect();
        fs::write(Path::new(&env::var("OUT_DIR")?).join(format!("{part}.css")), smaller(&styles?))?;
    }
    Ok(())
}

/// The styles that come with the app and with its parts (`src/later.rs`), and not with the page (`scripts/join-styles.sh`).
const LATER_STYLES: [(&str, &[&str]); 3] = [
    ("app", &["frame", "parts", "states", "form"]),
    ("list", &["list", "picks"]),
    ("rest", &["create", "detail", "letter", "connection", "about"]),
];

/// Styles without comments, and without blanks where none is needed.
fn smaller(styles: &str) -> String {
    let mut words = String::new();
    for (at, piece) in styles.split("/*").enumerate() {
        words.push_str(if at == 0 { piece } else { piece.split_once("*/").map_or("", |(_, after)| after) });
    }
    let mut small = String::new();
    for word in words.split_ascii_whitespace() {
        let joins =
            small.is_empty() || small.ends_with(['{', '}', ';', ':', ',']) || word.starts_with(['{', '}']);
        small.push_str(if joins { "" } else { " " });
        small.push_str(word);
    }
    small.replace(";}", "}")
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
    let catalog: Catalog =
        serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    // The page knows a text by its place.
    if !catalog.keys().map(|key| text.find(&format!("\"{key}\": "))).is_sorted() {
        return Err(format!("{}: the keys are not in the order of the alphabet", path.display()).into());
    }
    Ok(catalog)
}

/// Refuses a catalog whose keys, or whose places such as `{name}`, are not English's.
fn compare(english: &Catalog, other: &Catalog, path: &Path) -> Result<(), Box<dyn Error>> {
    let path = path.display();
    for (key, text) in english {
        let translated = other.get(key).ok_or_else(|| format!("{path}: the key {key:?} is missing"))?;
        if places(text) != places(translated) {
            return Err(format!("{path}: {key:?} has other places in braces than English").into());
        }
    }
    match other.keys().find(|key| !english.contains_key(*key)) {
        Some(key) => Err(format!("{path}: English has no key {key:?}").into()),
        None => Ok(()),
    }
}

/// The distinct names in braces, in order of the alphabet.
fn places(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn generated(english: &Catalog, languages: &[(String, String)]) -> String {
    let key = |(at, (name, text)): (usize, (&String, &String))| {
        let variant = camel(name);
        format!(
            "    /// `{name}`\n    pub const {variant}: Self = Self(&Entry {{ at: {at}, english: {text:?} }});\n"
        )
    };
    let keys: String = english.iter().enumerate().map(key).collect();
    let names = english.keys().flat_map(|name| name.bytes().chain([0]));
    let mark = names.fold(0_u32, |mark, byte| mark.wrapping_mul(31).wrapping_add(byte.into()));
    format!(
        "#[allow(non_upper_case_globals)]\nimpl Key {{\n{keys}}}\n\n\
         /// What [`mark_of`] says of the names of all keys.\npub const MARK: u32 = 0x{:04x}_{:04x};\n\n\
         /// Every language there is a catalog for: its tag, and its name in itself.\npub const LANGUAGES: &[(&str, &str)] = &{languages:?};\n",
        mark >> 16,
        mark & 0xffff,
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
