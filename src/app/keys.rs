//! The keys that work anywhere in the page.

use latchkey_core::{
    route::Route,
    shortcut::{KeyPress, Modifier, Shortcut},
};
use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;

use crate::{
    browser::{address, dialog, element, events::listen_in_owner},
    context::{AppContext, FrameDialog, use_app},
};

/// Follows the keys of the page until the current owner is cleaned up.
pub fn follow_keys() {
    let app = use_app();
    listen_in_owner(&["keydown"], move |event| {
        let event: &KeyboardEvent = event.unchecked_ref();
        let key = event.key();
        let press = KeyPress {
            key: &key,
            modifier: match (event.alt_key(), event.ctrl_key() || event.meta_key()) {
                (true, _) => Modifier::Alt,
                (false, true) => Modifier::Ctrl,
                (false, false) => Modifier::None,
            },
            is_typing: element::is_typing_place(event.target()),
            is_behind_dialog: dialog::is_any_open(),
        };
        let has_single_keys = app.preferences.single_keys.try_get_untracked() == Some(true);
        if let Some(shortcut) = press.shortcut(has_single_keys)
            && follow(app, shortcut)
        {
            event.prevent_default();
        }
    });
}

/// Does what a shortcut means, and returns whether it means something here.
fn follow(app: AppContext, shortcut: Shortcut) -> bool {
    match shortcut {
        Shortcut::Palette => app.dialog.set(Some(FrameDialog::Palette)),
        Shortcut::Help => app.dialog.set(Some(FrameDialog::Keys)),
        // At the desk digits are typed into the field, whatever has the focus.
        Shortcut::Pass(_) if app.route.with_untracked(|route| matches!(route, Route::Desk { .. })) => {
            return false;
        }
        Shortcut::Pass(place) => {
            let id =
                app.passes.with_untracked(|passes| passes.as_slice().get(place).map(|pass| pass.id.clone()));
            let Some(id) = id else { return false };
            address::navigate_to(&Route::from(id));
        }
        Shortcut::Action(key) => {
            let action = app.actions.with_untracked(|actions| {
                actions.iter().rev().find(|action| action.key == Some(key)).copied()
            });
            let Some(action) = action else { return false };
            action.run();
        }
    }
    true
}
