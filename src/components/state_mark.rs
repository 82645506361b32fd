use leptos::prelude::*;

use super::{Icon, Symbol};

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
#[component]
pub fn StateMark(
    /// What the state means.
    mark: Mark,
    /// The state in words.
    text: &'static str,
) -> impl IntoView {
    let (class, symbol) = match mark {
        Mark::Good => ("mark good", Symbol::Good),
        Mark::Soon => ("mark soon", Symbol::Soon),
        Mark::Over => ("mark over", Symbol::Over),
        Mark::Plain => ("mark", Symbol::Note),
    };
    view! {
        <span class=class>
            <Icon symbol />
            {text}
        </span>
    }
}
