//! The modules of a crate and their imports.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::circle::Edges;
use crate::paths::{UsePath, imports, re_exports};

/// Name of the crate's root module in edges.
const ROOT: &str = "crate";

/// The imports between the modules of a crate.
pub struct ImportGraph(Edges);

/// The modules of a crate, each with its re-exports.
type Modules = BTreeMap<String, Vec<UsePath>>;

impl ImportGraph {
    /// Reads the modules in a source folder. The program of `main.rs` is not one of them.
    pub fn read(folder: &Path) -> Self {
        let mut sources = BTreeMap::new();
        read_folder(folder, "", &mut sources);
        Self::new(&sources)
    }

    /// Builds the graph from the source of each module. The name of the root module is empty.
    pub fn new(sources: &BTreeMap<String, String>) -> Self {
        let modules: Modules =
            sources.iter().map(|(module, source)| (module.clone(), re_exports(source, module))).collect();
        let mut edges = Edges::new();
        for (module, source) in sources {
            let targets = imports(source, module).into_iter().map(|path| resolve(&modules, &path.target));
            let outside = targets.filter(|target| !is_same_or_descendant(target, module));
            edges.insert(label(module), outside.map(|target| label(&target)).collect::<BTreeSet<_>>());
        }
        Self(edges)
    }

    /// Returns the modules from which each module imports.
    pub fn edges(&self) -> &Edges {
        &self.0
    }
}

/// Adds the modules below `folder`, except those of tests.
fn read_folder(folder: &Path, parent: &str, sources: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if name == "tests" {
            continue;
        }
        let child = if parent.is_empty() { name.clone() } else { format!("{parent}::{name}") };
        if path.is_dir() {
            read_folder(&path, &child, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") && name != "main" {
            let module = if ["lib", "mod"].contains(&&*name) { parent.to_owned() } else { child };
            sources.insert(module, fs::read_to_string(&path).unwrap());
        }
    }
}

/// Returns the module that defines the item of an absolute path. Follows at most eight re-exports.
fn resolve(modules: &Modules, path: &[String]) -> String {
    let mut path = path.to_vec();
    for _ in 0..8 {
        let (module, rest) = split_module(modules, &path);
        let re_exports = &modules[&module];
        match rest.first().and_then(|name| re_exports.iter().find(|re_export| re_export.name == *name)) {
            Some(re_export) => path = re_export.target.iter().chain(&rest[1..]).cloned().collect(),
            None => return module,
        }
    }
    split_module(modules, &path).0
}

/// Splits an absolute path into the innermost module and the rest.
fn split_module<'a>(modules: &Modules, path: &'a [String]) -> (String, &'a [String]) {
    let module_of = |length: usize| path[..length].join("::");
    let length = (0..=path.len()).rev().find(|length| modules.contains_key(&module_of(*length)));
    let length = length.expect("the root is a module");
    (module_of(length), &path[length..])
}

fn is_same_or_descendant(module: &str, ancestor: &str) -> bool {
    ancestor.is_empty() || module == ancestor || module.starts_with(&format!("{ancestor}::"))
}

fn label(module: &str) -> String {
    if module.is_empty() { ROOT.to_owned() } else { module.to_owned() }
}
