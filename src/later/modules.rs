//! How far the parts are, and how they come.

use std::time::Duration;

use js_sys::{
    Object, Reflect,
    WebAssembly::{self, Instance},
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestInit, Response};

use super::{ARRIVED, EXPORTS, Rest, list_arrived, rest_arrived};
use crate::{
    browser::{abort::Abort, document, first_paint},
    dom::effect,
    live::Live,
    net::early,
    state::Known,
    world::World,
};

/// The files, in the order in which the parts come. The build puts the hash of the contents in place of the zeros.
const FILES: [&str; 2] = ["latchkey-0000000000000000_list.wasm", "latchkey-0000000000000000_rest.wasm"];
/// Time for what is fetched at once.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long what stands is left alone before the parts are fetched for later.
const PAUSE: Duration = Duration::from_secs(1);

/// A part that comes later, by its place in [`FILES`].
#[derive(Clone, Copy)]
pub(super) enum Part {
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
pub(super) enum Stage {
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
    pub(super) fn stage(self, part: Part) -> Stage {
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
    pub(super) fn want(self, part: Part) {
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
    let fetch = |file: &str| JsFuture::from(window().fetch_with_str_and_init(file, &options));
    let early = early::take_file(first, abort.signal().as_ref());
    let asked = if early.is_none() { Some(fetch(first)) } else { None };
    let others: Vec<JsFuture> = others.iter().map(|file| fetch(file)).collect();
    let compiled = match early {
        Some(module) => module.await.ok(),
        None => None,
    };
    let module = match compiled {
        Some(module) => module,
        None => compile(asked.unwrap_or_else(|| fetch(first))).await?,
    };
    start(&module).await?;
    brought();
    for response in others {
        start(&compile(response).await?).await?;
        brought();
    }
    Ok(())
}

/// Compiles a file that comes. From its bytes, which works under any content type and in browsers that compile no streams.
async fn compile(response: JsFuture) -> Result<JsValue, JsValue> {
    let response: Response = response.await?.unchecked_into();
    let bytes = JsFuture::from(response.array_buffer()?).await?;
    JsFuture::from(WebAssembly::compile(&bytes)).await
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
