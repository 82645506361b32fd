//! Numbers, dates and plurals as the reader's language writes them, by the browser's own `Intl`.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// How a day is written.
const DATE: [(&str, &str); 3] = [("year", "numeric"), ("month", "short"), ("day", "numeric")];
/// How a time of day is written.
const TIME: [(&str, &str); 3] = [("hour", "2-digit"), ("minute", "2-digit"), ("timeZoneName", "short")];

/// A count, with the language's own digits and separators.
#[must_use]
pub fn number(language: &str, count: usize) -> String {
    format(&Intl::NumberFormat::new(&locales(language), &options(&[])).format(), count)
}

/// The plural category of a count: `zero`, `one`, `two`, `few`, `many` or `other`.
#[must_use]
pub fn plural_category(language: &str, count: usize) -> String {
    // JavaScript counts in floating numbers; no list here comes near 2^53.
    #[allow(clippy::cast_precision_loss)]
    let count = count as f64;
    Intl::PluralRules::new(&locales(language), &options(&[])).select(count).into()
}

/// A length of time in its largest sensible unit, such as `24 seconds` or `60 days`.
#[must_use]
pub fn duration(language: &str, millis: i64) -> String {
    let (unit, count) = largest(millis);
    let options = options(&[("style", "unit"), ("unit", unit), ("unitDisplay", "long")]);
    format(&Intl::NumberFormat::new(&locales(language), &options).format(), count)
}

/// A time from now in its largest sensible unit, such as `in 3 days` or `2 hours ago`.
#[must_use]
pub fn relative(language: &str, millis_ahead: i64) -> String {
    let (unit, count) = largest(millis_ahead.saturating_abs());
    let format = Intl::RelativeTimeFormat::new(&locales(language), &options(&[("numeric", "always")]));
    #[allow(clippy::cast_precision_loss)]
    let count = count as f64 * if millis_ahead < 0 { -1.0 } else { 1.0 };
    format.format(count, unit).into()
}

/// Date and time of day with its zone, such as `14 April 2020 at 21:59 UTC`; today's with the time alone.
#[must_use]
pub fn moment(language: &str, millis: i64, now: i64) -> String {
    let day = |millis| format_date(language, &DATE, millis);
    if day(millis) == day(now) {
        format_date(language, &TIME, millis)
    } else {
        whole_moment(language, millis)
    }
}

/// Date and time of day with its zone, whatever day it is: for what is read later.
#[must_use]
pub fn whole_moment(language: &str, millis: i64) -> String {
    format_date(language, &[DATE, TIME].concat(), millis)
}

/// The name of a language in itself, such as `Deutsch`; the tag where the browser knows none.
#[must_use]
pub fn language_name(language: &str) -> String {
    let named = || {
        let constructor = Reflect::get(&intl()?, &"DisplayNames".into()).ok()?.dyn_into::<Function>().ok()?;
        let arguments = Array::of2(&locales(language), &options(&[("type", "language")]));
        let names = Reflect::construct(&constructor, &arguments).ok()?;
        let of = Reflect::get(&names, &"of".into()).ok()?.dyn_into::<Function>().ok()?;
        of.call1(&names, &language.into()).ok()?.as_string()
    };
    named().unwrap_or_else(|| language.to_owned())
}

fn intl() -> Option<JsValue> {
    Reflect::get(&js_sys::global(), &"Intl".into()).ok()
}

fn format_date(language: &str, parts: &[(&str, &str)], millis: i64) -> String {
    #[allow(clippy::cast_precision_loss)]
    let date = Date::new(&JsValue::from_f64(millis as f64));
    let format = Intl::DateTimeFormat::new(&locales(language), &options(parts)).format();
    format.call1(&JsValue::NULL, &date).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

fn format(format: &Function, count: usize) -> String {
    #[allow(clippy::cast_precision_loss)]
    let count = JsValue::from_f64(count as f64);
    format.call1(&JsValue::NULL, &count).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// The largest unit that fits at least once, and how often, to the nearest.
fn largest(millis: i64) -> (&'static str, usize) {
    let seconds = usize::try_from(millis.saturating_add(500) / 1000).unwrap_or(0);
    let nearest = |unit: usize| (seconds + unit / 2) / unit;
    match seconds {
        0..60 => ("second", seconds),
        60..3_570 => ("minute", nearest(60)),
        3_570..171_000 => ("hour", nearest(3_600)),
        _ => ("day", nearest(86_400)),
    }
}

fn locales(language: &str) -> Array {
    Array::of1(&language.into())
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object
}
