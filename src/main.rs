//! Starts the page.

use std::sync::Arc;

use latchkey::{app::App, browser::device_clock, net::Fetch, world::World};
use leptos::prelude::*;

fn main() {
    leptos::mount::mount_to_body(|| {
        let world = World::new(Arc::new(Fetch), Arc::new(device_clock::read));
        world.follow_browser();
        view! { <App world=world /> }
    });
}
