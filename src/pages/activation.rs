use std::sync::Arc;

use latchkey_core::{
    activation_code::{self, ActivationCodes},
    answer::Answer,
    base::Base,
    connection::{Auth, Connection, Installation, Service, Subject},
    failure::Failure,
    ids::{ConnectionId, TenantId, UserName},
    refresh::Shows,
    request::{self, ImageWish, QrType, Request, Whose},
    retry::Api,
    time::End,
};
use leptos::prelude::*;

use super::{
    NotFound,
    activation_card::{Card, ExpiredRow},
    ask::Ask,
    loader::{Codes, Loader},
};
use crate::{
    components::{CopyRow, FailureCard, Icon, SignIn, Symbol, user_error},
    i18n::{Key, Texts, texts},
    route::Route,
    state::{Credentials, Known},
    world::World,
};

/// Cards that are built at first, and with each press of "show more".
const STEP: usize = 48;

/// A user's activation codes through one connection: asks first for whatever is still missing.
#[component]
pub fn ActivationPage(
    /// What it may reach.
    world: World,
    /// Through this connection.
    connection: ConnectionId,
    /// Of this user.
    user: Option<UserName>,
    /// The options of the request.
    images: ImageWish,
) -> AnyView {
    let id = connection.clone();
    let found = Memo::new(move |_| world.connections.find(&id));
    let refused = RwSignal::new(false);
    let has_credential = Memo::new(move |_| world.credentials.has(&connection));
    let awaited = Memo::new(move |_| world.connections.file() == Known::Awaited);
    let inner = move || {
        let Some(connection) = found.get() else {
            return if awaited.get() {
                view! { <div class="skeleton rows" aria-hidden="true"></div> }.into_any()
            } else {
                view! { <NotFound /> }.into_any()
            };
        };
        let Service::ActivationCodes { base, tenant, installation } = connection.service.clone() else {
            return view! { <NotFound /> }.into_any();
        };
        let heading = view! { <h1 tabindex="-1">{connection.name.clone()}</h1> };
        if let (Auth::Direct(kind), false) = (connection.auth, has_credential.get()) {
            let id = connection.id.clone();
            let given = move |credential| world.credentials.keep(id.clone(), credential);
            return view! {
                {heading}
                <SignIn kind=kind refused=refused.get_untracked() given=given />
            }
            .into_any();
        }
        let whose = match (connection.subject, &user) {
            (_, Some(user)) => Some(Whose::from(user)),
            (Subject::Me, None) => Some(Whose::me()),
            (Subject::Named, None) => None,
        };
        let list = whose.map(|whose| {
            let asked = List {
                base: base.clone(),
                tenant: tenant.clone(),
                installation,
                whose,
                user: user.clone(),
                images,
                connection: connection.id.clone(),
                language: texts().language,
                credentials: world.credentials,
                codes: RwSignal::new(None),
                refused,
            };
            view! { <CodeList world=world list=asked /> }
        });
        view! {
            {heading}
            <Wanted connection=connection user=user.clone() images=images />
            {list}
        }
        .into_any()
    };
    view! { {inner} }.into_any()
}

/// Whose codes, and which options: every choice is an address.
#[component]
fn Wanted(
    /// Through this connection.
    connection: Connection,
    /// Of this user.
    user: Option<UserName>,
    /// The options in force.
    images: ImageWish,
) -> AnyView {
    let t = texts();
    let go = move |user: Option<UserName>, images: ImageWish| {
        let route = Route::Activation { connection: connection.id.clone(), user, images };
        let _ = window().location().set_hash(&route.href());
    };
    let first = user.as_ref().map(UserName::to_string).unwrap_or_default();
    let ask = (connection.subject == Subject::Named).then(|| {
        let go = go.clone();
        let given = move |text: &str| {
            if let Ok(user) = text.parse() {
                go(Some(user), images);
            }
        };
        let wrong = |t: Texts, text: &str| text.parse::<UserName>().err().map(|error| user_error(t, error));
        view! {
            <Ask label=t.say(Key::UserLabel) hint=t.say(Key::UserHint) first=first keyboard="email" given=given wrong=wrong />
        }
    });
    let choose_format = {
        let (go, user) = (go.clone(), user.clone());
        move |event| {
            let format = if event_target_value(&event) == "mpower" { QrType::Mpower } else { QrType::Normal };
            go(user.clone(), ImageWish { format, ..images });
        }
    };
    let choose_images = move |event| {
        go(user.clone(), ImageWish { wanted: event_target_checked(&event), ..images });
    };
    view! {
        <section class="card form wanted">
            {ask}
            <div class="options">
                <label>
                    <span>{t.say(Key::OptionFormat)}</span>
                    <select on:change=choose_format>
                        <option value="normal" selected=images.format == QrType::Normal>
                            {t.say(Key::OptionFormatNormal)}
                        </option>
                        <option value="mpower" selected=images.format == QrType::Mpower>
                            {t.say(Key::OptionFormatMpower)}
                        </option>
                    </select>
                </label>
                <label class="check">
                    <input type="checkbox" prop:checked=images.wanted on:change=choose_images />
                    <span>{t.say(Key::OptionImages)}</span>
                </label>
            </div>
        </section>
    }
    .into_any()
}

/// One user's list on its way from the API to the screen.
#[derive(Clone)]
struct List {
    base: Base,
    tenant: TenantId,
    installation: Installation,
    whose: Whose,
    user: Option<UserName>,
    images: ImageWish,
    connection: ConnectionId,
    language: &'static str,
    credentials: Credentials,
    codes: RwSignal<Option<Arc<ActivationCodes>>>,
    refused: RwSignal<bool>,
}

impl Codes for List {
    fn ask(&self) -> Request {
        let credential = self.credentials.get(&self.connection);
        let (base, tenant, whose) = (&self.base, &self.tenant, &self.whose);
        let credential = credential.as_ref();
        request::activation_codes(base, tenant, self.installation, whose, self.images, credential, self.language)
    }

    fn take(&self, answer: &Answer) -> Result<End, Failure> {
        let read = activation_code::read(answer, self.user.as_ref());
        if let Err(Failure::NotAccepted(_)) = read {
            self.refused.set(true);
            self.credentials.drop(&self.connection);
        }
        let _ = self.codes.try_set(Some(Arc::new(read?.value)));
        // A list has no end of its own: it is asked for by hand.
        Ok(End::NotStated)
    }

    fn forget(&self) {
        if self.codes.try_with_untracked(Option::is_some) == Some(true) {
            self.codes.set(None);
        }
    }
}

/// The list: how many, what the app asks for, the cards, and the expired ones folded away.
#[component]
fn CodeList(
    /// What it may reach.
    world: World,
    /// What is listed.
    list: List,
) -> AnyView {
    let codes = list.codes;
    let tenant = list.tenant.to_string();
    let format = list.images.format;
    let loader = Loader::start(world, Api::ActivationCodes, Arc::new(list));
    let failure = Memo::new(move |_| loader.picture.with(|picture| picture.failure.clone()));
    let trouble = move || {
        failure.get().map(|failure| {
            view! {
                <FailureCard
                    failure=failure
                    api=Api::ActivationCodes
                    activity=Signal::derive(move || loader.activity())
                    may_ask=Signal::derive(move || loader.may_ask())
                    again=move |()| loader.again()
                />
            }
        })
    };
    let waiting = Memo::new(move |_| {
        loader.picture.with(|picture| picture.shows == Shows::Nothing && picture.failure.is_none())
    });
    let body = move || match codes.get() {
        Some(codes) => {
            view! { <Listed world=world codes=codes tenant=tenant.clone() format=format loader=loader /> }.into_any()
        }
        None => waiting.get().then(|| view! { <div class="skeleton rows" aria-hidden="true"></div> }).into_any(),
    };
    view! {
        <section aria-busy=move || waiting.get().to_string()>{trouble} {body}</section>
    }
    .into_any()
}

#[component]
fn Listed(
    /// What it may reach.
    world: World,
    /// The codes.
    codes: Arc<ActivationCodes>,
    /// What the app asks for besides user and code.
    tenant: String,
    /// What a symbol would hold.
    format: QrType,
    /// What drives the view.
    loader: Loader,
) -> AnyView {
    let t = texts();
    let shown = RwSignal::new(STEP);
    // The number of expired ones is all that the clock changes; the cards are built anew only then.
    let expired = {
        let codes = Arc::clone(&codes);
        Memo::new(move |_| {
            let now = world.clock.ticking();
            codes.parted(now.time, now.bound).expired.len()
        })
    };
    let total = codes.entries.len();
    let summary = move || t.count(Key::ListCount, total.saturating_sub(expired.get()));
    let user = codes.user.clone();
    let user_row = (!user.is_empty())
        .then(|| view! { <CopyRow name=t.say(Key::UserIdName) text=user label=t.say(Key::CopyUser) /> });
    let capped = (codes.listed > activation_code::MOST_ENTRIES).then(|| {
        let number = |count| crate::browser::intl::number(t.language, count);
        let (most, all) = (number(activation_code::MOST_ENTRIES), number(codes.listed));
        view! { <p class="notice">{t.fill(Key::ListCapped, &[("most", &most), ("all", &all)])}</p> }
    });
    let disagrees = codes.stated_count.map(|stated| {
        let words = t.fill(Key::ListStated, &[("stated", &stated.to_string()), ("listed", &codes.listed.to_string())]);
        view! { <p class="quiet">{words}</p> }
    });
    let cards = {
        let codes = Arc::clone(&codes);
        move || {
            let live = codes.entries.get(expired.get()..).unwrap_or_default();
            if live.is_empty() {
                return view! { <NoCodes /> }.into_any();
            }
            let cards: Vec<_> = live
                .iter()
                .take(shown.get())
                .map(|entry| view! { <Card world=world entry=entry.clone() format=format /> })
                .collect();
            view! { <ul class="cards">{cards}</ul> }.into_any()
        }
    };
    let more = move || {
        let hidden = total.saturating_sub(expired.get()).saturating_sub(shown.get());
        (hidden > 0).then(|| {
            view! {
                <button type="button" class="button secondary" on:click=move |_| shown.update(|count| *count += STEP)>
                    {t.count(Key::ListMore, hidden)}
                </button>
            }
        })
    };
    let over = move || {
        let gone = codes.entries.get(..expired.get()).unwrap_or_default();
        (!gone.is_empty()).then(|| {
            // The most recent ones first, and not all of a long list.
            let rows: Vec<_> = gone
                .iter()
                .rev()
                .take(STEP)
                .map(|entry| view! { <ExpiredRow world=world end=entry.end listed=entry.listed /> })
                .collect();
            view! {
                <details class="card expired">
                    <summary>{t.count(Key::ListExpired, gone.len())}</summary>
                    <ul>{rows}</ul>
                </details>
            }
        })
    };
    view! {
        <div class="list-head">
            <h2 role="status">{summary}</h2>
            <button
                type="button"
                class="quiet-button"
                aria-disabled=move || if loader.may_ask() { "false" } else { "true" }
                on:click=move |_| loader.again()
            >
                <Icon symbol=Symbol::Refresh />
                {t.say(Key::AccessRefresh)}
            </button>
        </div>
        <dl class="card type-these">
            {user_row}
            <CopyRow name=t.say(Key::TenantName) text=tenant label=t.say(Key::CopyTenant) />
        </dl>
        {capped}
        {disagrees}
        {cards}
        <div class="actions">{more}</div>
        {over}
    }
    .into_any()
}

/// No valid code: said as such, in the place where codes would be.
#[component]
fn NoCodes() -> AnyView {
    let t = texts();
    view! {
        <section class="card empty">
            <svg class="drawing" viewBox="0 0 96 64" aria-hidden="true">
                <path d="M30 42a11 11 0 1 1 0-22 11 11 0 0 1 0 22zM41 31h35M64 31v10M74 31v8" />
            </svg>
            <p>{t.say(Key::ListEmpty)}</p>
            <p class="quiet">{t.say(Key::ListEmptyDo)}</p>
        </section>
    }
    .into_any()
}
