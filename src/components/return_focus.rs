use leptos::{html, prelude::*};

/// Restores the focus to the button that opened something, when that is closed.
pub fn return_focus(button: NodeRef<html::Button>, is_open: Signal<bool>) {
    Effect::new(move |was_open: Option<bool>| {
        let is_open = is_open.get();
        if was_open == Some(true)
            && !is_open
            && let Some(button) = button.get_untracked()
        {
            let _ = button.focus();
        }
        is_open
    });
}
