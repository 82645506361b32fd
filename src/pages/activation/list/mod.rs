//! One user's list of activation codes.

mod bar;
mod body;
mod remarks;

use std::sync::Arc;

use latchkey_core::{
    activation_code::StateCounts,
    connection::{Installation, Subject},
    failure::Failure,
    refresh::{Activity, Display},
    retry::Api,
    route::Route,
    time::Timestamp,
};
use leptos::prelude::*;

use self::body::ListBody;
use super::{
    account_line::AccountLine,
    create::{CreateForm, Creation},
    list_source::{ListRequest, ListSource},
    list_state::ListState,
};
use crate::{
    browser::intl::{self, Distance},
    components::{Keyed, Skeleton},
    context::use_app,
    i18n::{Key, texts},
    pages::{lock::IdleLock, refresh_controller::RefreshController, refresh_controls::RefreshFailure},
};

/// Interval of refreshes if the person has chosen them, in milliseconds.
const REFRESH_MS: i64 = 60_000;

/// Whose codes they are and how many, and the list, or what is in its place: a failure, or a placeholder.
#[component]
pub fn CodeList(
    /// The parameters of the request.
    request: ListRequest,
    /// Set when the service refuses the credential.
    refused: RwSignal<bool>,
    /// The name of the connection.
    name: String,
    /// The address of the view, without the list options.
    here: Route,
    /// Whose codes the connection shows.
    subject: Subject,
    /// The connection's own address form.
    default_installation: Installation,
) -> impl IntoView {
    let app = use_app();
    let state = ListState::new(app, texts(), request.images);
    let request = Arc::new(request);
    let source = ListSource { app, request: Arc::clone(&request), state, refused };
    let controller = RefreshController::start(app, Api::ActivationCodes, Arc::new(source));
    refresh_for_images(state, controller, request.images.is_included);
    Effect::new(move || {
        controller.set_repeat_interval(app.preferences.every_minute.get().then_some(REFRESH_MS));
    });

    let is_creating = RwSignal::new(false);
    let creation = Creation::new(state, controller, Arc::clone(&request), refused, is_creating);
    let view_state = controller.view_state;
    let current_failure = Memo::new(move |_| view_state.with(|view| view.failure.clone()));
    let is_loading = Memo::new(move |_| {
        view_state.with(|view| view.display == Display::Nothing && view.failure.is_none())
    });
    let is_loaded = Memo::new(move |_| state.is_loaded());

    let gateway = request.base.is_same_origin();
    let failure_report = move |failed: Option<Failure>| match failed {
        Some(failure) => view! {
            <div class="card failing">
                <RefreshFailure controller failure api=Api::ActivationCodes gateway />
            </div>
        }
        .into_any(),
        None => ().into_any(),
    };
    // For display only: nothing about a token is verified here.
    let token_end = app.credentials.get(&request.connection).and_then(|token| token.expires_at());
    let create_form = move |is_open: bool| is_open.then(|| view! { <CreateForm creation /> }).into_any();
    let tenant = request.tenant.to_string();
    let creating = request.can_create.then_some(is_creating);
    let asked_user = request.user.as_ref().map(ToString::to_string).unwrap_or_default();
    let user = Signal::derive(move || if is_loaded.get() { state.user() } else { asked_user.clone() });
    let counts = count_states(state);
    let usable = Memo::new(move |_| counts.with(|counts| counts.valid + counts.ending + counts.no_end));
    // Not rebuilt by a refresh, which would mask a code that is being read.
    let list_tenant = tenant.clone();
    let body = move || {
        if is_loaded.get() {
            view! { <ListBody state controller tenant=list_tenant.clone() counts usable creating /> }
                .into_any()
        } else if is_loading.get() {
            view! { <Skeleton class="rows" /> }.into_any()
        } else {
            ().into_any()
        }
    };
    view! {
        <div class="list-top">
            <h1 tabindex="-1">{name}</h1>
            <ListCount state usable />
        </div>
        <AccountLine here subject default_installation user tenant />
        <section aria-busy=move || is_loading.get().to_string()>
            <IdleLock />
            <Keyed value=current_failure children=failure_report />
            {token_end.map(|end| view! { <TokenEnd end /> })}
            <Keyed value=is_creating children=create_form />
            {body}
        </section>
    }
}

/// Counts the codes in each state, by the clock.
fn count_states(state: ListState) -> Memo<StateCounts> {
    Memo::new(move |_| {
        let now = state.app.clock.now_tracked();
        state
            .answer()
            .map_or_else(StateCounts::default, |answer| answer.value.count_states(now.time, now.error_ms))
    })
}

/// How many codes there are, once the list is loaded.
#[component]
fn ListCount(
    /// The list.
    state: ListState,
    /// How many codes can still be used.
    usable: Memo<usize>,
) -> impl IntoView {
    let t = texts();
    let is_loaded = Memo::new(move |_| state.is_loaded());
    let count = move || t.count_deferred(Key::ListCount, usable.get());
    move || {
        is_loaded.get().then(|| {
            view! {
                <h2 class="quiet list-head">
                    <span role="status" prop:textContent=count />
                </h2>
            }
        })
    }
}

/// Refreshes the list when the server's images are needed, and stops requesting them when that refresh fails.
fn refresh_for_images(state: ListState, controller: RefreshController, from_the_start: bool) {
    if from_the_start {
        return;
    }
    Effect::new(move || {
        if state.images.get() {
            controller.refresh_soon();
        }
    });
    Effect::new(move |was_fetching: Option<bool>| {
        let (is_fetching, has_failed) =
            controller.view_state.with(|view| (view.activity == Activity::Fetching, view.failure.is_some()));
        if was_fetching == Some(true) && !is_fetching && has_failed {
            state.give_up_images();
        }
        is_fetching
    });
}

/// When the token of a direct connection expires.
#[component]
fn TokenEnd(
    /// Its end, as the token states it.
    end: Timestamp,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let text = move || match end.millis_since(app.clock.now_tracked().time) {
        left_ms if left_ms > 0 => {
            let relative = intl::relative(t.language(), Distance::of(left_ms, 0));
            t.fill(Key::TokenEnds, &[("relative", &relative)])
        }
        _ => t.say(Key::TokenEnded).to_owned(),
    };
    view! { <p class="quiet" prop:textContent=text /> }
}
