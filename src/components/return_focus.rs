use leptos::{html, prelude::*};

use crate::browser::document;

/// Restores the focus to the button that opened something, when that is closed; to the view's heading if the
/// button is gone.
pub fn return_focus(button: NodeRef<html::Button>, is_open: Signal<bool>) {
    Effect::new(move |was_open: Option<bool>| {
        let is_open = is_open.get();
        if was_open == Some(true) && !is_open {
            match button.get_untracked().filter(|button| button.is_connected()) {
                Some(button) => drop(button.focus()),
                None => document::focus("main h1"),
            }
        }
        is_open
    });
}
