//! Order and states of a list, which are kept in the address.

use latchkey_core::{activation_code::Arrangement, route::Route};
use leptos::prelude::*;

use crate::context::AppContext;

/// Returns the order and the states of the address. Tracked.
#[must_use]
pub fn arrangement(app: AppContext) -> Arrangement {
    app.route.with(|route| match route {
        Route::Activation { arrangement, .. } => *arrangement,
        Route::Home | Route::Access { .. } | Route::NewConnection | Route::About | Route::NotFound => {
            Arrangement::default()
        }
    })
}

/// Changes order or states, and the address with them.
pub fn rearrange(app: AppContext, change: impl FnOnce(&mut Arrangement)) {
    let mut route = app.route.get_untracked();
    if let Route::Activation { arrangement, .. } = &mut route {
        change(arrangement);
        app.rewrite(route);
    }
}
