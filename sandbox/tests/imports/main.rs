//! Checks that the modules of each crate do not import each other in a circle.
//!
//! The imports are read from the sources: all paths that start with `crate`, `super` or `self`, in `use`
//! declarations and elsewhere. An import through a re-export (`pub use`) counts as one from the module that
//! defines the item. A module may import from its own descendants, which are parts of it; those imports are not
//! counted, and neither are re-exports and test modules.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod circle;
mod graph;
mod paths;

use std::path::Path;

use graph::ImportGraph;

/// The source folders, relative to the workspace.
const SOURCE_FOLDERS: [&str; 5] = ["core/src", "first/src", "qr/src", "sandbox/src", "src"];

#[test]
fn modules_do_not_import_each_other_in_a_circle() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for folder in SOURCE_FOLDERS {
        let graph = ImportGraph::read(&workspace.join(folder));
        assert!(graph.edges().len() > 1, "{folder} has no modules");
        if let Some(circle) = circle::find(graph.edges()) {
            panic!("{folder}: circle of imports: {}", circle.join(" -> "));
        }
    }
}

/// Returns the circle of a crate with these modules.
fn circle_of(sources: &[(&str, &str)]) -> Option<Vec<String>> {
    let sources = sources.iter().map(|(module, source)| ((*module).to_owned(), (*source).to_owned()));
    circle::find(ImportGraph::new(&sources.collect()).edges())
}

#[test]
fn a_circle_of_siblings_is_found_in_every_kind_of_import() {
    for (a, b) in [
        ("use crate::b::B;", "use crate::a::A;"),
        ("use super::b;", "pub(crate) fn f() -> super::a::A { todo!() }"),
        ("use crate::{c::C, b::{self, B as D}};", "const X: u8 = crate::a::X;"),
        ("pub(super) use std::fmt;\nuse crate::b::*;", "use crate::{\n    a::{A},\n};"),
    ] {
        let circle = circle_of(&[("", "pub mod a;\nmod b;\nmod c;"), ("a", a), ("b", b), ("c", "")]);
        assert_eq!(circle, Some(vec!["a".to_owned(), "b".to_owned(), "a".to_owned()]), "{a} {b}");
    }
}

#[test]
fn a_circle_through_a_re_export_is_found() {
    let circle = circle_of(&[
        ("", "mod a;\npub mod b;\npub use b::{B, C as D};"),
        ("a", "use crate::D;"),
        ("b", "use crate::a::A;"),
    ]);
    assert_eq!(circle.unwrap().len(), 3);
}

#[test]
fn parents_and_children_comments_and_tests_make_no_circle() {
    let circle = circle_of(&[
        ("", "mod a;\nmod b;\npub use a::A;\nfn f() { a::g(crate::b::h()) }"),
        ("a", "mod c;\npub use c::C;\nuse self::c::D;\nuse crate::b::B;\n"),
        ("a::c", "use super::A;\nuse crate::F;"),
        (
            "b",
            "// use crate::a::A;\n//! [`crate::a::A`]\npub(in crate::b) use std::fmt;\n\
             #[cfg(test)]\nmod tests {\n    use crate::a::A;\n}",
        ),
    ]);
    assert_eq!(circle, None);
}
