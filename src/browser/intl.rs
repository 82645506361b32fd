//! Numbers, dates and plurals as the reader's language writes them, by the browser's own `Intl`.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::first_paint;

/// How a day is written.
const DATE: [(&str, &str); 3] = [("year", "numeric"), ("month", "short"), ("day", "numeric")];
/// How a time of day is written.
const TIME: [(&str, &str); 3] = [("hour", "2-digit"), ("minute", "2-digit"), ("timeZoneName", "short")];

/// What writes one kind of thing in a language. It takes the browser as long to make one as to write a hundred
/// times with it, so each is made once.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Writer {
    Number,
    Plural,
    Unit(&'static str),
    Relative,
    Time,
    DayAndTime,
}

thread_local! {
    static MADE: RefCell<Vec<Made>> = const { RefCell::new(Vec::new()) };
}

/// A writer, and for what it was made.
struct Made {
    language: &'static str,
    kind: Writer,
    /// Minutes between the device's time and UTC: one that writes dates goes on in the zone in which it was made.
    zone: f64,
    writer: JsValue,
}

fn writer(language: &'static str, kind: Writer) -> JsValue {
    let zone = Date::new_0().get_timezone_offset();
    MADE.with_borrow_mut(|made| {
        made.retain(|made| made.zone.total_cmp(&zone).is_eq());
        let known = made.iter().find(|made| made.language == language && made.kind == kind);
        if let Some(known) = known {
            return known.writer.clone();
        }
        let writer = kind.make(language);
        made.push(Made { language, kind, zone, writer: writer.clone() });
        writer
    })
}

impl Writer {
    fn make(self, language: &str) -> JsValue {
        let locales = locales(language);
        let number = |pairs: &[_]| JsValue::from(Intl::NumberFormat::new(&locales, &options(pairs)).format());
        let date = |pairs: &[_]| JsValue::from(Intl::DateTimeFormat::new(&locales, &options(pairs)).format());
        match self {
            Self::Number => number(&[]),
            Self::Unit(unit) => number(&[("style", "unit"), ("unit", unit), ("unitDisplay", "long")]),
            Self::Plural => Intl::PluralRules::new(&locales, &options(&[])).into(),
            Self::Relative => {
                Intl::RelativeTimeFormat::new(&locales, &options(&[("numeric", "always")])).into()
            }
            Self::Time => date(&TIME),
            Self::DayAndTime => date(&[DATE, TIME].concat()),
        }
    }
}

/// A count, with the language's own digits and separators.
#[must_use]
pub fn number(language: &'static str, count: usize) -> String {
    write(&writer(language, Writer::Number), &whole(count))
}

/// The same, but with plain digits before the first paint: the first writer of a page, whichever it is, takes the browser as long
/// as all else that a first view takes. Followed; only for texts that change with what they say.
#[must_use]
pub fn number_in_time(language: &'static str, count: usize) -> String {
    if first_paint::is_over() { number(language, count) } else { count.to_string() }
}

/// The plural category of a count: `zero`, `one`, `two`, `few`, `many` or `other`.
#[must_use]
pub fn plural_category(language: &'static str, count: usize) -> String {
    // JavaScript counts in floating numbers; no list here comes near 2^53.
    #[allow(clippy::cast_precision_loss)]
    let count = count as f64;
    writer(language, Writer::Plural).unchecked_into::<Intl::PluralRules>().select(count).into()
}

/// A length of time in its largest sensible unit, such as `24 seconds` or `60 days`.
#[must_use]
pub fn duration(language: &'static str, millis: i64) -> String {
    let (unit, count) = largest(millis);
    write(&writer(language, Writer::Unit(unit)), &whole(count))
}

/// A time from now in its largest sensible unit, such as `in 3 days` or `2 hours ago`.
#[must_use]
pub fn relative(language: &'static str, Distance { ahead, unit, count, .. }: Distance) -> String {
    #[allow(clippy::cast_precision_loss)]
    let count = count as f64 * if ahead { 1.0 } else { -1.0 };
    let writer = writer(language, Writer::Relative).unchecked_into::<Intl::RelativeTimeFormat>();
    writer.format(count, unit).into()
}

/// What of a moment and of the time from now its words depend on: where this is equal, they are the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Distance {
    ahead: bool,
    unit: &'static str,
    count: usize,
    /// Local days from today, and minutes between the moment's zone and UTC.
    days: i64,
    zone: i64,
}

impl Distance {
    /// Of a moment, now.
    #[must_use]
    pub fn of(millis: i64, now: i64) -> Self {
        let (unit, count) = largest(millis.saturating_sub(now).saturating_abs());
        let (zone, days) = local_day(millis);
        Self { ahead: millis > now, unit, count, days: days - local_day(now).1, zone }
    }

    /// Whether the moment is still to come.
    #[must_use]
    pub fn is_ahead(self) -> bool {
        self.ahead
    }
}

/// Minutes between the device's zone and UTC at a moment, and the day there since 1970.
fn local_day(millis: i64) -> (i64, i64) {
    // Whole minutes, of which there are never more than a day's.
    #[allow(clippy::cast_possible_truncation)]
    let zone = date(millis).get_timezone_offset() as i64;
    (zone, millis.saturating_sub(zone * 60_000).div_euclid(86_400_000))
}

/// Date and time of day with its zone, such as `14 April 2020 at 21:59 UTC`; today's with the time alone.
#[must_use]
pub fn moment(language: &'static str, millis: i64, distance: Distance) -> String {
    if distance.days == 0 {
        write_date(language, Writer::Time, millis)
    } else {
        whole_moment(language, millis)
    }
}

/// Date and time of day with its zone, whatever day it is: for what is read later.
#[must_use]
pub fn whole_moment(language: &'static str, millis: i64) -> String {
    write_date(language, Writer::DayAndTime, millis)
}

fn write_date(language: &'static str, kind: Writer, millis: i64) -> String {
    write(&writer(language, kind), &date(millis))
}

fn date(millis: i64) -> Date {
    #[allow(clippy::cast_precision_loss)]
    Date::new(&JsValue::from_f64(millis as f64))
}

fn whole(count: usize) -> JsValue {
    #[allow(clippy::cast_precision_loss)]
    JsValue::from_f64(count as f64)
}

/// What a writer that is a function makes of this.
fn write(writer: &JsValue, what: &JsValue) -> String {
    let text = writer.unchecked_ref::<Function>().call1(&JsValue::NULL, what).ok();
    text.and_then(|text| text.as_string()).unwrap_or_default()
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
