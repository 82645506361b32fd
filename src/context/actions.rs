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
    callback: Callback<()>,
}

impl Action {
    /// Does it. Does nothing once the view is gone, as after a lock behind the palette.
    pub fn run(&self) {
        let _ = self.callback.try_run(());
    }
}

impl AppContext {
    /// Offers an action until the current owner is cleaned up.
    pub fn offer_action(self, name: &'static str, key: Option<char>, run: impl Fn() + Send + Sync + 'static) {
        let actions = self.actions;
        let number = actions.with_untracked(|actions| actions.last().map_or(0, |last| last.number + 1));
        let callback = Callback::new(move |()| run());
        actions.update(|actions| actions.push(Action { number, name, key, callback }));
        on_cleanup(move || {
            let _ = actions.try_update(|actions| actions.retain(|action| action.number != number));
        });
    }
}
