use super::{Symbol, icon};
use crate::dom::{El, el};

/// What a state means. Each has its own shape and word; colour never says it alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Good.
    Good,
    /// Good, but not for long.
    Soon,
    /// Over.
    Over,
    /// Neither good nor bad.
    Plain,
}

/// A state in one word or two, with its shape.
#[must_use]
pub fn state_mark(mark: Mark, words: &str) -> El {
    let (class, symbol) = match mark {
        Mark::Good => ("mark good", Symbol::Good),
        Mark::Soon => ("mark soon", Symbol::Soon),
        Mark::Over => ("mark over", Symbol::Over),
        Mark::Plain => ("mark", Symbol::Note),
    };
    el("span").class(class).child(icon(symbol)).text(words)
}
