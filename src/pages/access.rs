use std::sync::Arc;

use latchkey_core::{
    access_code::{self, AccessCode, Format},
    answer::Answer,
    base::Base,
    connection::{Auth, Connection, PathTemplate, Service, Subject},
    failure::Failure,
    ids::{ConnectionId, CustomerId},
    qr,
    refresh::{Activity, Cover, Shows},
    request::{self, Method, Request, Whose},
    retry::Api,
    time::{End, Validity},
};
use leptos::prelude::*;

use super::{
    NotFound,
    ask::Ask,
    loader::{Codes, Loader},
};
use crate::{
    browser::intl,
    components::{
        CodeText, CopyButton, Countdown, FailureCard, Icon, Mark, Qr, SignIn, StateMark, Symbol, customer_error,
        end_in_words,
    },
    i18n::{Key, Texts, texts},
    route::Route,
    state::{Credentials, Known},
    world::World,
};

/// A customer's access code through one connection: asks first for whatever is still missing.
#[component]
pub fn AccessPage(
    /// What it may reach.
    world: World,
    /// Through this connection.
    connection: ConnectionId,
    /// Of this customer.
    customer: Option<CustomerId>,
) -> AnyView {
    let id = connection.clone();
    let found = Memo::new(move |_| world.connections.find(&id));
    let refused = RwSignal::new(false);
    let has_credential = Memo::new(move |_| world.credentials.has(&connection));
    let awaited = Memo::new(move |_| world.connections.file() == Known::Awaited);
    let inner = move || {
        let Some(connection) = found.get() else {
            return if awaited.get() { view! { <Waiting /> }.into_any() } else { view! { <NotFound /> }.into_any() };
        };
        let Service::AccessCode { base, path } = connection.service.clone() else {
            return view! { <NotFound /> }.into_any();
        };
        let whose = match (connection.subject, customer) {
            (_, Some(customer)) => Whose::from(customer),
            (Subject::Me, None) => Whose::me(),
            (Subject::Named, None) => return view! { <AskCustomer connection=connection /> }.into_any(),
        };
        if let (Auth::Direct(kind), false) = (connection.auth, has_credential.get()) {
            let id = connection.id.clone();
            let given = move |credential| world.credentials.keep(id.clone(), credential);
            return view! {
                <h1 tabindex="-1">{connection.name}</h1>
                <SignIn kind=kind refused=refused.get_untracked() given=given />
            }
            .into_any();
        }
        let label = customer.map(|customer| customer.to_string());
        view! { <Pass world=world connection=connection base=base path=path whose=whose label=label refused=refused /> }
            .into_any()
    };
    view! { {inner} }.into_any()
}

/// The place of a pass while nothing is known yet.
#[component]
fn Waiting() -> AnyView {
    view! { <div class="card pass skeleton" aria-hidden="true"></div> }.into_any()
}

#[component]
fn AskCustomer(
    /// Whose customers.
    connection: Connection,
) -> AnyView {
    let t = texts();
    let id = connection.id;
    let given = move |text: &str| {
        if let Ok(customer) = text.parse() {
            let route = Route::Access { connection: id.clone(), customer: Some(customer) };
            let _ = window().location().set_hash(&route.href());
        }
    };
    let wrong = |t: Texts, text: &str| text.parse::<CustomerId>().err().map(|error| customer_error(t, error));
    view! {
        <section class="card form">
            <h1 tabindex="-1">{connection.name}</h1>
            <Ask
                label=t.say(Key::CustomerLabel)
                hint=t.say(Key::CustomerHint)
                first=""
                keyboard="numeric"
                given=given
                wrong=wrong
            />
        </section>
    }
    .into_any()
}

/// One access code on its way from the API to the screen.
struct Access {
    base: Base,
    path: PathTemplate,
    whose: Whose,
    connection: ConnectionId,
    language: &'static str,
    credentials: Credentials,
    code: RwSignal<Option<AccessCode>>,
    refused: RwSignal<bool>,
}

impl Codes for Access {
    fn ask(&self) -> Request {
        let credential = self.credentials.get(&self.connection);
        request::access_code(Method::Get, &self.base, &self.path, &self.whose, credential.as_ref(), self.language)
    }

    fn take(&self, answer: &Answer) -> Result<End, Failure> {
        let read = access_code::read(answer);
        if let Err(Failure::NotAccepted(_)) = read {
            self.refused.set(true);
            self.credentials.drop(&self.connection);
        }
        let code = read?.value;
        let end = code.end;
        let _ = self.code.try_set(Some(code));
        Ok(end)
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
#[component]
fn Pass(
    /// What it may reach.
    world: World,
    /// Through this connection.
    connection: Connection,
    /// What stands in front of the path.
    base: Base,
    /// The path.
    path: PathTemplate,
    /// Whose code.
    whose: Whose,
    /// The customer id to show, if any.
    label: Option<String>,
    /// Set when the credential is refused, for the view that asks for the next.
    refused: RwSignal<bool>,
) -> AnyView {
    let t = texts();
    let code = RwSignal::new(None::<AccessCode>);
    let access = Access {
        base,
        path,
        whose,
        connection: connection.id.clone(),
        language: t.language,
        credentials: world.credentials,
        code,
        refused,
    };
    let loader = Loader::start(world, Api::AccessCode, Arc::new(access));
    let seen = Memo::new(move |_| {
        loader.picture.with(|picture| match picture.shows {
            Shows::Code(_) => Seen::Code,
            Shows::Covered(cover) => Seen::Covered(cover),
            Shows::Nothing if picture.failure.is_some() => Seen::Nothing,
            Shows::Nothing => Seen::Waiting,
        })
    });
    let failure = Memo::new(move |_| loader.picture.with(|picture| picture.failure.clone()));
    let trouble = move || {
        failure.get().map(|failure| {
            view! {
                <FailureCard
                    failure=failure
                    api=Api::AccessCode
                    activity=Signal::derive(move || loader.activity())
                    may_ask=Signal::derive(move || loader.may_ask())
                    again=move |()| loader.again()
                />
            }
        })
    };
    let panel = move || match seen.get() {
        Seen::Waiting => view! { <div class="qr-panel skeleton" aria-hidden="true"></div> }.into_any(),
        Seen::Nothing => ().into_any(),
        Seen::Code => code.get().map(|code| view! { <CodePanel world=world code=code /> }).into_any(),
        Seen::Covered(cover) => view! { <CoverPanel loader=loader cover=cover /> }.into_any(),
    };
    let customer = label.map(|id| {
        view! {
            <p class="quiet">
                {t.say(Key::AccessCustomer)} " " <bdi translate="no">{id}</bdi>
            </p>
        }
    });
    view! {
        <article class="card pass" aria-busy=move || (seen.get() == Seen::Waiting).to_string()>
            <header class="pass-head">
                <div>
                    <h1 tabindex="-1">{connection.name}</h1>
                    {customer}
                </div>
                <State loader=loader />
            </header>
            {panel}
            {trouble}
            <PassActions loader=loader code=code />
            <ClockNotice world=world />
        </article>
    }
    .into_any()
}

/// The symbol, the code as text, and how long it is good.
#[component]
fn CodePanel(
    /// What it may reach.
    world: World,
    /// The code.
    code: AccessCode,
) -> AnyView {
    let t = texts();
    let now = world.clock.now();
    let symbol = match (&code.format, qr::encode(code.content.reveal())) {
        (Format::QrCode, Ok(modules)) => view! { <Qr modules=modules label=t.say(Key::AccessQr) /> }.into_any(),
        (Format::QrCode, Err(qr::TooLong)) => {
            view! { <p class="no-symbol">{t.say(Key::QrTooLong)}</p> }.into_any()
        }
        (Format::Other(format), _) => {
            let words = t.fill(Key::AccessUnknownFormat, &[("format", format)]);
            view! { <p class="no-symbol">{words}</p> }.into_any()
        }
    };
    let time = match code.end {
        End::At(end) => {
            // The vendors' dynamic codes live half a minute; a longer life makes the ring start full.
            let full = end.millis_since(now.time).max(30_000);
            view! { <Countdown end=end full=full now=Signal::derive(move || world.clock.ticking()) /> }.into_any()
        }
        end @ (End::NotStated | End::Unknown) => {
            view! { <p class="countdown quiet">{end_in_words(t, end, now.time)}</p> }.into_any()
        }
    };
    view! {
        <div class="qr-panel">{symbol}</div>
        <p class="code-line">
            <CodeText code=code.content />
        </p>
        {time}
    }
    .into_any()
}

/// In the place of a code that must not be seen: why, and what happens next.
#[component]
fn CoverPanel(
    /// What drives the view.
    loader: Loader,
    /// Why.
    cover: Cover,
) -> AnyView {
    let t = texts();
    let words = match cover {
        Cover::Hidden => Key::CoverHidden,
        Cover::Ended => Key::CoverEnded,
        Cover::ArrivedExpired => Key::CoverArrivedExpired,
        Cover::EndUnknown => Key::CoverEndUnknown,
    };
    let next = move || match loader.activity() {
        Activity::Fetching => t.say(Key::CoverNext).to_owned(),
        Activity::RetryIn(millis) => {
            let time = intl::duration(t.language, (millis + 999) / 1000 * 1000);
            t.fill(Key::ActivityRetry, &[("time", &time)])
        }
        Activity::Idle | Activity::HeldFor { .. } | Activity::Offline => String::new(),
    };
    view! {
        <div class="qr-panel covered">
            <Icon symbol=Symbol::Soon />
            <p role="status">{t.say(words)}</p>
            <p class="quiet">{next}</p>
        </div>
    }
    .into_any()
}

/// The state in a word, beside the name.
#[component]
fn State(
    /// What drives the view.
    loader: Loader,
) -> AnyView {
    let t = texts();
    let state = Memo::new(move |_| {
        loader.picture.with(|picture| {
            let failed = picture.failure.is_some();
            match (picture.shows, picture.activity) {
                (Shows::Code(_), Activity::Offline) => (true, Key::StateOffline),
                (Shows::Code(_), _) if failed => (true, Key::StateNotRefreshed),
                (Shows::Code(Validity::Valid { left_ms }), Activity::Fetching) if left_ms <= 10_000 => {
                    (true, Key::StateRenewing)
                }
                (Shows::Code(Validity::Valid { left_ms }), _) if left_ms <= 10_000 => (true, Key::StateEnding),
                (Shows::Code(Validity::Valid { .. } | Validity::NoEnd), _) => (false, Key::StateValid),
                (Shows::Code(Validity::UnknownEnd | Validity::Expired { .. }), _) => {
                    (true, Key::StateEndUnknown)
                }
                (Shows::Covered(_), _) => (true, Key::StateCovered),
                (Shows::Nothing, _) if failed => (true, Key::StateNone),
                (Shows::Nothing, _) => (true, Key::StateLoading),
            }
        })
    });
    move_mark(t, state)
}

fn move_mark(t: Texts, state: Memo<(bool, Key)>) -> AnyView {
    let mark = move || {
        let (careful, key) = state.get();
        let mark = match key {
            Key::StateNone => Mark::Over,
            Key::StateLoading | Key::StateCovered => Mark::Plain,
            _ if careful => Mark::Soon,
            _ => Mark::Good,
        };
        view! { <StateMark mark=mark words=t.say(key) /> }
    };
    view! { <div role="status">{mark}</div> }.into_any()
}

#[component]
fn PassActions(
    /// What drives the view.
    loader: Loader,
    /// The code, for the copy button.
    code: RwSignal<Option<AccessCode>>,
) -> AnyView {
    let t = texts();
    let copyable = Memo::new(move |_| loader.picture.with(|picture| matches!(picture.shows, Shows::Code(_))));
    let failed = Memo::new(move |_| loader.picture.with(|picture| picture.failure.is_some()));
    let copy = move || {
        let code = code.get().filter(|_| copyable.get())?;
        Some(view! { <CopyButton text=code.content label=t.say(Key::CopyCode) /> })
    };
    // A failure brings its own button; two that do the same would be one too many.
    let refresh = move || {
        (!failed.get()).then(|| {
            view! {
                <button
                    type="button"
                    class="quiet-button"
                    aria-disabled=move || if loader.may_ask() { "false" } else { "true" }
                    on:click=move |_| loader.again()
                >
                    <Icon symbol=Symbol::Refresh />
                    {t.say(Key::AccessRefresh)}
                </button>
            }
        })
    };
    view! { <footer class="pass-actions">{refresh} {copy}</footer> }.into_any()
}

/// Says that the device's clock is wrong, where it is and where it would matter.
#[component]
fn ClockNotice(
    /// What it may reach.
    world: World,
) -> AnyView {
    let t = texts();
    // To the second it would change with every sample.
    let off = Memo::new(move |_| world.clock.device_off_by().map(|ahead| ahead / 1000 * 1000));
    let words = move || {
        off.get().map(|ahead| {
            let time = intl::duration(t.language, ahead.saturating_abs());
            let key = if ahead > 0 { Key::ClockAhead } else { Key::ClockBehind };
            view! {
                <p class="notice" role="status">
                    <Icon symbol=Symbol::Soon />
                    <span>{t.fill(key, &[("time", &time)])}</span>
                </p>
            }
        })
    };
    view! { {words} }.into_any()
}
