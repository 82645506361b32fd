//! The order and the filter of a list, which its address keeps.

use latchkey_core::{activation_code::ListOptions, route::Route};
use leptos::prelude::*;

use crate::context::AppContext;

/// Returns the list options of the address. Tracked.
#[must_use]
pub fn list_options(app: AppContext) -> ListOptions {
    app.route.with(|route| match route {
        Route::Activation { list_options, .. } => *list_options,
        Route::Home
        | Route::Start(_)
        | Route::Access { .. }
        | Route::Desk { .. }
        | Route::NewConnection
        | Route::About
        | Route::NotFound => ListOptions::default(),
    })
}

/// Changes the list options, and the address with them.
pub fn change_list_options(app: AppContext, change: impl FnOnce(&mut ListOptions)) {
    let mut route = app.route.get_untracked();
    if let Route::Activation { list_options, .. } = &mut route {
        change(list_options);
        app.rewrite(route);
    }
}
