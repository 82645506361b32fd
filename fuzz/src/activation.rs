use std::collections::HashSet;

use latchkey_core::{
    activation_code::{
        self, ActivationCode, ActivationCodes, Arrangement, Code, Image, MOST_ENTRIES, Order, State, States,
    },
    ids::UserName,
    secret::Secret,
    time::{End, Timestamp, Validity},
};
use latchkey_qr::Symbol;
use serde_json::Value;

use crate::{answers, times};

/// The longest code that is drawn here: to draw takes longer than everything else together.
const LONGEST_DRAWN: usize = 48;

/// Any answer as a user's list, asked for by name and without a name.
///
/// No code is invented, no expired code is live, twins are one entry, and no code or image is in what `Debug`
/// prints.
pub fn activation_codes(data: &[u8]) {
    let Some(answer) = answers::of(data) else { return };
    answers::check_debug(&answer);
    let asked: Option<UserName> = "USER_NAME".parse().ok();
    for asked in [asked.as_ref(), None] {
        if let Err(failure) = activation_code::read_created(&answer, asked) {
            assert_eq!(failure.clone().while_creating(), failure, "a failure of a list");
        }
        let read = match activation_code::read(&answer, asked) {
            Ok(read) => read,
            Err(failure) => {
                assert!(asked.is_some() || failure != latchkey_core::failure::Failure::WrongUser);
                answers::check_failure(&answer, &failure);
                continue;
            }
        };
        answers::check_notes(&answer, &read);
        let list = &read.value;
        assert!(asked.is_none_or(|asked| asked.matches(&list.user)), "somebody else's codes");
        check_counts(list);
        check_order(&list.entries);
        check_parting(list);
        check_choice(list);
        check_debug(list);
        check_source(list, &answer.body);
        // The codes do not depend on who asked, so one of both times will do for the slow part.
        if asked.is_none() {
            list.entries
                .iter()
                .filter_map(text)
                .filter(|t| t.len() <= LONGEST_DRAWN)
                .take(2)
                .for_each(check_symbol);
        }
    }
}

fn text(entry: &ActivationCode) -> Option<&str> {
    match &entry.code {
        Code::Shown { text, .. } => Some(text.reveal()),
        Code::Hidden => None,
    }
}

fn check_counts(list: &ActivationCodes) {
    let twins: usize = list.entries.iter().map(|entry| entry.listed).sum();
    assert_eq!(twins, list.listed.min(MOST_ENTRIES));
    let listed = u64::try_from(list.listed).unwrap_or(u64::MAX);
    assert_ne!(list.stated_count, Some(listed), "said to disagree, and agrees");
}

/// By soonest end, then those without; equal codes have different ends and are marked.
fn check_order(entries: &[ActivationCode]) {
    let rank = |entry: &ActivationCode| match entry.end {
        End::At(at) => at.millis(),
        End::NotStated | End::Unknown => i64::MAX,
    };
    assert!(entries.is_sorted_by_key(rank));
    let mut seen = HashSet::new();
    for entry in entries {
        if let Some(text) = text(entry) {
            assert!(!text.trim().is_empty() && !text.contains("***"), "a masked code is shown");
            assert!(seen.insert((text, entry.end)), "twins are two entries");
        } else {
            assert!(entry.listed == 1 && !entry.other_end, "hidden codes are not known to be the same");
        }
    }
    for entry in entries.iter().take(50) {
        let same = entries.iter().filter(|other| text(entry).is_some() && text(other) == text(entry)).count();
        assert_eq!(entry.other_end, same > 1);
    }
}

fn check_parting(list: &ActivationCodes) {
    let ends = list.entries.iter().take(4).filter_map(|entry| match entry.end {
        End::At(at) => Some(at),
        End::NotStated | End::Unknown => None,
    });
    let near = ends.flat_map(|end| [-1, 0, 1].map(|millis| end.checked_add_millis(millis)));
    let nows = near.flatten().chain(Timestamp::from_millis(0)).chain([Timestamp::LAST]);
    for now in nows {
        for bound in [i64::MIN, 0, 1, 700, i64::MAX] {
            let parted = list.parted(now, bound);
            let is_expired =
                |entry: &ActivationCode| matches!(entry.end.validity(now, bound), Validity::Expired { .. });
            assert!(!parted.live.iter().any(is_expired), "an expired code is live");
            assert!(parted.expired.iter().all(is_expired));
            assert_eq!(parted.live.len() + parted.expired.len(), list.entries.len());
        }
    }
    list.entries.iter().take(4).for_each(|entry| times::check_validity(entry.end));
}

/// With every state wanted and nothing searched for, each order has every entry once.
fn check_choice(list: &ActivationCodes) {
    let now = Timestamp::from_millis(1_586_901_570_000).unwrap_or(Timestamp::LAST);
    let counts = list.counts(now, 0);
    assert_eq!(State::ALL.map(|state| counts.of(state)).iter().sum::<usize>(), list.entries.len());
    for order in Order::ALL {
        let arrangement = Arrangement { order, states: States::of(&State::ALL) };
        let mut chosen = list.chosen(&arrangement, "", now, 0);
        chosen.sort_unstable();
        assert!((0..).zip(&chosen).all(|(index, chosen)| index == *chosen), "an entry is missing");
        assert_eq!(chosen.len(), list.entries.len());
    }
    let same = list.carried(list);
    assert!((0..).zip(same).all(|(index, same)| same == Some(index)), "an entry is not itself");
}

fn check_debug(list: &ActivationCodes) {
    let mut other = list.clone();
    for entry in &mut other.entries {
        if let Code::Shown { text, .. } = &mut entry.code {
            *text = Secret::new("other".to_owned());
        }
        let shown = format!("{:?}", entry.image);
        match &entry.image {
            Image::Png(png) => assert_eq!(shown, format!("Png(PngBytes({} bytes))", png.as_slice().len())),
            Image::Absent => assert_eq!(shown, "Absent"),
            Image::Unusable => assert_eq!(shown, "Unusable"),
        }
    }
    assert_eq!(format!("{list:?}"), format!("{other:?}"), "Debug tells a code");
}

/// Every code is a text of the answer, read in another way, or digits of its source.
fn check_source(list: &ActivationCodes, body: &[u8]) {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let Some(value) = answers::witness(body) else { return };
    let mut texts = HashSet::new();
    collect(&value, &mut texts);
    for text in list.entries.iter().filter_map(text) {
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        let in_source = digits && std::str::from_utf8(body).is_ok_and(|body| body.contains(text));
        assert!(texts.contains(text) || in_source, "a code out of nothing");
    }
}

fn collect<'a>(value: &'a Value, texts: &mut HashSet<&'a str>) {
    match value {
        Value::String(text) => _ = texts.insert(text),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(members) => members.values().for_each(|member| collect(member, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A short text always has a symbol, and the symbol's path draws as many dark modules as it has.
fn check_symbol(text: &str) {
    let Ok(symbol) = Symbol::encode(text) else { unreachable!("{} bytes fit", text.len()) };
    assert_eq!(format!("{symbol:?}"), format!("Symbol({0} x {0})", symbol.side()));
    let dark = symbol.rows().flatten().filter(|dark| **dark).count();
    let path = symbol.to_svg_path();
    let runs =
        path.split('h').skip(1).map(|run| run.split('m').next().and_then(|run| run.parse::<usize>().ok()));
    assert_eq!(runs.sum::<Option<usize>>(), Some(dark));
}
