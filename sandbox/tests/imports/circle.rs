//! Finds a circle in a directed graph.

use std::collections::{BTreeMap, BTreeSet};

/// The successors of each node.
pub type Edges = BTreeMap<String, BTreeSet<String>>;

/// Returns the nodes of a circle, the first one again at the end, or `None` if there is none.
pub fn find(edges: &Edges) -> Option<Vec<String>> {
    let mut finished = BTreeSet::new();
    edges.keys().find_map(|node| visit(edges, node, &mut Vec::new(), &mut finished))
}

/// Searches depth first. `path` leads to `node`; no circle goes through a node in `finished`.
fn visit<'a>(
    edges: &'a Edges,
    node: &'a str,
    path: &mut Vec<&'a str>,
    finished: &mut BTreeSet<&'a str>,
) -> Option<Vec<String>> {
    if let Some(start) = path.iter().position(|earlier| *earlier == node) {
        return Some(path[start..].iter().chain([&node]).map(ToString::to_string).collect());
    }
    if finished.contains(node) {
        return None;
    }
    path.push(node);
    let circle = edges.get(node).into_iter().flatten().find_map(|next| visit(edges, next, path, finished));
    path.pop();
    finished.insert(node);
    circle
}
