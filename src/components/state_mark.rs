use leptos::prelude::*;

use super::{Icon, IconName};

/// The meaning of a state. Each has its own shape and word; colour is never the only difference.
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
    let (class, name) = match mark {
        Mark::Good => ("mark good", IconName::Good),
        Mark::Soon => ("mark soon", IconName::Soon),
        Mark::Over => ("mark over", IconName::Over),
        Mark::Plain => ("mark", IconName::Note),
    };
    view! {
        <span class=class>
            <Icon name />
            <span prop:textContent=text />
        </span>
    }
}
