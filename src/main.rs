//! Starts the page.

use std::{sync::Arc, time::Duration};

use latchkey::{
    app::App,
    browser::{app_update, device_clock, first_paint, install},
    context::AppContext,
    net::Fetch,
};
use leptos::{prelude::*, task::spawn_local};

/// Overwrites memory when it is freed, so that secrets do not outlive their values: an answer, a key as it
/// was typed, a symbol being drawn.
#[global_allocator]
static WIPING: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

/// Time from the start until the service worker is registered, which fetches the files of the build once
/// more.
const WORKER_DELAY: Duration = Duration::from_secs(5);

fn main() {
    leptos::mount::mount_to_body(|| {
        let app = AppContext::new(Arc::new(Fetch), Arc::new(device_clock::read));
        app.follow_browser();
        Effect::new(move |was_linked: Option<bool>| {
            let has_painted = first_paint::has_happened();
            if has_painted && was_linked != Some(true) {
                install::link_files();
            }
            has_painted
        });
        // Only the build that people load has a worker.
        if !cfg!(debug_assertions) {
            let register =
                move || spawn_local(app_update::register_worker(move || app.new_version.set(true)));
            set_timeout(register, WORKER_DELAY);
        }
        view! { <App /> }
    });
}
