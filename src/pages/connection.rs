use crate::browser::abort::{Abort, UnderWay};
use latchkey_core::{
    answer::Answer,
    connection::{Auth, Service},
    credential::Kind,
    draft::Field as DraftField,
    failure::Failure,
    ids::{CustomerId, TenantId},
    request::{self, Method, Whose},
    retry::Api,
    route::Route,
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    bridge::not_found,
    connection_form::{ACCESS, ACTIVATION, Form, Test},
};
use crate::{
    browser::{address, document},
    components::{
        FieldParts, Keyboard, Mark, Symbol, button, draft_problem, failure_title, notice, state_mark,
    },
    context::{AppContext, use_app},
    dom::{El, el},
    i18n::{Key, Texts, texts},
};

/// The form for a connection of one's own.
#[component]
pub fn NewConnectionPage() -> impl IntoView {
    let app = use_app();
    let view = move |allowed| if allowed { form_view(app) } else { vec![not_found()] };
    el("div").part(move || app.connections.may_add(), view).into_view()
}

fn form_view(app: AppContext) -> Vec<El> {
    let t = texts();
    let form = Form::new();
    let submit = move || {
        form.sent.set(true);
        let draft = untrack(|| form.complete(app));
        match draft.check() {
            Ok(connection) if untrack(|| form.secret_error(t, app)).is_none() => {
                match form.credential(&connection) {
                    Some(credential) => app.credentials.keep(connection.id.clone(), credential),
                    None => app.credentials.drop(&connection.id),
                }
                app.connections.add(draft);
                address::visit(&Route::Home);
            }
            Ok(_) | Err(_) => focus_first_mistake(),
        }
    };
    let service = |value: &'static str, name: Key, what: Key| {
        let choose = move || {
            form.draft.update(|draft| draft.service = Some(value.to_owned()));
            form.test.set(Test::NotAsked);
        };
        let words = el("span").child(el("strong").say(t, name)).child(el("span").class("quiet").say(t, what));
        choice("service", value, value == ACCESS, choose).child(words)
    };
    let services = el("fieldset")
        .child(el("legend").say(t, Key::FormService))
        .child(service(ACCESS, Key::FormAccess, Key::FormAccessWhat))
        .child(service(ACTIVATION, Key::FormActivation, Key::FormActivationWhat));
    let place = move |access: bool| {
        if access {
            vec![line(app, form, DraftField::Base, Key::FormBase, Key::FormBaseHint)]
        } else {
            identity(app, form)
        }
    };
    let secret = move |kind: Option<Kind>| {
        kind.map(|kind| {
            let (label, hint) = match kind {
                Kind::ApiKey => (Key::SignInKeyLabel, Key::FormKeyHint),
                Kind::Bearer => (Key::SignInTokenLabel, Key::FormTokenHint),
            };
            let typed = move |text| {
                form.secret.set(text);
                form.test.set(Test::NotAsked);
            };
            let field = FieldParts {
                id: "secret",
                label: t.say(label),
                hint: t.say(hint),
                keyboard: Keyboard::Secret,
                value: Box::new(move || form.secret.get()),
                typed: Box::new(typed),
                error: Box::new(move || form.secret_error(t, app)),
            };
            field.view()
        })
    };
    let composed = move |address: Option<String>| {
        address.map(|url| {
            let url = el("bdi").attr("dir", "ltr").attr("translate", "no").class("raw").text(&url);
            let words = el("span").class("quiet").say(t, Key::FormComposed);
            el("p").class("composed").child(words).text(" ").child(url)
        })
    };
    let save = el("button").class("button").attr("type", "submit").say(t, Key::FormSave);
    let view = el("form")
        .class("card form")
        .attr("novalidate", "")
        .child(services)
        .child(line(app, form, DraftField::Name, Key::FormName, Key::FormNameHint))
        .child(el("div").class("form-part").part(move || form.is_access(), place))
        .child(el("div").part(move || form.kind(app), secret))
        .child(el("div").part(move || form.address(app), composed))
        .child(el("div").class("actions").child(save).children(test(app, t, form)))
        .on_submit(submit);
    vec![el("h1").focusable().say(t, Key::ConnectionTitle), view]
}

/// Host, tenant and installation of the activation service.
fn identity(app: AppContext, form: Form) -> Vec<El> {
    let t = texts();
    let chosen = form.text(DraftField::Installation);
    let installation = |value: &'static str, name: Key| {
        let choose = move || form.set(DraftField::Installation, value.to_owned());
        choice("installation", value, value == chosen, choose).child(el("span").say(t, name))
    };
    // An SSMS tenant becomes part of a host name, which knows no capitals.
    let risky = move || {
        let tenant = form.text(DraftField::Tenant).parse::<TenantId>();
        form.text(DraftField::Installation) == "ssms" && tenant.is_ok_and(|tenant| !tenant.is_plain_label())
    };
    let warning = move |risky: bool| risky.then(|| notice(Symbol::Note, t.say(Key::FormTenantWarning)));
    let installations = el("fieldset")
        .child(el("legend").say(t, Key::FormInstallation))
        .child(installation("ssms", Key::FormSsms))
        .child(installation("shift", Key::FormShift));
    vec![
        line(app, form, DraftField::Host, Key::FormHost, Key::FormHostHint),
        line(app, form, DraftField::Tenant, Key::TenantName, Key::FormTenantHint),
        el("div").part(risky, warning),
        installations,
    ]
}

/// One line of the form.
fn line(app: AppContext, form: Form, field: DraftField, label: Key, hint: Key) -> El {
    let t = texts();
    let address = matches!(field, DraftField::Base | DraftField::Host);
    let line = FieldParts {
        id: field.name(),
        label: t.say(label),
        hint: t.say(hint),
        keyboard: if address { Keyboard::Url } else { Keyboard::Text },
        value: Box::new(move || form.text(field)),
        typed: Box::new(move |text| form.set(field, text)),
        error: Box::new(move || form.problem(app, field).map(|problem| draft_problem(t, problem))),
    };
    line.view()
}

/// One of several choices.
fn choice(name: &str, value: &str, chosen: bool, choose: impl Fn() + 'static) -> El {
    let radio = el("input").attr("type", "radio").attr("name", name).attr("value", value);
    let radio = if chosen { radio.attr("checked", "") } else { radio };
    el("label").class("choice").child(radio.on_tick(move |_| choose()))
}

/// A button that checks the key where the API has a way to, and says what came of it.
fn test(app: AppContext, t: Texts, form: Form) -> [El; 2] {
    let under_way = StoredValue::new_local(None);
    let run = move || {
        form.sent.set(true);
        let Ok(connection) = untrack(|| form.complete(app)).check() else { return focus_first_mistake() };
        let Service::AccessCode { base, path } = &connection.service else { return };
        if untrack(|| form.secret_error(t, app)).is_some() {
            return focus_first_mistake();
        }
        let credential = form.credential(&connection);
        if credential.is_none() && connection.auth != Auth::Gateway {
            form.test.set(Test::NoKey);
            return document::focus("#secret");
        }
        // The resource is not looked at: any customer will do.
        let Ok(anybody) = "1".parse::<CustomerId>() else { return };
        let whose = Whose::from(anybody);
        let asked = request::access_code(Method::Head, base, path, &whose, credential.as_ref(), t.language());
        let abort = Abort::new();
        let answer = app.transport().send(asked, abort.clone());
        under_way.try_update_value(|under_way| *under_way = Some(UnderWay(abort)));
        let number = form.next_test();
        spawn_local(async move {
            let outcome = answer.await.map(|exchange| exchange.answer);
            // What was changed meanwhile was not tested.
            if form.test.try_with_untracked(|test| *test == Test::UnderWay(number)) == Some(true) {
                form.test.set(judged(outcome));
            }
        });
    };
    let button = move |access: bool| {
        Some(if access {
            button("button secondary", None, t.say(Key::TestButton)).on_click(run)
        } else {
            el("span").class("quiet").say(t, Key::TestNone)
        })
    };
    let result = move |test| match test {
        Test::NotAsked => None,
        Test::NoKey => Some(state_mark(Mark::Plain, t.say(Key::CredentialEmptyKey))),
        Test::UnderWay(_) => Some(el("span").class("quiet").say(t, Key::TestUnderWay)),
        Test::Good => Some(state_mark(Mark::Good, t.say(Key::TestGood))),
        Test::Failed(failure) => Some(state_mark(Mark::Over, failure_title(t, &failure, Api::AccessCode))),
    };
    [
        el("span").part(move || form.is_access(), button),
        el("span").attr("role", "status").part(move || form.test.get(), result),
    ]
}

/// So that the person who sent the form stands where there is something to mend.
fn focus_first_mistake() {
    request_animation_frame(|| document::focus("[aria-invalid=true]"));
}

fn judged(outcome: Result<Answer, Failure>) -> Test {
    match outcome {
        Ok(answer) => Failure::of_access(&answer).map_or(Test::Good, Test::Failed),
        Err(failure) => Test::Failed(failure),
    }
}
