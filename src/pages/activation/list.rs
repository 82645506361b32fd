use std::{cell::Cell, sync::Arc};

use latchkey_core::{
    activation_code::{Counts, MOST_ENTRIES, State, States},
    failure::Failure,
    refresh::{Activity, Shows},
    retry::Api,
};
use leptos::prelude::*;

use super::{
    bar::{arrangement, bar, rearrange, type_into_search},
    create::{Creation, create as create_form},
    detail::detail,
    expired::expired_fold,
    list_state::{Id, ListRequest, ListSource, ListState},
    selection_bar::picks,
    virtual_list::virtual_list,
};
use crate::{
    browser::{
        first_paint,
        intl::{self, Distance},
    },
    components::{Symbol, button, copy_row, notes_fold, notice, skeleton},
    context::AppContext,
    dom::{El, effect, el, memo, svg},
    i18n::{Key, Texts, texts},
    pages::{
        bridge::{failure_card, refresh_button, watch},
        refresh_controller::RefreshController,
    },
};

/// A list of no more entries is seen at one glance: nothing to search, nothing to sort.
const FEW: usize = 6;
/// How often the list is asked for anew where that is wished, in milliseconds.
const AGAIN: i64 = 60_000;

/// The list, or what stands in its place: a failure, or nothing yet.
#[must_use]
pub fn code_list(app: AppContext, asked: ListRequest, refused: RwSignal<bool>) -> El {
    let t = texts();
    let listing = ListState::new(app, t, asked.images);
    let (tenant, may_create) = (asked.tenant.to_string(), asked.create);
    // For display only: nothing about a token is verified here.
    let token_ends = app.credentials.get(&asked.connection).and_then(|token| token.ends());
    let token = token_ends.map(|end| {
        let left = move || end.millis_since(app.clock.ticking().time);
        let words = move || match left() {
            left if left > 0 => {
                t.fill(Key::TokenEnds, &[("relative", &intl::relative(t.language(), Distance::of(left, 0)))])
            }
            _ => t.say(Key::TokenEnded).to_owned(),
        };
        el("p").class("quiet").live_text(words)
    });
    let gateway = asked.base.is_same_origin();
    let asked = Arc::new(asked);
    let on_its_way = ListSource { asked: Arc::clone(&asked), listing, refused };
    let loader = RefreshController::start(app, Api::ActivationCodes, Arc::new(on_its_way));
    let making = RwSignal::new(false);
    let creation = Creation::new(listing, loader, asked, refused, making);
    let form = move |open: bool| open.then(|| create_form(creation));
    let asked_before = listing.images.get_untracked();
    effect(move || {
        if listing.images.get() && !asked_before {
            loader.refresh_soon();
        }
    });
    let fetching = Cell::new(false);
    effect(move || {
        let (fetches, failed) = loader
            .picture
            .with(|picture| (picture.activity == Activity::Fetching, picture.failure.is_some()));
        if fetching.replace(fetches) && !fetches && failed && !asked_before {
            listing.images_failed();
        }
    });
    effect(move || loader.repeat(app.preferences.every_minute.get().then_some(AGAIN)));
    let failure = move || loader.picture.with(|picture| picture.failure.clone());
    let trouble = move |failure: Option<Failure>| {
        failure.map(|failure| {
            el("div").class("card failing").child(failure_card(
                loader,
                &failure,
                Api::ActivationCodes,
                gateway,
            ))
        })
    };
    let waiting =
        move || loader.picture.with(|picture| picture.shows == Shows::Nothing && picture.failure.is_none());
    // What stands is not built anew when the list is asked for again, or a code being read would be masked.
    let body = move |(there, waiting): (bool, bool)| match there {
        true => listed(listing, &tenant, loader, may_create.then_some(making)),
        false if waiting => vec![skeleton("rows")],
        false => Vec::new(),
    };
    el("section")
        .live_attr("aria-busy", move || Some(waiting().to_string()))
        .child(watch())
        .part(failure, trouble)
        .children(token)
        .part(move || making.get(), form)
        .part(move || (listing.is_there(), waiting()), body)
}

/// How many, what the app asks for, the cards, and the expired ones folded away.
fn listed(
    listing: ListState,
    tenant: &str,
    loader: RefreshController,
    making: Option<RwSignal<bool>>,
) -> Vec<El> {
    let ListState { app, t, .. } = listing;
    let search = RwSignal::new(String::new());
    let chosen = RwSignal::new(Arc::from([]));
    let counts = memo(Counts::default(), move || {
        let now = app.clock.ticking();
        listing.read().map_or_else(Counts::default, |read| read.value.counts(now.time, now.bound))
    });
    let live = move || counts.with(|counts| counts.valid + counts.ending + counts.no_end);
    let total = move || listing.read().map_or(0, |read| read.value.entries.len());
    choose(listing, search, chosen, live);
    let summary =
        el("span").attr("role", "status").live_text(move || t.count_in_time(Key::ListCount, live()));
    let actions = el("div")
        .class("list-actions")
        .children(making.map(|making| new_button(t, making)))
        .part(move || live() > 1, move |many: bool| many.then(|| letters_button(listing)))
        .child(refresh_button(loader));
    let head = el("div").class("list-head").child(el("h2").child(summary)).child(actions);
    let user = move || listing.read().map(|read| read.value.user.clone()).filter(|user| !user.is_empty());
    let user_row = move |user: Option<String>| {
        user.map(|user| copy_row(t.say(Key::UserIdName), user, t.say(Key::CopyUser)))
    };
    let large = {
        let tenant = tenant.to_owned();
        move |id: Option<Id>| {
            let user = listing.read().map(|read| read.value.user.clone()).unwrap_or_default();
            let tenant = tenant.clone();
            id.map(|id| detail(listing, id, user, tenant))
        }
    };
    let large = el("div").class("large-place").part(move || listing.large.get(), large);
    let tenant_row = copy_row(t.say(Key::TenantName), tenant.to_owned(), t.say(Key::CopyTenant));
    let type_these = el("dl").class("card type-these").part(user, user_row).child(tenant_row);
    let tools = move |many: bool| many.then(|| bar(listing, search, counts));
    let gone = move || listing.gone();
    let gone_words = move || if gone() == 0 { String::new() } else { t.count(Key::ListGone, gone()) };
    let gone_note = el("p").class("quiet list-gone").attr("role", "status").live_text(gone_words);
    let narrowed = move || !search.with(String::is_empty) || arrangement(app).states != States::default();
    let found = move || {
        if narrowed() { t.count(Key::ListFound, chosen.with(|chosen| chosen.len())) } else { String::new() }
    };
    let found = el("p").class("quiet list-found").attr("role", "status").live_text(found);
    // Once it stands it stays, or the focus would go with it; and whatever narrows the list can be taken back.
    let stood = Cell::new(false);
    let stands = move || {
        let stands = total() > FEW || narrowed() || stood.get();
        stood.set(stands);
        stands
    };
    let tools = el("div").class("list-tools").part(stands, tools).child(found);
    let tools = tools.child(picks(listing, chosen, tenant));
    let list = virtual_list(listing, chosen, move |text| {
        // Of few codes all are seen: there is no field to look in.
        if untrack(total) > FEW {
            type_into_search(search, text);
        }
    });
    let home = list.clone();
    let show_all = move || {
        search.set(String::new());
        rearrange(app, |arrangement| arrangement.states = States::default());
        // The button goes; the focus goes on where the codes will be.
        home.focus(false);
    };
    let nothing = move |(none, narrowed): (bool, bool)| {
        none.then(|| if narrowed { none_found(listing, show_all.clone()) } else { no_codes(listing) })
    };
    let list = list.live_attr("aria-label", move || Some(t.say(Key::ActivationTitle).to_owned()));
    let none = move || chosen.with(|chosen| chosen.is_empty());
    let body = el("div").child(list).part(move || (none(), narrowed()), nothing);
    let only_expired = move || {
        rearrange(app, |arrangement| arrangement.states = States::of(&[State::Expired]));
    };
    let fold = move |over: bool| over.then(|| expired_fold(listing, counts, only_expired));
    let fold = el("div").part(first_paint::is_over, fold);
    let remarks = el("div").part(move || listing.generation(), move |_| remarks(listing));
    vec![head, type_these, tools, gone_note, body, fold, remarks, large]
}

/// A button that begins to pick codes for letters, or ends it.
fn letters_button(listing: ListState) -> El {
    let picked = listing.picked;
    let letters = button("quiet-button", Some(Symbol::Print), listing.t.say(Key::PickLetters))
        .live_attr("aria-pressed", move || Some(picked.with(Option::is_some).to_string()));
    let (this, was) = (letters.clone(), Cell::new(false));
    effect(move || {
        let picking = picked.with(Option::is_some);
        if was.replace(picking) && !picking {
            this.focus(true);
        }
    });
    letters.on_click(move || picked.update(|picked| *picked = picked.take().is_none().then(Vec::new)))
}

/// A button that opens the form for a new code, and has the focus again once that is closed.
fn new_button(t: Texts, making: RwSignal<bool>) -> El {
    let new = button("quiet-button", Some(Symbol::Plus), t.say(Key::CreateNew))
        .live_attr("aria-expanded", move || Some(making.get().to_string()));
    let (this, was) = (new.clone(), Cell::new(false));
    effect(move || {
        let open = making.get();
        if was.replace(open) && !open {
            this.focus(true);
        }
    });
    new.on_click(move || making.set(true))
}

/// Chooses the entries to show whenever there are others or others are wanted. What ends meanwhile keeps its place
/// until then, so that nothing moves under a finger; only when nothing is left, the list is emptied.
fn choose(
    listing: ListState,
    search: RwSignal<String>,
    chosen: RwSignal<Arc<[Id]>>,
    live: impl Fn() -> usize + 'static,
) {
    let app = listing.app;
    let none_left = RwSignal::new(false);
    effect(move || {
        let now = live() == 0;
        if none_left.get_untracked() != now {
            none_left.set(now);
        }
    });
    effect(move || {
        let _ = none_left.get();
        let arrangement = arrangement(app);
        let Some(read) = listing.read() else { return };
        let now = app.clock.now();
        let places = search.with(|search| read.value.chosen(&arrangement, search, now.time, now.bound));
        chosen.set(listing.names(&places).into());
    });
}

/// What is to be said of the answer as a whole.
fn remarks(listing: ListState) -> Vec<El> {
    let t = listing.t;
    let Some(read) = listing.read() else { return Vec::new() };
    let codes = &read.value;
    let capped = (codes.listed > MOST_ENTRIES).then(|| {
        let number = |count| intl::number(t.language(), count);
        let places = [("most", &*number(MOST_ENTRIES)), ("all", &*number(codes.listed))];
        notice(Symbol::Note, &t.fill(Key::ListCapped, &places))
    });
    let disagrees = codes.stated_count.map(|stated| {
        let places = [("stated", &*stated.to_string()), ("listed", &*codes.listed.to_string())];
        el("p").class("quiet").text(&t.fill(Key::ListStated, &places))
    });
    let notes = (!read.notes.is_empty()).then(|| notes_fold(&read.notes, read.further_notes));
    capped.into_iter().chain(disagrees).chain(notes).collect()
}

/// No valid code: said as such, in the place where codes would be.
fn no_codes(listing: ListState) -> El {
    let t = listing.t;
    empty().child(el("p").say(t, Key::ListEmpty)).child(el("p").class("quiet").say(t, Key::ListEmptyDo))
}

/// There are codes, but none of those looked for.
fn none_found(listing: ListState, all: impl Fn() + 'static) -> El {
    let t = listing.t;
    let all = button("button secondary", None, t.say(Key::ListAll)).on_click(all);
    empty().child(el("p").say(t, Key::ListNoneFound)).child(el("div").class("actions").child(all))
}

fn empty() -> El {
    let lines = svg("path").attr("d", "M30 42a11 11 0 1 1 0-22 11 11 0 0 1 0 22zM41 31h35M64 31v10M74 31v8");
    let drawing = svg("svg").class("drawing").attr("viewBox", "0 0 96 64").attr("aria-hidden", "true");
    el("section").class("card empty").child(drawing.child(lines))
}
