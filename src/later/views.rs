//! Views that wait for their part.

use leptos::prelude::*;

use super::{
    ARRIVED, Later, List, Rest,
    modules::{Part, Stage},
};
use crate::{
    components::{Symbol, button, icon, skeleton},
    dom::{El, effect, el},
    i18n::{Key, texts},
    world::World,
};

/// A view of the list's module, with the place of rows until it is here. What cannot be fetched is said as by [`view`].
#[must_use]
pub fn list(world: &'static World, build: impl Fn(&'static List) -> El + 'static) -> El {
    let failed = move || failure(world.later, Part::List, "h1");
    behind(
        world,
        Part::List,
        Some("rows"),
        Box::new(move || ARRIVED.get().list.map(&build)),
        Box::new(failed),
    )
}

/// A part of a view that the list's module makes: nothing until that is here, and `instead` where it cannot be fetched.
#[must_use]
pub fn list_or(
    world: &'static World,
    build: impl Fn(&'static List) -> El + 'static,
    instead: impl Fn() -> El + 'static,
) -> El {
    behind(world, Part::List, None, Box::new(move || ARRIVED.get().list.map(&build)), Box::new(instead))
}

/// A view of the rest, or a part of one. `waiting` is the class of the place kept until it is here; if it cannot
/// be fetched, that is said, with a button to try again. `heading` is `h1` where nothing else stands in the view, else `h2`.
#[must_use]
pub fn view(
    world: &'static World,
    heading: &'static str,
    waiting: &'static str,
    build: impl Fn(&'static Rest) -> El + 'static,
) -> El {
    let failed = move || failure(world.later, Part::Rest, heading);
    behind(
        world,
        Part::Rest,
        Some(waiting),
        Box::new(move || ARRIVED.get().rest.map(&build)),
        Box::new(failed),
    )
}

/// What `build` makes of a part once that is here, and what `failed` makes where it cannot be fetched.
fn behind(
    world: &'static World,
    part: Part,
    waiting: Option<&'static str>,
    build: Box<dyn Fn() -> Option<El>>,
    failed: Box<dyn Fn() -> El>,
) -> El {
    let later = world.later;
    later.want(part);
    effect(move || {
        if world.surroundings.online.get() && untrack(|| later.stage(part)) == Stage::Failed {
            later.want(part);
        }
    });
    let view = move |stage| match stage {
        Stage::Here => build(),
        Stage::Failed => Some(failed()),
        Stage::Awaited => waiting.map(skeleton),
    };
    el("div").part(move || later.stage(part), view)
}

/// A part of the page could not be loaded.
fn failure(later: Later, part: Part, heading: &'static str) -> El {
    let t = texts();
    let again = button("button", Some(Symbol::Refresh), t.say(Key::FailAgain)).on_click(move || {
        later.want(part);
        if heading == "h1" {
            later.focus_heading();
        }
    });
    el("section")
        .class("card failure")
        .attr("role", "alert")
        .child(el(heading).focusable().child(icon(Symbol::Trouble)).say(t, Key::LaterFailed))
        .child(el("p").say(t, Key::LaterFailedDo))
        .child(el("div").class("actions").child(again))
}
