use latchkey_core::{
    failure::{Failure, Report},
    refresh::Activity,
    retry::Api,
    secret::Secret,
};
use leptos::prelude::*;

use super::{Symbol, copy_button, failure_words::words, icon};
use crate::{
    browser::intl,
    dom::{El, el},
    i18n::{Key, Texts, texts},
};

/// A failure: what happened, what to do, what can be done here, and the details that a vendor's support asks for.
#[must_use]
pub fn failure_report(failure: &Failure, api: Api, gateway: bool, actions: El) -> El {
    let t = texts();
    let message = failure.report().and_then(|report| report.message.as_deref()).map(|message| {
        let words = [t.say(Key::FailServiceSays), " "].concat();
        el("p").class("said-by-service").text(&words).child(el("bdi").text(message))
    });
    report(t, words(failure, api, gateway), message, actions).children(fold(t, details(t, failure)))
}

/// The one place where a failure becomes a part of a view.
fn report(t: Texts, (happened, remedy): (Key, Key), message: Option<El>, actions: El) -> El {
    let origin = window().location().origin().unwrap_or_default();
    let remedy = t.fill(remedy, &[("origin", &origin)]);
    let title = el("h2").child(icon(Symbol::Trouble)).say(t, happened);
    el("section")
        .class("failure")
        .attr("role", "alert")
        .child(title)
        .child(el("p").text(&remedy))
        .children(message)
        .child(actions)
}

/// What happened, alone.
#[must_use]
pub fn failure_title(t: Texts, failure: &Failure, api: Api) -> &'static str {
    t.say(words(failure, api, false).0)
}

/// What the machine is doing, in words; nothing where it does nothing.
#[must_use]
pub fn activity_words(t: Texts, activity: Activity) -> String {
    let after = |key, millis: i64| {
        let rounded = (millis + 999) / 1000 * 1000;
        t.fill(key, &[("time", &intl::duration(t.language(), rounded))])
    };
    match activity {
        Activity::Idle | Activity::Offline => String::new(),
        Activity::Fetching | Activity::RetryIn(0) => t.say(Key::ActivityFetching).to_owned(),
        Activity::RetryIn(millis) | Activity::HeldFor { millis, retry: true } => {
            after(Key::ActivityRetry, millis)
        }
        Activity::HeldFor { millis, retry: false } => after(Key::ActivityHeld, millis),
    }
}

/// One line of the details: its name, the text, and whether it is worth copying.
type Row = (&'static str, String, bool);

/// The details, folded away; nothing where there are none.
fn fold(t: Texts, rows: Vec<Row>) -> Option<El> {
    if rows.is_empty() {
        return None;
    }
    let rows = rows.into_iter().map(|(name, text, copy)| {
        let value = el("bdi").attr("dir", "ltr").attr("translate", "no").class("raw").text(&text);
        let copy = copy.then(|| copy_button(Secret::new(text), t.say(Key::CopyThis)));
        el("div").child(el("dt").text(name)).child(el("dd").child(value).children(copy))
    });
    let list = el("dl").class("details").children(rows);
    Some(el("details").child(el("summary").say(t, Key::DetailsTitle)).child(list))
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
