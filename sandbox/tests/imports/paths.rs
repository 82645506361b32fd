//! Reads the paths from a module's source.

/// A path and the name that it has in the module.
#[derive(Debug, PartialEq, Eq)]
pub struct UsePath {
    /// The segments from the root of the crate.
    pub target: Vec<String>,
    /// The last segment or the name after `as`.
    pub name: String,
}

/// Returns the paths into the crate that a module imports or mentions, without its re-exports and tests.
pub fn imports(source: &str, module: &str) -> Vec<UsePath> {
    read_paths(source)
        .into_iter()
        .filter(|path| !path.is_public)
        .filter_map(|path| path.resolve(module))
        .collect()
}

/// Returns the paths into the crate that a module re-exports.
pub fn re_exports(source: &str, module: &str) -> Vec<UsePath> {
    read_paths(source)
        .into_iter()
        .filter(|path| path.is_public)
        .filter_map(|path| path.resolve(module))
        .collect()
}

/// A path as written in the source.
struct WrittenPath {
    segments: Vec<String>,
    name: String,
    /// Whether it is of a `pub use` declaration.
    is_public: bool,
}

impl WrittenPath {
    /// Resolves the path in `module`. Returns `None` for a path into another crate.
    ///
    /// A re-exported path may start with a child of the module. Another crate is then taken for a child too,
    /// which is harmless, since there is no module of that name.
    fn resolve(self, module: &str) -> Option<UsePath> {
        let mut base: Vec<String> =
            module.split("::").filter(|name| !name.is_empty()).map(Into::into).collect();
        let mut segments = self.segments.into_iter().peekable();
        match segments.peek().map(String::as_str) {
            Some("crate") => {
                base.clear();
                segments.next();
            }
            Some("self") => {
                segments.next();
            }
            Some("super") => {}
            _ if self.is_public => {}
            _ => return None,
        }
        while segments.next_if(|segment| segment == "super").is_some() {
            base.pop();
        }
        base.extend(segments.filter(|segment| segment != "self"));
        Some(UsePath { target: base, name: self.name })
    }
}

/// Returns the paths of `use` declarations, and all other paths that start with `crate`, `super` or `self`.
fn read_paths(source: &str) -> Vec<WrittenPath> {
    let tokens = tokenize(without_tests(source));
    let mut paths = Vec::new();
    let mut position = 0;
    let mut is_public = false;
    while let Some(token) = tokens.get(position) {
        position += 1;
        match token.as_str() {
            "pub" => {
                is_public = true;
                if tokens.get(position).is_some_and(|next| next == "(") {
                    let end =
                        tokens[position..].iter().position(|token| token == ")").expect("a closing bracket");
                    position += end + 1;
                }
                continue;
            }
            "use" => read_use_tree(&tokens, &mut position, &[], is_public, &mut paths),
            "crate" | "super" | "self" if tokens.get(position).is_some_and(|next| next == "::") => {
                position -= 1;
                read_use_tree(&tokens, &mut position, &[], false, &mut paths);
            }
            _ => {}
        }
        is_public = false;
    }
    paths
}

/// Reads a path or a group of paths in braces that starts at `position`, and moves it behind.
fn read_use_tree(
    tokens: &[String],
    position: &mut usize,
    prefix: &[String],
    is_public: bool,
    paths: &mut Vec<WrittenPath>,
) {
    let mut segments = prefix.to_vec();
    while let Some(token) = tokens.get(*position) {
        if token == "{" {
            *position += 1;
            while tokens.get(*position).is_some_and(|token| token != "}") {
                read_use_tree(tokens, position, &segments, is_public, paths);
                if tokens.get(*position).is_some_and(|token| token == ",") {
                    *position += 1;
                }
            }
            *position += 1;
            return;
        }
        segments.push(token.clone());
        *position += 1;
        if tokens.get(*position).is_none_or(|token| token != "::") {
            break;
        }
        *position += 1;
    }
    let mut name = segments.iter().rev().find(|segment| *segment != "self").cloned().unwrap_or_default();
    if tokens.get(*position).is_some_and(|token| token == "as") {
        name.clone_from(&tokens[*position + 1]);
        *position += 2;
    }
    paths.push(WrittenPath { segments, name, is_public });
}

/// Returns the source before the inline test module, which is the last item of a file.
fn without_tests(source: &str) -> &str {
    let is_inline = |start: &usize| source[*start..].lines().nth(1).is_some_and(|line| line.ends_with('{'));
    let start = source.match_indices("#[cfg(test)]\nmod ").map(|(start, _)| start).find(is_inline);
    &source[..start.unwrap_or(source.len())]
}

/// Splits the source into words, `::` and single characters, without line comments and spaces.
fn tokenize(source: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    for line in source.lines() {
        let mut rest = line.split("//").next().unwrap_or_default().trim_start();
        while let Some(first) = rest.chars().next() {
            let is_word = |character: char| character.is_alphanumeric() || character == '_';
            let length = if is_word(first) {
                rest.find(|character| !is_word(character)).unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            let (token, after) = rest.split_at(length);
            tokens.push(token.to_owned());
            rest = after.trim_start();
        }
    }
    tokens
}
