use latchkey_core::{
    failure::{Failure, Report},
    refresh::Activity,
    retry::Api,
    secret::Secret,
};
use leptos::prelude::*;

use super::{CopyButton, Icon, Symbol, failure_words::words};
use crate::{
    browser::intl,
    i18n::{Key, Texts, texts},
};

/// A failure: what happened, what to do, what the page itself is doing, a button to try again, and the details
/// that a vendor's support asks for. The one place where a failure becomes words.
#[component]
pub fn FailureCard(
    /// What happened.
    failure: Failure,
    /// To which API.
    api: Api,
    /// What the machine is doing about it.
    #[prop(into)]
    activity: Signal<Activity>,
    /// Whether a person may ask now.
    #[prop(into)]
    may_ask: Signal<bool>,
    /// Asks again.
    #[prop(into)]
    again: Callback<()>,
) -> AnyView {
    let t = texts();
    let (happened, remedy) = words(&failure, api);
    let origin = window().location().origin().unwrap_or_default();
    let remedy = t.fill(remedy, &[("origin", &origin)]);
    let message = failure.report().and_then(|report| report.message.clone());
    let message = message.map(|message| {
        view! {
            <p class="said-by-service">
                {t.say(Key::FailServiceSays)} " " <bdi>{message}</bdi>
            </p>
        }
    });
    let doing = Memo::new(move |_| activity_words(t, activity.get()));
    view! {
        <section class="failure" role="alert">
            <h2>
                <Icon symbol=Symbol::Trouble />
                {t.say(happened)}
            </h2>
            <p>{remedy}</p>
            {message}
            <div class="actions">
                <button
                    type="button"
                    class="button"
                    aria-disabled=move || if may_ask.get() { "false" } else { "true" }
                    on:click=move |_| again.run(())
                >
                    <Icon symbol=Symbol::Refresh />
                    {t.say(Key::FailAgain)}
                </button>
                // A countdown is not an alert: it would be read out every second.
                <span class="quiet" aria-live="off">{doing}</span>
            </div>
            <Details rows=details(t, &failure) />
        </section>
    }
    .into_any()
}

/// What happened, alone.
#[must_use]
pub fn failure_title(t: Texts, failure: &Failure, api: Api) -> &'static str {
    t.say(words(failure, api).0)
}

/// What the machine is doing, in words; nothing where it does nothing.
fn activity_words(t: Texts, activity: Activity) -> String {
    let after = |key, millis: i64| {
        let rounded = (millis + 999) / 1000 * 1000;
        t.fill(key, &[("time", &intl::duration(t.language, rounded))])
    };
    match activity {
        Activity::Idle | Activity::Offline => String::new(),
        Activity::Fetching => t.say(Key::ActivityFetching).to_owned(),
        Activity::RetryIn(millis) | Activity::HeldFor { millis, retry: true } => {
            after(Key::ActivityRetry, millis)
        }
        Activity::HeldFor { millis, retry: false } => after(Key::ActivityHeld, millis),
    }
}

/// One line of the details: its name, the text, and whether it is worth copying.
type Row = (&'static str, String, bool);

#[component]
fn Details(
    /// The lines.
    rows: Vec<Row>,
) -> AnyView {
    let t = texts();
    if rows.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(name, text, copy)| {
            let button = copy.then(|| {
                let text = Secret::new(text.clone());
                view! { <CopyButton text=text label=t.say(Key::CopyThis) /> }
            });
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>
                        <bdi dir="ltr" translate="no" class="raw">
                            {text}
                        </bdi>
                        {button}
                    </dd>
                </div>
            }
        })
        .collect();
    view! {
        <details>
            <summary>{t.say(Key::DetailsTitle)}</summary>
            <dl class="details">{rows}</dl>
        </details>
    }
    .into_any()
}

fn details(t: Texts, failure: &Failure) -> Vec<Row> {
    match failure {
        Failure::Unexpected(unexpected) => vec![
            (t.say(Key::DetailsStatus), unexpected.status.to_string(), false),
            (t.say(Key::DetailsContentType), unexpected.content_type.clone(), false),
            (t.say(Key::DetailsLength), unexpected.length.to_string(), false),
        ],
        Failure::Malformed { path } => {
            let place = if path.is_empty() { t.say(Key::DetailsWholeAnswer) } else { path };
            vec![(t.say(Key::DetailsField), place.to_owned(), false)]
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
    rows.into_iter().filter_map(|(name, text, copy)| Some((name, text?.clone(), copy))).collect()
}
