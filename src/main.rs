//! Starts the page.

use std::sync::Arc;

use latchkey::{app, browser::device_clock, dom::El, net::Fetch, world::World};
use leptos::prelude::*;

fn main() {
    leptos::mount::mount_to_body(|| {
        let world = World::new(Arc::new(Fetch), Arc::new(device_clock::read));
        world.follow_browser();
        if let Some(body) = document().body() {
            app::mount(El::standing(body.into()), world);
        }
    });
}
