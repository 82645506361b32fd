//! The second module: what a first view does not need. It is fetched once that stands, or as soon as it is asked for.
//!
//! The build divides the app in two (`scripts/pack/divide.mjs`): whatever can be reached through [`SECOND`] alone comes in a
//! module of its own, which shares memory and table with the first. Nothing else decides it, no list and no name.
//! **To put a view behind the gate**, give [`Second`] a field for the function that builds it, name that function in
//! [`SECOND`], and call it nowhere else but by [`view`], as in `view(world, "h1", "rows", move |second| vec![(second.about)(world)])`;
//! a name in the first module, even in a `match` that never gets there, keeps it in the first. What is no view reads
//! [`Later::get`], after [`Later::want`].

use std::{cell::Cell, hint::black_box, time::Duration};

use gloo_net::http::{RequestBuilder, Response};
use js_sys::{Object, Reflect, WebAssembly};
use latchkey_core::{activation_code::PngBytes, secret::Secret};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

use crate::{
    browser::{abort::Abort, document},
    components::{Symbol, button, icon, skeleton},
    dom::{El, effect, el},
    i18n::{Key, texts},
    live::Live,
    pages::{self, Creation, Id, Listing, Redrawing},
    state::Known,
    world::World,
};

/// What the second module can do.
pub struct Second {
    /// The view about the page.
    pub about: fn(&'static World) -> El,
    /// The form for a connection of one's own.
    pub new_connection: fn(&'static World) -> Vec<El>,
    /// The form that has an activation code made.
    pub create: fn(Creation) -> El,
    /// One activation code in front of its list.
    pub detail: fn(Listing, Id, String, String) -> El,
    /// Letters with activation codes.
    pub print_letters: fn(Listing, Vec<Id>, String, String, Live<String>),
    /// What reads a server's image of a symbol.
    pub redrawn: fn(PngBytes, Option<Secret>) -> Redrawing,
}

/// The one thing of the second module that has a name in the first, where [`later_arrived`] alone may know it.
static SECOND: Second = Second {
    about: pages::about,
    new_connection: pages::new_connection,
    create: pages::create,
    detail: pages::detail,
    print_letters: pages::print_letters,
    redrawn: pages::redrawn,
};

thread_local! {
    static ARRIVED: Cell<Option<&'static Second>> = const { Cell::new(None) };
}

/// Hands over what the second module brings. It is the first thing that runs in it, called by the engine; nothing in
/// the first module may call it.
#[wasm_bindgen]
pub fn later_arrived() {
    // Behind the box the compiler cannot see what was handed over, and so cannot put it where it is read.
    ARRIVED.set(Some(black_box(&SECOND)));
}

/// The file. The build puts the hash of its contents in place of the zeros.
const FILE: &str = "latchkey-0000000000000000_later.wasm";
/// Time for all of it.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long what stands is left alone before the second module is fetched for later.
const PAUSE: Duration = Duration::from_secs(1);

/// How far the second module is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Away,
    OnItsWay,
    Failed,
    Here,
}

/// The second module, as the page sees it.
#[derive(Clone, Copy)]
pub struct Later {
    stage: Live<Stage>,
    shown: Live<bool>,
    focus_owed: StoredValue<bool>,
}

impl Later {
    /// Not here yet; where the build has not been divided, it is.
    #[must_use]
    pub fn new() -> Self {
        if !cfg!(in_two) {
            later_arrived();
        }
        let stage = if cfg!(in_two) { Stage::Away } else { Stage::Here };
        Self { stage: Live::new(stage), shown: Live::new(false), focus_owed: StoredValue::new(false) }
    }

    /// What it brings, once it is here, reactive.
    #[must_use]
    pub fn get(self) -> Option<&'static Second> {
        (self.stage.get() == Stage::Here).then(|| ARRIVED.get()).flatten()
    }

    /// Fetches it, unless it is here or on its way.
    pub fn want(self) {
        if matches!(self.stage.get_untracked(), Stage::OnItsWay | Stage::Here) {
            return;
        }
        self.stage.set(Stage::OnItsWay);
        spawn_local(async move {
            let abort = Abort::new();
            abort.after(PATIENCE);
            let here = fetch(&abort).await.is_ok() && ARRIVED.get().is_some();
            abort.relax();
            self.stage.set(if here { Stage::Here } else { Stage::Failed });
            if self.focus_owed.get_value() {
                self.focus_heading();
            }
        });
    }

    /// Moves the focus to the heading of the view that is being built: in the next frame or, where that has none yet, when
    /// the view has come.
    pub fn focus_heading(self) {
        request_animation_frame(move || self.focus_owed.set_value(!document::try_focus("main h1")));
    }

    /// What was asked for stands: from now on there is time for the rest.
    pub fn first_view_stands(self) {
        if !self.shown.get_untracked() {
            self.shown.set(true);
        }
    }

    /// Fetches it in time, for the life of the page: when something stands and somebody sees it, and again when the
    /// device is back online.
    pub fn follow(self, world: &'static World) {
        let around = world.surroundings;
        effect(move || {
            let idle = !world.may_hold_codes() && world.connections.file() != Known::Awaited;
            if (idle || self.shown.get()) && around.visible.get() && around.online.get() {
                let fetch = move || {
                    if around.visible.get_untracked() && around.online.get_untracked() {
                        self.want();
                    }
                };
                set_timeout(fetch, PAUSE);
            }
        });
    }
}

impl Default for Later {
    fn default() -> Self {
        Self::new()
    }
}

/// Fetches the second module and starts it with everything the first one exports.
async fn fetch(abort: &Abort) -> Result<(), JsValue> {
    let sent = RequestBuilder::new(FILE).abort_signal(abort.signal().as_ref()).send();
    let response: web_sys::Response = sent.await.map(Response::into).map_err(|_| JsValue::NULL)?;
    let imports = Object::new();
    Reflect::set(&imports, &"a".into(), &wasm_bindgen::exports())?;
    JsFuture::from(WebAssembly::instantiate_streaming(&response, &imports)).await.map(drop)
}

/// A view of the second module, or a part of one. `waiting` is the class of the place kept until it is here; if it cannot
/// be fetched, that is said, with a button to try again. `heading` is `h1` where nothing else stands in the view, else `h2`.
#[must_use]
pub fn view(
    world: &'static World,
    heading: &'static str,
    waiting: &'static str,
    build: impl Fn(&'static Second) -> Vec<El> + 'static,
) -> El {
    let later = world.later;
    later.want();
    effect(move || {
        if world.surroundings.online.get() && untrack(|| later.stage.get()) == Stage::Failed {
            later.want();
        }
    });
    let view = move |stage| match (stage, ARRIVED.get()) {
        (Stage::Here, Some(second)) => build(second),
        (Stage::Failed, _) => vec![failure(later, heading)],
        _ => vec![skeleton(waiting)],
    };
    el("div").part(move || later.stage.get(), view)
}

/// A part of the page could not be loaded.
fn failure(later: Later, heading: &'static str) -> El {
    let t = texts();
    let again = button("button", Some(Symbol::Refresh), t.say(Key::FailAgain)).on_click(move || {
        later.want();
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
