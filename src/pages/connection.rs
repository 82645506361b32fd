use latchkey_core::{
    answer::Answer,
    connection::{Auth, Connection, Service},
    credential::{Credential, Kind},
    draft::{Draft, Field, Problem},
    failure::Failure,
    ids::{ConnectionId, CustomerId},
    request::{self, ImageWish, Method, Whose},
};
use leptos::{ev, prelude::*, task::spawn_local};

use crate::{
    browser::{abort::Abort, document},
    components::{Icon, Symbol, TextField, credential_error, draft_problem, failure_title},
    i18n::{Key, Texts, texts},
    route::Route,
    world::World,
};

/// The two words of the key `service`.
const ACCESS: &str = "access-code";
const ACTIVATION: &str = "activation-codes";

/// What the form holds. It lives as long as the view; nothing typed is lost to a mistake.
#[derive(Clone, Copy)]
struct Form {
    draft: RwSignal<Draft>,
    secret: RwSignal<String>,
    /// Fields that were typed in: their mistakes are shown before the form is sent.
    touched: RwSignal<Vec<Field>>,
    sent: RwSignal<bool>,
    test: RwSignal<Test>,
}

/// How far a test of the connection got.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Test {
    NotAsked,
    UnderWay,
    Good,
    Failed(Failure),
}

impl Form {
    fn new() -> Self {
        let draft = Draft {
            service: Some(ACCESS.to_owned()),
            installation: Some("ssms".to_owned()),
            ..Draft::default()
        };
        Self {
            draft: RwSignal::new(draft),
            secret: RwSignal::new(String::new()),
            touched: RwSignal::new(Vec::new()),
            sent: RwSignal::new(false),
            test: RwSignal::new(Test::NotAsked),
        }
    }

    fn is_access(self) -> bool {
        self.draft.with(|draft| draft.service.as_deref() == Some(ACCESS))
    }

    fn text(self, field: Field) -> String {
        self.draft.with(|draft| draft.clone().field(field).clone().unwrap_or_default())
    }

    fn set(self, field: Field, text: String) {
        self.draft.update(|draft| *draft.field(field) = Some(text));
        self.touched.update(|touched| touched.push(field));
        self.test.set(Test::NotAsked);
    }

    /// The draft with an id of its own, and without what belongs to the other service.
    fn complete(self, world: World) -> Draft {
        let mut draft = self.draft.get();
        let access = self.is_access();
        for field in if access { [Field::Host, Field::Tenant, Field::Installation] } else { [Field::Path; 3] } {
            *draft.field(field) = None;
        }
        if !access && draft.host.as_deref().is_some_and(|host| host.trim_start().starts_with('/')) {
            draft.base = draft.host.take();
        } else if !access {
            draft.base = None;
        }
        let name = draft.name.clone().unwrap_or_default();
        let fallback = if access { "gym" } else { "identity" };
        let taken = |id: &ConnectionId| world.connections.find(id).is_some();
        draft.id = ConnectionId::suggest(&name, fallback, taken).map(|id| id.to_string());
        if name.trim().is_empty() {
            draft.name = None;
        }
        draft
    }

    fn problem(self, world: World, field: Field) -> Option<Problem> {
        if !self.sent.get() && !self.touched.with(|touched| touched.contains(&field)) {
            return None;
        }
        let problems = self.complete(world).check().err().unwrap_or_default();
        // The one line for an address stands for a gateway's base as well.
        let here = |other: Field| other == field || (field == Field::Host && other == Field::Base);
        problems.into_iter().find(|(other, _)| here(*other)).map(|(_, problem)| problem)
    }

    /// The kind of credential this connection needs; none through a gateway.
    fn kind(self, world: World) -> Option<Kind> {
        match self.complete(world).check().map(|connection| connection.auth) {
            Ok(Auth::Gateway) => None,
            Ok(Auth::Direct(kind)) => Some(kind),
            Err(_) => Some(if self.is_access() { Kind::ApiKey } else { Kind::Bearer }),
        }
    }

    /// What is wrong with the key or token. None is needed yet: the connection asks for it when it is used.
    fn secret_error(self, t: Texts, world: World) -> Option<String> {
        let kind = self.kind(world)?;
        self.secret.with(|secret| {
            (!secret.is_empty())
                .then(|| Credential::read(kind, secret).err())
                .flatten()
                .map(|error| credential_error(t, kind, error))
        })
    }

    fn credential(self, connection: &Connection) -> Option<Credential> {
        let Auth::Direct(kind) = connection.auth else { return None };
        self.secret.with_untracked(|secret| Credential::read(kind, secret).ok())
    }
}

/// The form for a connection of one's own.
#[component]
pub fn NewConnection(
    /// What it may reach.
    world: World,
) -> AnyView {
    let t = texts();
    let form = Form::new();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        form.sent.set(true);
        let draft = form.complete(world);
        match draft.check() {
            Ok(connection) if untrack(|| form.secret_error(t, world)).is_none() => {
                if let Some(credential) = form.credential(&connection) {
                    world.credentials.keep(connection.id.clone(), credential);
                }
                world.connections.add(draft);
                let _ = window().location().set_hash(&Route::Home.href());
            }
            Ok(_) | Err(_) => request_animation_frame(|| document::focus("[aria-invalid=true]")),
        }
    };
    let service = move |value: &'static str, name: Key, what: Key| {
        let chosen = move || form.draft.with(|draft| draft.service.as_deref() == Some(value));
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="service"
                    value=value
                    prop:checked=chosen
                    on:change=move |_| {
                        form.draft.update(|draft| draft.service = Some(value.to_owned()));
                        form.test.set(Test::NotAsked);
                    }
                />
                <span>
                    <strong>{t.say(name)}</strong>
                    <span class="quiet">{t.say(what)}</span>
                </span>
            </label>
        }
    };
    let is_access = Memo::new(move |_| form.is_access());
    let place = move || {
        if is_access.get() {
            view! { <Line world=world form=form field=Field::Base label=Key::FormBase hint=Key::FormBaseHint /> }
                .into_any()
        } else {
            view! { <Identity world=world form=form /> }.into_any()
        }
    };
    let secret = move || {
        let kind = form.kind(world)?;
        let (label, hint) = match kind {
            Kind::ApiKey => (Key::SignInKeyLabel, Key::FormKeyHint),
            Kind::Bearer => (Key::SignInTokenLabel, Key::FormTokenHint),
        };
        Some(view! {
            <TextField
                id="secret"
                label=t.say(label)
                hint=t.say(hint)
                value=form.secret
                typed=move |text| {
                    form.secret.set(text);
                    form.test.set(Test::NotAsked);
                }
                error=Signal::derive(move || form.secret_error(t, world))
                secret=true
            />
        })
    };
    // Built anew only when the kind changes, not with every letter.
    let kind = Memo::new(move |_| form.kind(world));
    let secret = move || {
        kind.track();
        untrack(secret)
    };
    view! {
        <h1 tabindex="-1">{t.say(Key::ConnectionTitle)}</h1>
        <form class="card form" on:submit=submit novalidate=true>
            <fieldset>
                <legend>{t.say(Key::FormService)}</legend>
                {service(ACCESS, Key::FormAccess, Key::FormAccessWhat)}
                {service(ACTIVATION, Key::FormActivation, Key::FormActivationWhat)}
            </fieldset>
            <Line world=world form=form field=Field::Name label=Key::FormName hint=Key::FormNameHint />
            {place}
            {secret}
            <Composed world=world form=form />
            <div class="actions">
                <button class="button" type="submit">{t.say(Key::FormSave)}</button>
                <TestButton world=world form=form />
            </div>
        </form>
    }
    .into_any()
}

/// Host, tenant and installation of the activation service.
#[component]
fn Identity(
    /// What it may reach.
    world: World,
    /// The form.
    form: Form,
) -> AnyView {
    let t = texts();
    let installation = move |value: &'static str, name: Key| {
        let chosen = move || form.draft.with(|draft| draft.installation.as_deref() == Some(value));
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="installation"
                    value=value
                    prop:checked=chosen
                    on:change=move |_| form.set(Field::Installation, value.to_owned())
                />
                <span>{t.say(name)}</span>
            </label>
        }
    };
    // An SSMS tenant becomes part of a host name, which knows no capitals.
    let tenant_warning = move || {
        let ssms = form.text(Field::Installation) == "ssms";
        let tenant = form.text(Field::Tenant).parse::<latchkey_core::ids::TenantId>().ok()?;
        (ssms && !tenant.is_plain_label()).then(|| {
            view! {
                <p class="notice">
                    <Icon symbol=Symbol::Note />
                    <span>{t.say(Key::FormTenantWarning)}</span>
                </p>
            }
        })
    };
    view! {
        <Line world=world form=form field=Field::Host label=Key::FormHost hint=Key::FormHostHint />
        <Line world=world form=form field=Field::Tenant label=Key::TenantName hint=Key::FormTenantHint />
        {tenant_warning}
        <fieldset>
            <legend>{t.say(Key::FormInstallation)}</legend>
            {installation("ssms", Key::FormSsms)}
            {installation("shift", Key::FormShift)}
        </fieldset>
    }
    .into_any()
}

/// One line of the form.
#[component]
fn Line(
    /// What it may reach.
    world: World,
    /// The form.
    form: Form,
    /// Which field.
    field: Field,
    /// Its name.
    label: Key,
    /// What it is for.
    hint: Key,
) -> AnyView {
    let t = texts();
    let id = Field::ALL.iter().find(|(other, _)| *other == field).map_or("", |(_, name)| *name);
    let error = Signal::derive(move || form.problem(world, field).map(|problem| draft_problem(t, problem)));
    let keyboard = if matches!(field, Field::Base | Field::Host) { "url" } else { "text" };
    view! {
        <TextField
            id=id
            label=t.say(label)
            hint=t.say(hint)
            value=Signal::derive(move || form.text(field))
            typed=move |text| form.set(field, text)
            error=error
            keyboard=keyboard
        />
    }
    .into_any()
}

/// The whole address that will be called, so that a person can compare it with what they were given.
#[component]
fn Composed(
    /// What it may reach.
    world: World,
    /// The form.
    form: Form,
) -> AnyView {
    let t = texts();
    let address = Memo::new(move |_| {
        let connection = form.complete(world).check().ok()?;
        let url = match &connection.service {
            Service::AccessCode { base, path } => [base.to_string(), path.to_string()].concat(),
            Service::ActivationCodes { base, tenant, installation } => {
                let user = Whose::me();
                let wish = ImageWish::default();
                request::activation_codes(base, tenant, *installation, &user, wish, None, "en").url
            }
        };
        Some(url.replace("/me/", "/{userName}/"))
    });
    let line = move || {
        address.get().map(|url| {
            view! {
                <p class="composed">
                    <span class="quiet">{t.say(Key::FormComposed)}</span>
                    " "
                    <bdi dir="ltr" translate="no" class="raw">
                        {url}
                    </bdi>
                </p>
            }
        })
    };
    view! { {line} }.into_any()
}

/// Checks the key where the API has a way to, and says what came of it.
#[component]
fn TestButton(
    /// What it may reach.
    world: World,
    /// The form.
    form: Form,
) -> AnyView {
    let t = texts();
    let run = move |_| {
        form.sent.set(true);
        let Ok(connection) = untrack(|| form.complete(world)).check() else {
            return request_animation_frame(|| document::focus("[aria-invalid=true]"));
        };
        let Service::AccessCode { base, path } = &connection.service else { return };
        let credential = form.credential(&connection);
        // The resource is not looked at: any customer will do.
        let Ok(anybody) = "1".parse::<CustomerId>() else { return };
        let whose = Whose::from(anybody);
        let asked = request::access_code(Method::Head, base, path, &whose, credential.as_ref(), t.language);
        let answer = world.door.with_value(|door| door.send(asked, Abort::new()));
        form.test.set(Test::UnderWay);
        spawn_local(async move {
            let outcome = answer.await.map(|exchange| exchange.answer);
            let _ = form.test.try_set(judged(outcome));
        });
    };
    let result = move || match form.test.get() {
        Test::NotAsked => ().into_any(),
        Test::UnderWay => t.say(Key::TestUnderWay).into_any(),
        Test::Good => view! {
            <span class="mark good">
                <Icon symbol=Symbol::Good />
                {t.say(Key::TestGood)}
            </span>
        }
        .into_any(),
        Test::Failed(failure) => view! {
            <span class="mark over">
                <Icon symbol=Symbol::Over />
                {failure_title(t, &failure, latchkey_core::retry::Api::AccessCode)}
            </span>
        }
        .into_any(),
    };
    let button = move || {
        if form.is_access() {
            view! {
                <button type="button" class="button secondary" on:click=run>
                    {t.say(Key::TestButton)}
                </button>
            }
            .into_any()
        } else {
            view! { <span class="quiet">{t.say(Key::TestNone)}</span> }.into_any()
        }
    };
    view! {
        {button}
        <span role="status">{result}</span>
    }
    .into_any()
}

fn judged(outcome: Result<Answer, Failure>) -> Test {
    match outcome {
        Ok(answer) => Failure::of_access(&answer).map_or(Test::Good, Test::Failed),
        Err(failure) => Test::Failed(failure),
    }
}
