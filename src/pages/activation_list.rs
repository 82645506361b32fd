use std::sync::Arc;

use latchkey_core::{
    activation_code::{self, ActivationCodes, MOST_ENTRIES},
    answer::Answer,
    base::Base,
    connection::Installation,
    failure::Failure,
    ids::{ConnectionId, TenantId, UserName},
    notes::Read,
    refresh::Shows,
    request::{self, ImageWish, QrType, Request, Whose},
    retry::Api,
    time::End,
};
use leptos::prelude::*;

use super::{
    activation_card::{card, expired_row},
    loader::{Codes, Keep, Loader},
    lock::watch,
};
use crate::{
    browser::intl,
    components::{Symbol, copy_row, failure_card, notes_fold, notice, skeleton},
    dom::{El, el, svg},
    i18n::{Key, Texts, texts},
    live::Live,
    world::World,
};

/// Cards that are built at first, and with each press of "show more".
const STEP: usize = 48;

/// One user's list on its way from the API to the screen.
pub struct List {
    /// What stands in front of the path.
    pub base: Base,
    /// The tenant, which the app asks for too.
    pub tenant: TenantId,
    /// Which address form applies.
    pub installation: Installation,
    /// Whose codes, for the address.
    pub whose: Whose,
    /// Whose codes, to compare with the answer; nothing where only the gateway knows.
    pub user: Option<UserName>,
    /// The options of the request.
    pub images: ImageWish,
    /// Through this connection.
    pub connection: ConnectionId,
    /// The language of messages.
    pub language: &'static str,
    /// Where its credential is.
    pub world: &'static World,
    /// What came.
    pub codes: Live<Option<Arc<Read<ActivationCodes>>>>,
    /// Set when the credential is refused.
    pub refused: Live<bool>,
}

impl Codes for List {
    fn ask(&self) -> Request {
        let credential = self.world.credentials.get(&self.connection);
        let (base, tenant, whose) = (&self.base, &self.tenant, &self.whose);
        let credential = credential.as_ref();
        request::activation_codes(
            base,
            tenant,
            self.installation,
            whose,
            self.images,
            credential,
            self.language,
        )
    }

    fn read(&self, answer: &Answer) -> Result<(End, Keep), Failure> {
        let read = activation_code::read(answer, self.user.as_ref());
        if let Err(Failure::NotAccepted(_)) = read {
            self.refused.set(true);
            self.world.credentials.drop(&self.connection);
            self.world.credential_refused();
        }
        let (codes, read) = (self.codes, Arc::new(read?));
        // A list has no end of its own: it is asked for by hand.
        Ok((End::NotStated, Box::new(move || codes.set(Some(read)))))
    }

    fn forget(&self) {
        if self.codes.try_with_untracked(Option::is_some) == Some(true) {
            self.codes.set(None);
        }
    }
}

/// The list, or what stands in its place: a failure, or nothing yet.
#[must_use]
pub fn code_list(list: List) -> El {
    let t = texts();
    let world = list.world;
    let codes = list.codes;
    let asked = (list.tenant.to_string(), list.images.format);
    // For display only: nothing about a token is verified here.
    let token_ends = world.credentials.get(&list.connection).and_then(|token| token.ends());
    let token = token_ends.map(|end| {
        let left = move || end.millis_since(world.clock.ticking().time);
        let words = move || match left() {
            left if left > 0 => t.fill(Key::TokenEnds, &[("relative", &intl::relative(t.language(), left))]),
            _ => t.say(Key::TokenEnded).to_owned(),
        };
        el("p").class("quiet").live_text(words)
    });
    let gateway = list.base.is_same_origin();
    let loader = Loader::start(world, Api::ActivationCodes, Arc::new(list));
    let failure = move || loader.picture.with(|picture| picture.failure.clone());
    let trouble = move |failure: Option<Failure>| {
        failure.map(|failure| {
            failure_card(&failure, loader.failing(Api::ActivationCodes, gateway)).class("failure card")
        })
    };
    let waiting =
        move || loader.picture.with(|picture| picture.shows == Shows::Nothing && picture.failure.is_none());
    let body = move |(codes, waiting): (Option<Arc<Read<ActivationCodes>>>, bool)| match codes {
        Some(codes) => listed(world, t, &codes, &asked, loader),
        None if waiting => vec![skeleton("rows")],
        None => Vec::new(),
    };
    el("section")
        .live_attr("aria-busy", move || Some(waiting().to_string()))
        .child(watch(world))
        .part(failure, trouble)
        .children(token)
        .part(move || (codes.get(), waiting()), body)
}

/// How many, what the app asks for, the cards, and the expired ones folded away.
fn listed(
    world: &'static World,
    t: Texts,
    read: &Arc<Read<ActivationCodes>>,
    (tenant, format): &(String, QrType),
    loader: Loader,
) -> Vec<El> {
    let codes = &read.value;
    let total = codes.entries.len();
    let shown = Live::new(STEP);
    // Kept with the view and not in what hears a press: that goes only when the browser tidies up.
    let kept = StoredValue::new(Arc::clone(read));
    let expired = move || {
        let now = world.clock.ticking();
        kept.with_value(|read| read.value.parted(now.time, now.bound).expired.len())
    };
    let first = untrack(expired);
    let summary = move || t.count(Key::ListCount, total.saturating_sub(expired()));
    let head = el("div")
        .class("list-head")
        .child(el("h2").child(el("span").attr("role", "status").live_text(summary)))
        .child(loader.refresh_button(t.say(Key::AccessRefresh)));
    let user = (!codes.user.is_empty())
        .then(|| copy_row(t.say(Key::UserIdName), codes.user.clone(), t.say(Key::CopyUser)));
    let tenant = copy_row(t.say(Key::TenantName), tenant.clone(), t.say(Key::CopyTenant));
    let type_these = el("dl").class("card type-these").children(user).child(tenant);
    let capped = (codes.listed > MOST_ENTRIES).then(|| {
        let number = |count| intl::number(t.language(), count);
        let places = [("most", &*number(MOST_ENTRIES)), ("all", &*number(codes.listed))];
        notice(Symbol::Note, &t.fill(Key::ListCapped, &places))
    });
    let disagrees = codes.stated_count.map(|stated| {
        let places = [("stated", &*stated.to_string()), ("listed", &*codes.listed.to_string())];
        el("p").class("quiet").text(&t.fill(Key::ListStated, &places))
    });
    let format = *format;
    // Cards that stand are never built anew, or a code being read would be masked and the focus lost: an ended one
    // hides itself, and more are appended.
    let cards = move |from: usize| {
        let read = kept.get_value();
        let entries = read.value.entries.get(first + from..).unwrap_or_default();
        entries.iter().take(STEP).map(|entry| card(world, entry, format)).collect::<Vec<_>>()
    };
    let list = el("ul").class("cards").children(cards(0));
    let around = Owner::current().unwrap_or_default().downgrade();
    let append = {
        let list = list.clone();
        move || {
            let from = shown.get_untracked();
            if let Some(around) = around.upgrade() {
                let next = around.with(|| untrack(|| cards(from)));
                if let Some(card) = next.first() {
                    request_animation_frame({
                        let card = card.clone();
                        move || card.focus_first_button()
                    });
                }
                let _ = list.clone().children(next);
            }
            shown.set(from + STEP);
        }
    };
    let append = std::rc::Rc::new(append);
    let hidden = move || total.saturating_sub(first).saturating_sub(shown.get());
    let more = move |hidden: usize| {
        let append = std::rc::Rc::clone(&append);
        (hidden > 0).then(|| {
            el("button")
                .attr("type", "button")
                .class("button secondary")
                .text(&t.count(Key::ListMore, hidden))
                .on_click(move || append())
        })
    };
    let fold = move |expired: usize| {
        (expired > 0).then(|| {
            // The most recent ones first, and not all of a long list.
            let read = kept.get_value();
            let gone = read.value.entries.get(..expired).unwrap_or_default();
            let rows = gone.iter().rev().take(STEP).map(|entry| expired_row(world, entry.end, entry.listed));
            let summary = el("summary").text(&t.count(Key::ListExpired, expired));
            el("details").class("card expired").child(summary).child(el("ul").children(rows))
        })
    };
    let body = el("div").child(list).part(move || expired() >= total, move |none| none.then(|| no_codes(t)));
    let foot = el("div").class("actions").part(hidden, more);
    let fold = el("div").part(expired, fold);
    let notes = capped.into_iter().chain(disagrees);
    [head, type_these]
        .into_iter()
        .chain(notes)
        .chain([body, foot, fold])
        .chain(notes_fold(&read.notes, read.further_notes))
        .collect()
}

/// No valid code: said as such, in the place where codes would be.
fn no_codes(t: Texts) -> El {
    let lines = svg("path").attr("d", "M30 42a11 11 0 1 1 0-22 11 11 0 0 1 0 22zM41 31h35M64 31v10M74 31v8");
    let drawing = svg("svg").class("drawing").attr("viewBox", "0 0 96 64").attr("aria-hidden", "true");
    el("section")
        .class("card empty")
        .child(drawing.child(lines))
        .child(el("p").say(t, Key::ListEmpty))
        .child(el("p").class("quiet").say(t, Key::ListEmptyDo))
}
