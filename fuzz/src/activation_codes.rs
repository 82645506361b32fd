use std::collections::HashSet;

use latchkey_core::{
    activation_code::{
        self, ActivationCode, ActivationCodes, Code, CodeState, Image, ListOptions, MAX_ENTRIES, SortOrder,
        StateFilter,
    },
    ids::UserName,
    secret::Secret,
    time::{End, Timestamp, Validity},
};
use latchkey_qr::Symbol;
use serde_json::Value;

use crate::{answers, timestamp};

/// The most bytes of a code that is encoded as a symbol, which takes longer than all other checks together.
const MAX_ENCODED_BYTES: usize = 48;

/// Decodes the input as a user's list, requested with and without a user name.
///
/// No code is invented, no expired code counts as live, duplicates are merged, and `Debug` shows neither
/// codes nor images.
pub fn activation_codes(data: &[u8]) {
    let Some(answer) = answers::from_bytes(data) else { return };
    answers::check_debug(&answer);
    let named: Option<UserName> = "USER_NAME".parse().ok();
    for user in [named.as_ref(), None] {
        if let Err(failure) = activation_code::decode_created(&answer, user, str::to_lowercase) {
            assert_eq!(failure.clone().while_creating(), failure, "a failure that only a list can have");
        }
        let decoded = match activation_code::decode(&answer, user, str::to_lowercase) {
            Ok(decoded) => decoded,
            Err(failure) => {
                assert!(user.is_some() || failure != latchkey_core::failure::Failure::WrongUser);
                answers::check_failure(&answer, &failure);
                continue;
            }
        };
        answers::check_notes(&answer, &decoded);
        let list = &decoded.value;
        assert!(user.is_none_or(|user| user.matches(&list.user, str::to_lowercase)), "codes of another user");
        check_counts(list);
        check_order(&list.entries);
        check_partition(list);
        check_positions(list);
        check_debug(list);
        check_source(list, &answer.body);
        // The codes do not depend on the user, so the slow check runs only once.
        if user.is_none() {
            list.entries
                .iter()
                .filter_map(code_text)
                .filter(|text| text.len() <= MAX_ENCODED_BYTES)
                .take(2)
                .for_each(check_symbol);
        }
    }
}

fn code_text(entry: &ActivationCode) -> Option<&str> {
    match &entry.code {
        Code::Shown { text, .. } => Some(text.reveal()),
        Code::Hidden => None,
    }
}

fn check_counts(list: &ActivationCodes) {
    let total: usize = list.entries.iter().map(|entry| entry.times_listed).sum();
    assert_eq!(total, list.listed_count.min(MAX_ENTRIES));
    let listed = u64::try_from(list.listed_count).unwrap_or(u64::MAX);
    assert_ne!(list.stated_count, Some(listed), "a count that agrees is reported");
}

/// Entries are sorted by end, those without one last. Entries with equal codes have different ends and are
/// marked.
fn check_order(entries: &[ActivationCode]) {
    let rank = |entry: &ActivationCode| match entry.end {
        End::At(at) => at.millis(),
        End::NotStated | End::Unknown => i64::MAX,
    };
    assert!(entries.is_sorted_by_key(rank));
    let mut seen = HashSet::new();
    for entry in entries {
        if let Some(text) = code_text(entry) {
            assert!(!text.trim().is_empty() && !text.contains("***"), "a masked code is shown");
            assert!(seen.insert((text, entry.end)), "duplicates are not merged");
        } else {
            assert!(entry.times_listed == 1 && !entry.has_other_end, "hidden codes are merged");
        }
    }
    for entry in entries.iter().take(50) {
        let same = entries
            .iter()
            .filter(|other| code_text(entry).is_some() && code_text(other) == code_text(entry))
            .count();
        assert_eq!(entry.has_other_end, same > 1);
    }
}

fn check_partition(list: &ActivationCodes) {
    let ends = list.entries.iter().take(4).filter_map(|entry| match entry.end {
        End::At(at) => Some(at),
        End::NotStated | End::Unknown => None,
    });
    let near = ends.flat_map(|end| [-1, 0, 1].map(|millis| end.checked_add_millis(millis)));
    let nows = near.flatten().chain(Timestamp::from_millis(0)).chain([Timestamp::LAST]);
    for now in nows {
        for error_ms in [i64::MIN, 0, 1, 700, i64::MAX] {
            let partition = list.partition(now, error_ms);
            let is_expired = |entry: &ActivationCode| {
                matches!(entry.end.validity(now, error_ms), Validity::Expired { .. })
            };
            assert!(!partition.live.iter().any(is_expired), "an expired code is live");
            assert!(partition.expired.iter().all(is_expired));
            assert_eq!(partition.live.len() + partition.expired.len(), list.entries.len());
        }
    }
    list.entries.iter().take(4).for_each(|entry| timestamp::check_validity(entry.end));
}

/// Without filter and search, each order has every entry once, and a list has the positions of its own
/// entries.
fn check_positions(list: &ActivationCodes) {
    let now = Timestamp::from_millis(1_586_901_570_000).unwrap_or(Timestamp::LAST);
    let counts = list.count_states(now, 0);
    assert_eq!(CodeState::ALL.map(|state| counts.of(state)).iter().sum::<usize>(), list.entries.len());
    for order in SortOrder::ALL {
        let options = ListOptions { order, states: StateFilter::of(&CodeState::ALL) };
        let mut positions = list.find_positions(&options, "", now, 0);
        positions.sort_unstable();
        assert!((0..).zip(&positions).all(|(index, position)| index == *position), "an entry is missing");
        assert_eq!(positions.len(), list.entries.len());
    }
    let own_positions = list.positions_in(list);
    assert!((0..).zip(own_positions).all(|(index, own)| own == Some(index)), "an entry is not found again");
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
    assert_eq!(format!("{list:?}"), format!("{other:?}"), "Debug shows a code");
}

/// Every code is a string of the independently parsed answer, or has its digits in the source.
fn check_source(list: &ActivationCodes, body: &[u8]) {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let Some(value) = answers::parse_independently(body) else { return };
    let mut texts = HashSet::new();
    collect_strings(&value, &mut texts);
    for text in list.entries.iter().filter_map(code_text) {
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        let in_source = digits && std::str::from_utf8(body).is_ok_and(|body| body.contains(text));
        assert!(texts.contains(text) || in_source, "an invented code");
    }
}

fn collect_strings<'a>(value: &'a Value, texts: &mut HashSet<&'a str>) {
    match value {
        Value::String(text) => _ = texts.insert(text),
        Value::Array(items) => items.iter().for_each(|item| collect_strings(item, texts)),
        Value::Object(members) => members.values().for_each(|member| collect_strings(member, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A short text always has a symbol, and its path draws as many dark modules as the symbol has.
fn check_symbol(text: &str) {
    let Ok(symbol) = Symbol::encode(text) else { unreachable!("{} bytes fit", text.len()) };
    assert_eq!(format!("{symbol:?}"), format!("Symbol({0} x {0})", symbol.side()));
    let dark = symbol.rows().flatten().filter(|dark| **dark).count();
    let path = symbol.to_svg_path();
    let runs =
        path.split('h').skip(1).map(|run| run.split('m').next().and_then(|run| run.parse::<usize>().ok()));
    assert_eq!(runs.sum::<Option<usize>>(), Some(dark));
}
