use latchkey_core::{
    kept_code::KeptPass,
    route::{Route, Start},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{browser::address, context::use_app};

/// The start of the installed page: leads to the home view, and from there on to the only pass, so that Back
/// returns to the home view. Shows nothing itself.
#[component]
pub fn StartPage(
    /// What the page was opened for.
    start: Start,
) -> impl IntoView {
    let app = use_app();
    spawn_local(async move {
        let mut known: Vec<Route> = app.kept_codes.load().await.iter().map(KeptPass::route).collect();
        if app.route.try_get_untracked() != Some(Route::Start(start)) {
            return;
        }
        let connections = untrack(|| app.connections.all());
        app.passes.with_untracked(|passes| {
            known.extend(passes.as_slice().iter().map(|pass| Route::from(pass.id.clone())));
        });
        match start.first_view(&connections, &known) {
            Some(view) => {
                address::replace(&Route::Home);
                address::navigate_to(&view);
            }
            None => app.rewrite(Route::Home),
        }
    });
}
