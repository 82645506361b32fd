//! Formats numbers, dates and plurals in the language of the page, with the browser's `Intl`. If the browser
//! is set to a region of that language, such as `de-CH`, they are formatted as is usual there.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use latchkey_core::{language, time_unit::TimeUnit};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use super::{first_paint, languages};

// js-sys's function does not catch the error that an invalid tag causes.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Intl, js_name = getCanonicalLocales)]
    fn canonical_locales(tag: &str) -> Result<Array, JsValue>;
}

/// `Intl.DateTimeFormat` options for a date.
const DATE_OPTIONS: [(&str, &str); 3] = [("year", "numeric"), ("month", "short"), ("day", "numeric")];
/// `Intl.DateTimeFormat` options for a time of day.
const TIME_OPTIONS: [(&str, &str); 3] =
    [("hour", "2-digit"), ("minute", "2-digit"), ("timeZoneName", "short")];

/// The kinds of `Intl` formatters used here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum FormatterKind {
    Number,
    Plural,
    Unit(TimeUnit),
    Relative,
    Time,
    DateTime,
}

thread_local! {
    /// Every formatter created so far: creating one takes the browser as long as using it a hundred times.
    static FORMATTERS: RefCell<Vec<CachedFormatter>> = const { RefCell::new(Vec::new()) };
}

/// A formatter, with what it was created for.
struct CachedFormatter {
    language: &'static str,
    /// The browser's tag for the language when it was created.
    regional: Option<String>,
    kind: FormatterKind,
    /// Minutes from the device's time zone to UTC. A date formatter keeps the zone in which it was created.
    zone_minutes: f64,
    formatter: JsValue,
}

/// Returns the cached formatter, or creates it.
fn formatter_for(language: &'static str, kind: FormatterKind) -> JsValue {
    let zone_minutes = Date::new_0().get_timezone_offset();
    let regional = language::with_region(languages::preferred().into_iter(), language);
    FORMATTERS.with_borrow_mut(|cache| {
        cache.retain(|cached| cached.zone_minutes.total_cmp(&zone_minutes).is_eq());
        let found = cache
            .iter()
            .find(|cached| cached.language == language && cached.regional == regional && cached.kind == kind);
        if let Some(found) = found {
            return found.formatter.clone();
        }
        let formatter = kind.create(&locales(language, regional.as_deref()));
        cache.push(CachedFormatter { language, regional, kind, zone_minutes, formatter: formatter.clone() });
        formatter
    })
}

impl FormatterKind {
    fn create(self, locales: &Array) -> JsValue {
        let number = |pairs: &[_]| JsValue::from(Intl::NumberFormat::new(locales, &options(pairs)).format());
        let date = |pairs: &[_]| JsValue::from(Intl::DateTimeFormat::new(locales, &options(pairs)).format());
        match self {
            Self::Number => number(&[]),
            Self::Unit(unit) => number(&[("style", "unit"), ("unit", unit.name()), ("unitDisplay", "long")]),
            Self::Plural => Intl::PluralRules::new(locales, &options(&[])).into(),
            Self::Relative => {
                Intl::RelativeTimeFormat::new(locales, &options(&[("numeric", "always")])).into()
            }
            Self::Time => date(&TIME_OPTIONS),
            Self::DateTime => date(&[DATE_OPTIONS, TIME_OPTIONS].concat()),
        }
    }
}

/// Formats a count with the digits and separators of the language.
#[must_use]
pub fn number(language: &'static str, count: usize) -> String {
    format(&formatter_for(language, FormatterKind::Number), &to_js_number(count))
}

/// Formats a count, with plain digits until the first paint: creating the first formatter of a page takes the
/// browser as long as the rest of the first view. Tracked, so only for texts that are updated.
#[must_use]
pub fn deferred_number(language: &'static str, count: usize) -> String {
    if first_paint::has_happened() { number(language, count) } else { count.to_string() }
}

/// Returns the plural category of a count: `zero`, `one`, `two`, `few`, `many` or `other`.
#[must_use]
pub fn plural_category(language: &'static str, count: usize) -> String {
    // JavaScript numbers are floats; no list comes near 2^53 entries.
    #[allow(clippy::cast_precision_loss)]
    let count = count as f64;
    formatter_for(language, FormatterKind::Plural).unchecked_into::<Intl::PluralRules>().select(count).into()
}

/// Formats a duration in its largest suitable unit, such as `24 seconds` or `60 days`.
#[must_use]
pub fn duration(language: &'static str, millis: i64) -> String {
    let (unit, count) = TimeUnit::of_duration(millis);
    format(&formatter_for(language, FormatterKind::Unit(unit)), &count.into())
}

/// Formats a time relative to now in its largest suitable unit, such as `in 3 days` or `2 hours ago`.
#[must_use]
pub fn relative(language: &'static str, Distance { is_future, unit, count, .. }: Distance) -> String {
    if !has_relative_format() {
        return format(&formatter_for(language, FormatterKind::Unit(unit)), &count.into());
    }
    let count = f64::from(count) * if is_future { 1.0 } else { -1.0 };
    let formatter =
        formatter_for(language, FormatterKind::Relative).unchecked_into::<Intl::RelativeTimeFormat>();
    formatter.format(count, unit.name()).into()
}

/// Returns whether the browser has `Intl.RelativeTimeFormat`. Some embedded ones were built without.
fn has_relative_format() -> bool {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into());
    intl.and_then(|intl| Reflect::has(&intl, &"RelativeTimeFormat".into())).unwrap_or_default()
}

/// The distance of a moment from now, as precise as the texts about it. Equal distances of one moment give
/// equal texts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    is_future: bool,
    unit: TimeUnit,
    count: u32,
    /// Calendar days from today, in local time.
    days: i64,
    /// Minutes from the local time zone at the moment to UTC.
    zone_minutes: i64,
}

impl Distance {
    /// Returns the distance between two times, both in milliseconds since 1970.
    #[must_use]
    pub fn of(millis: i64, now: i64) -> Self {
        let (unit, count) = TimeUnit::of_duration(millis.saturating_sub(now).saturating_abs());
        let (zone_minutes, day) = local_day(millis);
        Self { is_future: millis > now, unit, count, days: day - local_day(now).1, zone_minutes }
    }

    /// Returns whether the moment is in the future.
    #[must_use]
    pub fn is_future(self) -> bool {
        self.is_future
    }
}

/// Returns the minutes from the local time zone to UTC at a moment, and the local day, counted from 1970.
fn local_day(millis: i64) -> (i64, i64) {
    // Whole minutes, less than a day's.
    #[allow(clippy::cast_possible_truncation)]
    let zone_minutes = date(millis).get_timezone_offset() as i64;
    (zone_minutes, millis.saturating_sub(zone_minutes * 60_000).div_euclid(86_400_000))
}

/// Formats date, time of day and time zone, such as `14 April 2020 at 21:59 UTC`; without the date if it is
/// today.
#[must_use]
pub fn date_time(language: &'static str, millis: i64, distance: Distance) -> String {
    if distance.days == 0 {
        format_date(language, FormatterKind::Time, millis)
    } else {
        full_date_time(language, millis)
    }
}

/// Formats date, time of day and time zone, also for today: for texts that may be read on another day.
#[must_use]
pub fn full_date_time(language: &'static str, millis: i64) -> String {
    format_date(language, FormatterKind::DateTime, millis)
}

fn format_date(language: &'static str, kind: FormatterKind, millis: i64) -> String {
    format(&formatter_for(language, kind), &date(millis))
}

fn date(millis: i64) -> Date {
    #[allow(clippy::cast_precision_loss)]
    Date::new(&JsValue::from_f64(millis as f64))
}

fn to_js_number(count: usize) -> JsValue {
    #[allow(clippy::cast_precision_loss)]
    JsValue::from_f64(count as f64)
}

/// Calls the `format` function of an `Intl` formatter.
fn format(formatter: &JsValue, value: &JsValue) -> String {
    let text = formatter.unchecked_ref::<Function>().call1(&JsValue::NULL, value).ok();
    text.and_then(|text| text.as_string()).unwrap_or_default()
}

/// Returns the locales for a formatter: the browser's own tag for the language, and the language. A tag that
/// is not valid would make every formatter throw.
fn locales(language: &str, regional: Option<&str>) -> Array {
    let locales = regional.and_then(|tag| canonical_locales(tag).ok()).unwrap_or_default();
    locales.push(&language.into());
    locales
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object
}
