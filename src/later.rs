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

mod modules;
mod views;

use std::{cell::Cell, hint::black_box};

use js_sys::Object;
use latchkey_core::{
    activation_code::PngBytes,
    connection::Installation,
    failure::Failure,
    ids::{ConnectionId, UserName},
    notes::Note,
    request::ImageWish,
    retry::Api,
    route::Route,
    secret::Secret,
};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};

pub use self::{
    modules::Later,
    views::{list, list_or, view},
};
use crate::{
    browser::document,
    components,
    dom::El,
    live::Live,
    pages::{self, Creation, Id, Listing, Redrawing},
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
