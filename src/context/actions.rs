//! The actions that the current view offers to the keyboard and to the command palette.

use leptos::prelude::*;

use super::AppContext;

/// An action of the current view.
#[derive(Clone, Copy)]
pub struct Action {
    number: usize,
    /// What it is called.
    pub name: &'static str,
    /// The key that does it, if there is one.
    pub key: Option<char>,
    /// Does it.
    pub run: Callback<()>,
}

impl AppContext {
    /// Offers an action until the current owner is cleaned up.
    pub fn offer_action(self, name: &'static str, key: Option<char>, run: impl Fn() + Send + Sync + 'static) {
        let actions = self.actions;
        let number = actions.with_untracked(|actions| actions.last().map_or(0, |last| last.number + 1));
        let run = Callback::new(move |()| run());
        actions.update(|actions| actions.push(Action { number, name, key, run }));
        on_cleanup(move || {
            let _ = actions.try_update(|actions| actions.retain(|action| action.number != number));
        });
    }
}
