//! Writes the list of available languages, taken from the file names of the catalogs.

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=../locales");
    let mut tags = Vec::new();
    for file in fs::read_dir("../locales")? {
        tags.extend(file?.path().file_stem().and_then(|stem| stem.to_str()).map(str::to_owned));
    }
    tags.sort();
    let out = Path::new(&env::var("OUT_DIR")?).join("languages.rs");
    fs::write(out, format!("&{tags:?}"))?;
    Ok(())
}
