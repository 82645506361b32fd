//! What comes later than the first module: two parts, each in a module of its own, [`List`] and [`Rest`].
//!
//! The build divides the app (`scripts/pack/divide.mjs`): whatever can be reached through [`LIST`], but not without it, comes
//! in the list's module, and what can be reached through [`REST`] alone in the rest's. They share memory and table with the
//! first. Nothing else decides it, no list and no name. The rest comes after the list, whose functions it may call. Both are
//! fetched once the first view stands; each is as soon as it is asked for.
//! **To put a view behind a gate**, give [`Rest`] a field for the function that builds it, name that function in
//! [`REST`], and call it nowhere else but by [`view`], as in `view(world, "h1", "rows", move |rest| (rest.about)(world))`;
//! a name in an earlier module, even in a `match` that never gets there, keeps it in that one. What is no view reads
//! [`Later::rest`].

use std::{cell::Cell, hint::black_box, time::Duration};

use js_sys::{
    Object, Promise, Reflect,
    WebAssembly::{self, Instance},
};
use latchkey_core::{
    activation_code::PngBytes,
    connection::Installation,
    failure::Failure,
    ids::{ConnectionId, UserName},
    notes::Note,
    request::ImageWish,
    retry::Api,
    secret::Secret,
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::RequestInit;

use crate::{
    browser::{abort::Abort, document, first_paint},
    components::{self, Symbol, button, icon, skeleton},
    dom::{El, effect, el},
    i18n::{Key, texts},
    live::Live,
    net::early,
    pages::{self, Creation, Id, Listing, Redrawing},
    route::Route,
    state::Known,
    world::World,
};

/// What the list's module can do.
pub struct List {
    /// A user's activation codes.
    pub activation: fn(&'static World, ConnectionId, Option<UserName>, ImageWish, Option<Installation>) -> El,
    /// What a service's answer means that is no code, and what can be done about it.
    pub failure_report: fn(&Failure, Api, bool, El) -> El,
    /// Which tolerance an answer needed.
    pub notes_fold: fn(&[Note], usize) -> El,
}

/// What the module of the rest can do.
pub struct Rest {
    /// The view about the page.
    pub about: fn(&'static World) -> El,
    /// The form for a connection of one's own.
    pub new_connection: fn(&'static World) -> El,
    /// What in `latchkey.json` cannot be used.
    pub issues: fn(&str) -> El,
    /// The form that has an activation code made.
    pub create: fn(Creation) -> El,
    /// One activation code in front of its list.
    pub detail: fn(Listing, Id, String, String) -> El,
    /// Letters with activation codes.
    pub print_letters: fn(Listing, Vec<Id>, String, String, Live<String>),
    /// What can be chosen about a list.
    pub options: fn(&'static World, Route, Installation) -> El,
    /// What reads a server's image of a symbol.
    pub redrawn: fn(PngBytes, Option<Secret>) -> Redrawing,
}

/// The one thing of the list's module that has a name in the first, where [`list_arrived`] alone may know it.
static LIST: List = List {
    activation: pages::activation,
    failure_report: components::failure_report,
    notes_fold: components::notes_fold,
};

/// The one thing of the rest's module that has a name in those before, where [`rest_arrived`] alone may know it.
static REST: Rest = Rest {
    about: pages::about,
    new_connection: pages::new_connection,
    issues: pages::issues,
    create: pages::create,
    detail: pages::detail,
    print_letters: pages::print_letters,
    options: pages::options,
    redrawn: pages::redrawn,
};

/// What has been handed over.
#[derive(Clone, Copy)]
struct Arrived {
    list: Option<&'static List>,
    rest: Option<&'static Rest>,
}

impl Arrived {
    fn count(self) -> usize {
        usize::from(self.list.is_some()) + usize::from(self.rest.is_some())
    }
}

thread_local! {
    static ARRIVED: Cell<Arrived> = const { Cell::new(Arrived { list: None, rest: None }) };
    /// What a module can take from those before it.
    static EXPORTS: Object = Object::assign(&Object::new(), wasm_bindgen::exports().unchecked_ref());
}

/// Hands over what the list's module brings. It is the first thing that runs in it, called by the engine; nothing in
/// the first module may call it.
#[wasm_bindgen]
pub fn list_arrived() {
    document::adopt_styles(include_str!(concat!(env!("OUT_DIR"), "/list.css")));
    // Behind the box the compiler cannot see what was handed over, and so cannot put it where it is read.
    ARRIVED.set(Arrived { list: Some(black_box(&LIST)), ..ARRIVED.get() });
}

/// Hands over what the module of the rest brings, as [`list_arrived`] does for the list's.
#[wasm_bindgen]
pub fn rest_arrived() {
    document::adopt_styles(include_str!(concat!(env!("OUT_DIR"), "/rest.css")));
    ARRIVED.set(Arrived { rest: Some(black_box(&REST)), ..ARRIVED.get() });
}

/// The files, in the order in which the parts come. The build puts the hash of the contents in place of the zeros.
const FILES: [&str; 2] = ["latchkey-0000000000000000_list.wasm", "latchkey-0000000000000000_rest.wasm"];
/// Time for what is fetched at once.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long what stands is left alone before the parts are fetched for later.
const PAUSE: Duration = Duration::from_secs(1);

/// A part that comes later, by its place in [`FILES`].
#[derive(Clone, Copy)]
enum Part {
    List,
    Rest,
}

/// How many of the parts are here, and how many are here or on their way.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Progress {
    here: usize,
    wanted: usize,
    /// What was wanted besides could not be had.
    failed: bool,
}

/// How far one part is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Awaited,
    Failed,
    Here,
}

/// The later parts, as the page sees them.
#[derive(Clone, Copy)]
pub struct Later {
    progress: Live<Progress>,
    shown: Live<bool>,
    focus_owed: StoredValue<bool>,
}

impl Later {
    /// Nothing is here yet; where the build has not been divided, everything is.
    #[must_use]
    pub fn new() -> Self {
        if !cfg!(in_parts) && ARRIVED.get().count() == 0 {
            list_arrived();
            rest_arrived();
        }
        let here = if cfg!(in_parts) { 0 } else { FILES.len() };
        let progress = Progress { here, wanted: here, failed: false };
        Self { progress: Live::new(progress), shown: Live::new(false), focus_owed: StoredValue::new(false) }
    }

    /// How far a part is, reactive.
    fn stage(self, part: Part) -> Stage {
        let Progress { here, failed, .. } = self.progress.get();
        match part as usize {
            place if place < here => Stage::Here,
            _ if failed => Stage::Failed,
            _ => Stage::Awaited,
        }
    }

    /// What the rest brings, once it is here, reactive. It is fetched; where that fails, again in time.
    #[must_use]
    pub fn rest(self) -> Option<&'static Rest> {
        if self.stage(Part::Rest) == Stage::Awaited {
            self.want(Part::Rest);
        }
        ARRIVED.get().rest
    }

    /// Fetches a part and those before it, unless they are here or on their way.
    fn want(self, part: Part) {
        let Progress { here, wanted, .. } = self.progress.get_untracked();
        let all = part as usize + 1;
        if wanted >= all {
            return;
        }
        self.progress.set(Progress { here, wanted: all, failed: false });
        // Who fetches one now goes on with the next.
        if here == wanted {
            spawn_local(self.fetch());
        }
    }

    /// Fetches what is wanted until it is here or fails.
    async fn fetch(self) {
        loop {
            let Progress { here, wanted, .. } = self.progress.get_untracked();
            let files = FILES.get(here..wanted).unwrap_or_default();
            if files.is_empty() {
                return;
            }
            let abort = Abort::new();
            abort.after(PATIENCE);
            let brought = || self.goes_on(|progress| progress.here += 1);
            if bring(files, &abort, brought).await.is_err() {
                abort.now();
                self.goes_on(|progress| {
                    progress.wanted = progress.here;
                    progress.failed = true;
                });
            }
            abort.relax();
        }
    }

    fn goes_on(self, change: impl FnOnce(&mut Progress)) {
        self.progress.update(change);
        if self.focus_owed.get_value() {
            self.focus_heading();
        }
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

    /// Does what no first view waits for in time, for the life of the page: when something stands and somebody sees it, all
    /// parts are fetched, and again when the device is back online.
    pub fn follow(self, world: &'static World) {
        let around = world.surroundings;
        let idle = move || !world.may_hold_codes() && world.connections.file() != Known::Awaited;
        first_paint::awaited();
        // A service may take its time.
        set_timeout(first_paint::comes, PAUSE);
        effect(move || {
            if idle() || self.shown.get() {
                first_paint::comes();
            }
        });
        effect(move || {
            if (idle() || self.shown.get()) && around.visible.get() && around.online.get() {
                let fetch = move || {
                    if around.visible.get_untracked() && around.online.get_untracked() {
                        self.want(Part::Rest);
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

/// Fetches these parts, all at once, and starts one after the other with everything that those before it export. The first of
/// them may have been fetched before the app was there.
async fn bring(files: &[&str], abort: &Abort, brought: impl Fn()) -> Result<(), JsValue> {
    let Some((first, others)) = files.split_first() else { return Ok(()) };
    let options = RequestInit::new();
    options.set_signal(abort.signal().as_ref());
    let fetch = |file: &str| {
        let response: Promise = window().fetch_with_str_and_init(file, &options).unchecked_into();
        JsFuture::from(WebAssembly::compile_streaming(&response))
    };
    let early = early::module(first, abort);
    let is_early = early.is_some();
    let asked = early.unwrap_or_else(|| fetch(first));
    let others: Vec<JsFuture> = others.iter().map(|file| fetch(file)).collect();
    let first = match asked.await {
        Err(_) if is_early => fetch(first).await?,
        module => module?,
    };
    start(&first).await?;
    brought();
    for module in others {
        start(&module.await?).await?;
        brought();
    }
    Ok(())
}

/// Starts a compiled part with everything that those before it export.
async fn start(module: &JsValue) -> Result<(), JsValue> {
    let before = ARRIVED.get().count();
    let exports = EXPORTS.with(Object::clone);
    let imports = Object::new();
    Reflect::set(&imports, &"a".into(), &exports)?;
    let started = WebAssembly::instantiate_module(module.unchecked_ref(), &imports);
    let instance: Instance = JsFuture::from(started).await?.unchecked_into();
    let _ = Object::assign(&exports, &instance.exports());
    if ARRIVED.get().count() == before { Err(JsValue::NULL) } else { Ok(()) }
}

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
