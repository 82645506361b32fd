//! Starts the page.

use std::sync::Arc;

use latchkey::{app, browser::device_clock, dom::El, net::Fetch, world::World};
use leptos::prelude::*;

/// Overwrites every piece of memory that is given back: an answer, a key as it was typed, a symbol being drawn. What
/// was in them is gone with them, whoever held them.
#[global_allocator]
static WIPING: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() {
    leptos::mount::mount_to_body(|| {
        let world = World::new(Arc::new(Fetch), Arc::new(device_clock::read));
        world.follow_browser();
        if let Some(body) = document().body() {
            app::mount(El::standing(body.into()), world);
        }
    });
}
