use std::sync::Arc;

use crate::browser::abort::Abort;
use latchkey_core::{
    activation_code::{ActivationCode, Created, NewCode, OwnCode, OwnCodeError, read_created},
    failure::Failure,
    notes::Read,
    request,
    retry::Api,
    time::Timestamp,
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    card::{Life, shown_text},
    list_source::ListRequest,
    list_state::ListState,
    visibility::Visibility,
};
use crate::{
    components::{
        FieldParts, Keyboard, Symbol, button, code_text, copy_button, expires, failure_report, icon, notice,
    },
    dom::{El, el},
    i18n::{Key, Texts},
    net::FetchResult,
    pages::refresh_controller::RefreshController,
};

/// How long a new code is valid where nothing else is chosen, in milliseconds: sixty days, as in the vendor's own scripts.
const USUAL: i64 = 60 * 86_400_000;
/// How long it may be valid, in milliseconds, with the words for it.
const VALIDITIES: [(i64, Key); 5] = [
    (3_600_000, Key::CreateHour),
    (86_400_000, Key::CreateDay),
    (7 * 86_400_000, Key::CreateWeek),
    (30 * 86_400_000, Key::CreateMonth),
    (USUAL, Key::CreateTwoMonths),
];

/// How far the making of a code is.
#[derive(Clone, PartialEq, Eq)]
enum Stage {
    /// The form waits for its last press.
    Form,
    /// The request is on its way. It is sent once: it may have been heard although no answer comes.
    ListSource,
    /// It ended so.
    Failed(Failure),
    /// It was made. The service may not show it.
    Made(Option<ActivationCode>),
}

/// The making of a code in a list. It stands as long as the list does: a request that is on its way when the form is
/// closed goes on. A copy is the same.
#[derive(Clone, Copy)]
pub struct Creation {
    listing: ListState,
    loader: RefreshController,
    asked: StoredValue<Arc<ListRequest>>,
    refused: RwSignal<bool>,
    open: RwSignal<bool>,
    stage: RwSignal<Stage>,
    code: RwSignal<String>,
    validity: RwSignal<i64>,
    secret: RwSignal<bool>,
    /// A press has found something wrong: from now on each letter is looked at.
    looked_at: RwSignal<bool>,
}

/// The form that has a code made, and after that the code.
#[component]
pub fn CreateForm(
    /// What is created.
    creation: Creation,
) -> impl IntoView {
    create(creation).into_view()
}

fn create(making: Creation) -> El {
    let t = making.listing.t;
    let title = el("h3").attr("id", "create-title").focusable().say(t, Key::CreateTitle);
    let heading = title.clone();
    let made = move || making.stage.with(|stage| matches!(stage, Stage::Made(_)));
    let body = move |made: bool| {
        // The button that was pressed is gone.
        let heading = heading.clone();
        request_animation_frame(move || heading.focus(true));
        if made { making.result() } else { vec![making.form()] }
    };
    el("section")
        .class("card form create")
        .attr("aria-labelledby", "create-title")
        .child(title)
        .part(made, body)
}

impl Creation {
    /// In this list. `refused` is set when the credential is; the form stands while `open` says so.
    pub(super) fn new(
        listing: ListState,
        loader: RefreshController,
        asked: Arc<ListRequest>,
        refused: RwSignal<bool>,
        open: RwSignal<bool>,
    ) -> Self {
        Self {
            listing,
            loader,
            asked: StoredValue::new(asked),
            refused,
            open,
            stage: RwSignal::new(Stage::Form),
            code: RwSignal::new(String::new()),
            validity: RwSignal::new(USUAL),
            secret: RwSignal::new(false),
            looked_at: RwSignal::new(false),
        }
    }

    /// Closes the form. What is on its way goes on, and what came of it is shown.
    fn close(self) {
        if self.stage.with_untracked(|stage| *stage != Stage::ListSource) {
            self.stage.set(Stage::Form);
        }
        self.open.set(false);
    }

    fn form(self) -> El {
        let t = self.listing.t;
        let option = move |(millis, name): (i64, Key)| {
            let option = el("option").attr("value", &millis.to_string()).say(t, name);
            if millis == self.validity.get_untracked() { option.attr("selected", "") } else { option }
        };
        let validities = el("select")
            .children(VALIDITIES.map(option))
            .on_value("change", move |millis| self.validity.set(millis.parse().unwrap_or(USUAL)));
        let wrong = move || {
            let error = self.code.with(|code| OwnCode::read(code).err());
            error.filter(|_| self.looked_at.get()).map(|error| own_code_error(t, error))
        };
        let field = FieldParts {
            id: "own-code",
            label: t.say(Key::CreateCode),
            hint: t.say(Key::CreateCodeHint),
            keyboard: Keyboard::Text,
            value: Box::new(move || self.code.get()),
            typed: Box::new(move |text| self.code.set(text)),
            error: Box::new(wrong),
        };
        let tick = el("input")
            .attr("type", "checkbox")
            .live_checked(move || self.secret.get())
            .on_tick(move |ticked| self.secret.set(ticked));
        let secret = el("label").class("check").child(tick).child(el("span").say(t, Key::CreateSecret));
        let waiting = move || self.stage.with(|stage| *stage == Stage::ListSource);
        let go = el("button")
            .class("button")
            .attr("type", "submit")
            .live_attr("aria-disabled", move || Some(waiting().to_string()))
            .child(icon(Symbol::Plus))
            .say(t, Key::CreateGo);
        let cancel =
            button("button secondary", None, t.say(Key::CreateCancel)).on_click(move || self.close());
        let said = move || if waiting() { t.say(Key::CreateWaiting).to_owned() } else { String::new() };
        let said = el("span").class("quiet").attr("role", "status").live_text(said);
        let failure = move || match self.stage.get() {
            Stage::Failed(failure) => Some(failure),
            Stage::Form | Stage::ListSource | Stage::Made(_) => None,
        };
        el("form")
            .child(el("label").class("field").child(el("span").say(t, Key::CreateValidity)).child(validities))
            .child(field.view())
            .child(secret)
            .child(el("p").class("hint").say(t, Key::CreateSecretHint))
            .part(failure, move |failure: Option<Failure>| failure.map(|failure| self.trouble(&failure)))
            .child(el("div").class("actions").child(go).child(cancel).child(said))
            .on_submit(move || self.send())
    }

    fn trouble(self, failure: &Failure) -> El {
        let t = self.listing.t;
        let gateway = self.asked.with_value(|asked| asked.base.is_same_origin());
        let look = button("button secondary", Some(Symbol::Refresh), t.say(Key::CreateLook))
            .on_click(move || self.loader.refresh_soon());
        failure_report(failure, Api::ActivationCodes, gateway, el("div").class("actions").child(look))
            .class("failure")
    }

    fn send(self) {
        if self.stage.with_untracked(|stage| *stage == Stage::ListSource) {
            return;
        }
        let Ok(code) = self.code.with_untracked(|code| OwnCode::read(code)) else {
            self.looked_at.set(true);
            return;
        };
        let app = self.listing.app;
        let until = app.clock.now().time.checked_add_millis(self.validity.get_untracked());
        let until = until.unwrap_or(Timestamp::LAST);
        let wish = NewCode { code, until, secret: self.secret.get_untracked() };
        let request = self.asked.with_value(|asked| {
            request::create_code(
                (&asked.base, &asked.tenant, asked.installation),
                &asked.whose,
                &wish,
                self.listing.format,
                app.credentials.get(&asked.connection).as_ref(),
                self.listing.t.language(),
            )
        });
        self.stage.set(Stage::ListSource);
        let outcome = app.transport().send(request, Abort::new());
        spawn_local(async move {
            let outcome = outcome.await;
            // After the view has gone there is nobody to tell.
            if self.stage.try_with_untracked(|_| ()).is_some() {
                self.finish(outcome);
            }
        });
    }

    fn finish(self, outcome: FetchResult) {
        let read = match outcome {
            Ok(exchange) => {
                self.asked.with_value(|asked| read_created(&exchange.answer, asked.user.as_ref()))
            }
            Err(failure) => Err(failure.while_creating()),
        };
        match read {
            Ok(Read { value: Created { entry, .. }, .. }) => {
                self.code.set(String::new());
                self.listing.fresh.set(entry.as_ref().map(|entry| (entry.code.clone(), entry.end)));
                self.stage.set(Stage::Made(entry));
                self.secret.set(false);
                self.open.set(true);
                self.loader.refresh_soon();
            }
            Err(failure) => {
                if let Failure::NotAccepted(_) = failure {
                    self.asked.with_value(|asked| {
                        self.listing.app.refuse_credential(&asked.connection, self.refused);
                    });
                }
                self.stage.set(Stage::Failed(failure));
                self.open.set(true);
            }
        }
    }

    /// That it was made, and the code where the service shows it: perhaps the only time.
    fn result(self) -> Vec<El> {
        let ListState { app, t, .. } = self.listing;
        let entry = self.stage.with_untracked(|stage| match stage {
            Stage::Made(entry) => entry.clone(),
            Stage::Form | Stage::ListSource | Stage::Failed(_) => None,
        });
        let said = el("p").attr("role", "status").child(notice(Symbol::Good, t.say(Key::CreateMade)));
        let done = button("button", None, t.say(Key::CreateDone)).on_click(move || self.close());
        let actions = el("div").class("actions");
        let shown = entry.and_then(|entry| Some((shown_text(&entry)?, entry.end)));
        let Some((code, end)) = shown else {
            return vec![said, el("p").say(t, Key::CreateHidden), actions.child(done)];
        };
        let reveal = Visibility::new(app, end, true, || {});
        let text = code.clone();
        let line = move |open: bool| {
            open.then(|| expires(el("p").class("code-line").child(code_text(&text)), end, app.clock.now()))
        };
        let label = move || t.say(if reveal.is_shown() { Key::CardHide } else { Key::CardShow }).to_owned();
        let show = move |always: bool| {
            let show = button("quiet-button", Some(Symbol::Eye), "");
            (!always).then(|| show.live_text(label).on_click(move || reveal.toggle()))
        };
        let actions = actions
            .child(done)
            .part(move || app.preferences.codes_open.get(), show)
            .child(copy_button(code, t.say(Key::CopyCode)));
        vec![
            said,
            el("div").part(move || reveal.is_shown(), line),
            El::of_view(view! { <Life end /> }),
            actions,
        ]
    }
}

fn own_code_error(t: Texts, error: OwnCodeError) -> String {
    let key = match error {
        OwnCodeError::Invisible => Key::CreateInvisible,
        OwnCodeError::TooLong => Key::CreateTooLong,
        OwnCodeError::LooksMasked => Key::CreateLooksMasked,
    };
    t.say(key).to_owned()
}
