use std::sync::Arc;

use latchkey_core::{
    access_code::{self, AccessCode, Format},
    answer::Answer,
    connection::{Connection, Service},
    failure::Failure,
    ids::{ConnectionId, CustomerId},
    notes::Read,
    pass::Pass,
    qr,
    refresh::{Activity, Cover, Shows},
    request::Request,
    retry::Api,
    route::Route,
    time::{End, Validity},
};
use leptos::prelude::*;

use super::{
    about::clock_words,
    lookup_form::LookupForm,
    not_found,
    refresh_controller::{CodeSource, Commit, RefreshController},
    require_connection::require_connection,
};
use crate::{
    browser::address,
    components::{
        self, Keyboard, Mark, Symbol, activity_words, announcer, code_text, copy_button, countdown,
        customer_error, end_in_words, expires, icon, no_symbol, notes_fold, notice, skeleton, state_mark,
    },
    context::AppContext,
    dom::{El, el},
    i18n::{Key, Texts, texts},
};

/// Below this many milliseconds a code is about to end.
const SOON: i64 = 10_000;

/// A customer's access code through one connection; asks first for whatever is still missing.
#[must_use]
pub fn access(app: AppContext, id: ConnectionId, customer: Option<CustomerId>) -> El {
    require_connection(app, id, move |connection, refused| {
        let Service::AccessCode { .. } = connection.service else {
            return vec![not_found()];
        };
        let Some(pass) = Pass::of(connection.clone(), customer) else {
            return vec![ask_customer(connection)];
        };
        let access = Access { pass, connection: connection.id, app, code: RwSignal::new(None), refused };
        vec![pass_card(app, &connection.name, customer, access)]
    })
}

fn ask_customer(connection: Connection) -> El {
    let ask = LookupForm {
        label: Key::CustomerLabel,
        hint: Key::CustomerHint,
        first: String::new(),
        keyboard: Keyboard::Numeric,
        wrong: |t, text| text.parse::<CustomerId>().err().map(|error| customer_error(t, error)),
    };
    let heading = el("h1").focusable().text(&connection.name);
    let given = move |text: &str| {
        if let Ok(customer) = text.parse() {
            address::visit(&Route::Access { connection: connection.id.clone(), customer: Some(customer) });
        }
    };
    el("section").class("card form").child(heading).child(ask.view(given))
}

/// One access code on its way from the API to the screen.
struct Access {
    pass: Pass,
    connection: ConnectionId,
    app: AppContext,
    code: RwSignal<Option<Read<AccessCode>>>,
    refused: RwSignal<bool>,
}

impl CodeSource for Access {
    fn ask(&self) -> Request {
        let credential = self.app.credentials.get(&self.connection);
        self.pass.request(credential.as_ref(), self.app.languages.preferred.get_value())
    }

    fn read(&self, answer: &Answer) -> Result<(End, Commit), Failure> {
        let read = access_code::read(answer);
        if let Err(Failure::NotAccepted(_)) = read {
            self.refused.set(true);
            self.app.credentials.drop(&self.connection);
            self.app.credential_refused();
        }
        let read = read?;
        let end = read.value.end;
        let code = self.code;
        Ok((end, Box::new(move || code.set(Some(read)))))
    }

    fn forget(&self) {
        if self.code.try_with_untracked(Option::is_some) == Some(true) {
            self.code.set(None);
        }
    }
}

/// What of the code is to be seen, without the seconds: the symbol is drawn anew only when this changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seen {
    Waiting,
    Nothing,
    Code,
    Covered(Cover),
}

/// The pass: whose it is, whether it is good, the symbol, the time left, and what one can do.
fn pass_card(app: AppContext, name: &str, customer: Option<CustomerId>, access: Access) -> El {
    let t = texts();
    let code = access.code;
    let gateway = access.pass.is_behind_gateway();
    let loader = RefreshController::start(app, Api::AccessCode, Arc::new(access));
    let seen = move || {
        loader.picture.with(|picture| match picture.shows {
            Shows::Code(_) => Seen::Code,
            Shows::Covered(cover) => Seen::Covered(cover),
            Shows::Nothing if picture.failure.is_some() => Seen::Nothing,
            Shows::Nothing => Seen::Waiting,
        })
    };
    let failure = move || loader.picture.with(|picture| picture.failure.clone());
    let panel = move |(seen, code): (Seen, Option<Read<AccessCode>>)| match (seen, code) {
        (Seen::Code, Some(code)) => code_panel(app, t, &code),
        (Seen::Covered(cover), _) => vec![cover_panel(app, loader, t, cover)],
        (Seen::Waiting, _) => vec![skeleton("qr-panel")],
        (Seen::Nothing | Seen::Code, _) => Vec::new(),
    };
    let whose = customer.map(|id| {
        let label = el("span").say(t, Key::AccessCustomer).text(" ");
        let id = el("bdi").attr("translate", "no").text(&id.to_string());
        el("p").class("pass-customer quiet").child(label).child(id)
    });
    // What is worth saying aloud, the announcer says.
    let state = el("div")
        .class("pass-state")
        .part(move || state(loader), move |(mark, key)| Some(state_mark(mark, t.say(key))));
    let copyable = move || code.get().filter(|_| seen() == Seen::Code);
    let copy = move |code: Option<Read<AccessCode>>| {
        code.map(|code| copy_button(code.value.content, t.say(Key::CopyCode)))
    };
    // A failure brings its own button; two that do the same would be one too many.
    let refresh = move |failed: bool| (!failed).then(|| loader.refresh_button(t.say(Key::AccessRefresh)));
    let trouble = move |failure: Option<Failure>| {
        failure.map(|failure| loader.failure_card(&failure, Api::AccessCode, gateway))
    };
    // To the millisecond it would change with every sample.
    let off = move || app.clock.device_off_by().map(|ahead| (ahead + 500).div_euclid(1000) * 1000);
    let clock = move |off: Option<i64>| off.map(|ahead| notice(Symbol::Soon, &clock_words(t, ahead)));
    // Without a server's time the countdown is only as good as the device's clock.
    let counted = move || matches!(loader.picture.with(|p| p.shows), Shows::Code(Validity::Valid { .. }));
    let unverified = move || counted() && !app.clock.verified();
    let doubt = move |unverified: bool| unverified.then(|| notice(Symbol::Soon, t.say(Key::ClockUnverified)));
    el("article")
        .class("card pass")
        .live_attr("aria-busy", move || Some((seen() == Seen::Waiting).to_string()))
        .child(
            el("header")
                .class("pass-head")
                .child(el("h1").focusable().text(name))
                .child(el("div").class("pass-line").children(whose).child(state)),
        )
        .part(move || (seen(), code.get()), panel)
        .part(failure, trouble)
        .child(
            el("footer")
                .class("pass-actions")
                .part(move || failure().is_some(), refresh)
                .part(copyable, copy),
        )
        .part(off, clock)
        .part(unverified, doubt)
        .children(announcer(move || loader.picture.with(|picture| picture.shows)))
}

/// The symbol, the code as text, and how long it is good.
fn code_panel(app: AppContext, t: Texts, read: &Read<AccessCode>) -> Vec<El> {
    let code = &read.value;
    let now = app.clock.now();
    let symbol = match (&code.format, qr::encode(code.content.reveal())) {
        (Format::QrCode, Ok(modules)) => components::qr(&modules, t.say(Key::AccessQr)),
        (Format::QrCode, Err(qr::TooLong)) => no_symbol(t.say(Key::QrTooLong)),
        (Format::Other(format), _) => no_symbol(&t.fill(Key::AccessUnknownFormat, &[("format", format)])),
    };
    let time = match code.end {
        End::At(end) => countdown(end, app.clock),
        end @ (End::NotStated | End::Unknown) => {
            el("p").class("countdown quiet").text(&end_in_words(t, end, now.time))
        }
    };
    let panel = expires(el("div").class("qr-panel").child(symbol), code.end, now);
    let line = expires(el("p").class("code-line").child(code_text(&code.content)), code.end, now);
    let notes = (!read.notes.is_empty()).then(|| notes_fold(&read.notes, read.further_notes));
    [panel, line, time].into_iter().chain(notes).collect()
}

/// In the place of a code that must not be seen: why, and what happens next.
fn cover_panel(app: AppContext, loader: RefreshController, t: Texts, cover: Cover) -> El {
    let words = match cover {
        Cover::Hidden => Key::CoverHidden,
        Cover::Ended => Key::CoverEnded,
        Cover::ArrivedExpired => Key::CoverArrivedExpired,
        Cover::EndUnknown => Key::CoverEndUnknown,
        Cover::ClockUncertain => Key::CoverClock,
    };
    // Which end it was, where one has passed: it tells a late service from a wrong clock.
    let ended = matches!(cover, Cover::Ended | Cover::ArrivedExpired).then(|| {
        let words = move |end| end_in_words(t, end, app.clock.ticking().time);
        let when = move || loader.picture.with(|picture| picture.end).map(words).unwrap_or_default();
        el("p").class("quiet").live_text(when)
    });
    el("div")
        .class("qr-panel covered")
        .child(icon(Symbol::Soon))
        .child(el("p").say(t, words))
        .children(ended)
        .child(el("p").class("quiet").live_text(move || activity_words(t, loader.activity())))
}

/// The state in a word, for the place beside the name.
fn state(loader: RefreshController) -> (Mark, Key) {
    loader.picture.with(|picture| {
        let failed = picture.failure.is_some();
        match picture.shows {
            Shows::Nothing if failed => (Mark::Over, Key::StateNone),
            Shows::Nothing => (Mark::Plain, Key::StateLoading),
            Shows::Covered(_) => (Mark::Plain, Key::StateCovered),
            Shows::Code(_) if picture.activity == Activity::Offline => (Mark::Soon, Key::StateOffline),
            Shows::Code(_) if failed => (Mark::Soon, Key::StateNotRefreshed),
            Shows::Code(Validity::Valid { left_ms }) if left_ms <= SOON => match picture.activity {
                Activity::Fetching => (Mark::Soon, Key::StateRenewing),
                Activity::Idle | Activity::RetryIn(_) | Activity::HeldFor { .. } | Activity::Offline => {
                    (Mark::Soon, Key::StateEnding)
                }
            },
            Shows::Code(Validity::Valid { .. } | Validity::NoEnd) => (Mark::Good, Key::StateValid),
            Shows::Code(Validity::UnknownEnd | Validity::Expired { .. }) => {
                (Mark::Soon, Key::StateEndUnknown)
            }
        }
    })
}
