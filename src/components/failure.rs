use latchkey_core::{
    failure::{Failure, Report},
    refresh::Activity,
    retry::Api,
    secret::Secret,
};
use leptos::prelude::*;

use super::{CopyButton, Icon, IconName, failure_words::words, member_help::MemberHelp};
use crate::{
    browser::intl,
    i18n::{Key, Texts, texts},
};

/// Shows a failure: what happened, what to do, buttons, and the details that a vendor's support asks for. All
/// views use it.
#[component]
pub fn FailureReport(
    /// What happened.
    failure: Failure,
    /// The API that was requested.
    api: Api,
    /// Whether a gateway adds the credential, which then cannot be corrected here.
    gateway: bool,
    /// The buttons.
    children: Children,
) -> impl IntoView {
    let t = texts();
    let (happened, remedy) = words(&failure, api, gateway);
    let origin = window().location().origin().unwrap_or_default();
    let message = failure.report().and_then(|report| {
        let message = report.message.clone()?;
        let speaker = if report.is_of_gateway() { Key::FailGatewaySays } else { Key::FailServiceSays };
        Some(view! { <p class="said-by-service">{t.say(speaker)} " " <bdi>{message}</bdi></p> })
    });
    let details = details(t, &failure);
    let member_help = (api == Api::AccessCode).then(|| view! { <MemberHelp failure /> });
    view! {
        <section class="failure" role="alert">
            <h2>
                <Icon name=IconName::Trouble />
                {t.say(happened)}
            </h2>
            <p>{t.fill(remedy, &[("origin", &origin)])}</p>
            {message}
            {children()}
            {member_help}
            <Details rows=details />
        </section>
    }
}

/// What happened, alone.
#[must_use]
pub fn failure_title(t: Texts, failure: &Failure, api: Api) -> &'static str {
    t.say(words(failure, api, false).0)
}

/// Returns what the machine is doing, in words; empty if it is idle.
#[must_use]
pub fn activity_words(t: Texts, activity: Activity) -> String {
    let after = |key, millis: i64| {
        let rounded = (millis + 999) / 1000 * 1000;
        t.fill(key, &[("time", &intl::duration(t.language(), rounded))])
    };
    match activity {
        Activity::Idle | Activity::Offline => String::new(),
        Activity::Fetching | Activity::RetryIn(0) => t.say(Key::ActivityFetching).to_owned(),
        Activity::RetryIn(millis) | Activity::Blocked { millis, will_retry: true } => {
            after(Key::ActivityRetry, millis)
        }
        Activity::Blocked { millis, will_retry: false } => after(Key::ActivityHeld, millis),
    }
}

/// One line of the details.
struct Row {
    name: &'static str,
    text: String,
    /// Whether it gets a button that copies it.
    copyable: bool,
}

impl Row {
    fn plain(name: &'static str, text: String) -> Self {
        Self { name, text, copyable: false }
    }
}

/// The details in a collapsed section; nothing if there are none.
#[component]
fn Details(
    /// The lines.
    rows: Vec<Row>,
) -> impl IntoView {
    let t = texts();
    let has_rows = !rows.is_empty();
    let rows = rows
        .into_iter()
        .map(|Row { name, text, copyable }| {
            let copy = copyable.then(|| {
                view! { <CopyButton text=Secret::new(text.clone()) label=t.say(Key::CopyThis) /> }
            });
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>
                        <bdi class="raw" dir="ltr" translate="no">
                            {text}
                        </bdi>
                        {copy}
                    </dd>
                </div>
            }
        })
        .collect_view();
    has_rows.then(|| {
        view! {
            <details>
                <summary>{t.say(Key::DetailsTitle)}</summary>
                <dl class="details">{rows}</dl>
            </details>
        }
    })
}

fn details(t: Texts, failure: &Failure) -> Vec<Row> {
    match failure {
        Failure::Unexpected(unexpected) => vec![
            Row::plain(t.say(Key::DetailsStatus), unexpected.status.to_string()),
            Row::plain(t.say(Key::DetailsContentType), unexpected.content_type.clone()),
            Row::plain(t.say(Key::DetailsLength), unexpected.length.to_string()),
        ],
        Failure::Malformed { path } => {
            let place = if path.is_empty() { t.say(Key::DetailsWholeAnswer) } else { path };
            vec![Row::plain(t.say(Key::DetailsField), place.to_owned())]
        }
        other => other.report().map(|report| report_rows(t, report)).unwrap_or_default(),
    }
}

fn report_rows(t: Texts, report: &Report) -> Vec<Row> {
    let more = &report.details;
    let status = (report.status > 0).then(|| report.status.to_string());
    // The vendors' own names, as their support knows them: they are not translated.
    let rows = [
        (t.say(Key::DetailsStatus), status.as_ref(), false),
        ("errorCode", more.error_code.as_ref(), true),
        ("traceId", more.trace_id.as_ref(), true),
        ("reference", more.reference.as_ref(), false),
        ("args", more.args.as_ref(), false),
        ("typedArgs", more.typed_args.as_ref(), false),
        ("subSystem", more.sub_system.as_ref(), false),
        ("status", more.status_word.as_ref(), false),
    ];
    rows.into_iter()
        .filter_map(|(name, text, copyable)| Some(Row { name, text: text?.clone(), copyable }))
        .collect()
}
