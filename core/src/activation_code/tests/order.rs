use std::fmt::Write;

use proptest::prelude::*;

use super::*;

#[test]
fn r_k14_valid_by_soonest_end_then_without_end_then_expired() {
    let decoded = ok(fixture!("mixed-ends"));
    let codes = &decoded.value;
    assert_eq!(
        texts(&codes.entries),
        ["long expired", "expired", "soon", "late", "unknown", "none", "none too"],
        "unknown and missing ends are equal and keep their order"
    );
    let now = |seconds: i64| Timestamp::from_millis(seconds * 1000).expect("in range");
    for (seconds, error_ms, expired) in [
        (1_400_000_000, 0, 0),
        (1_586_901_000, 0, 2),
        (1_586_901_599, 0, 2),
        (1_586_901_599, 1_000, 3),
        (1_586_901_600, 0, 3),
        (1_900_000_000, 0, 4),
    ] {
        let partition = codes.partition(now(seconds), error_ms);
        assert_eq!((partition.expired, partition.live), codes.entries.split_at(expired), "{seconds}");
    }
}

#[test]
fn r_k15_twins_are_one_entry_and_other_ends_are_marked() {
    let decoded = ok(fixture!("twins"));
    let seen: Vec<_> = decoded
        .value
        .entries
        .iter()
        .map(|entry| (entry.end, entry.times_listed, entry.has_other_end))
        .collect();
    assert_eq!(texts(&decoded.value.entries), ["1827098", "0012345", "0012345"]);
    assert_eq!(
        seen,
        [(at(1_586_901_570), 3, false), (at(1_586_901_571), 1, true), (at(1_586_901_579), 1, true)]
    );
    assert_eq!((decoded.value.listed_count, decoded.value.stated_count), (5, None));
    assert!(rules(&decoded.notes).contains(&("R-K15", "data")));
}

#[test]
fn r_k15_a_merged_entry_keeps_image_and_warning_and_hidden_codes_are_not_merged() {
    let images = ["null", &format!("\"{HEADER}\""), "\"?\""];
    let twins = images.map(|image| format!(r#"{{"activationCode":"1","qrImage":{image}}}"#));
    let decoded = ok(&list(&twins.join(",")));
    assert_eq!(decoded.value.entries.len(), 1);
    assert!(matches!(decoded.value.entries[0].image, Image::Png(_)));
    let number = ok(&list(r#"{"activationCode":"12"},{"activationCode":12},{"activationCode":"0012"}"#));
    assert_eq!(texts(&number.value.entries), ["12", "0012"]);
    assert!(matches!(number.value.entries[0].code, Code::Shown { may_lack_zeros: true, .. }));
    let hidden = ok(&list(r#"{"activationCode":"***"},{"activationCode":"***"}"#));
    assert_eq!(hidden.value.entries.len(), 2);
    assert!(hidden.value.entries.iter().all(|entry| entry.times_listed == 1 && !entry.has_other_end));
}

#[test]
fn ten_thousand_entries_are_read_and_the_rest_is_counted() {
    let mut entries = String::new();
    for n in 0..10_050 {
        let comma = if n == 0 { "" } else { "," };
        // One code with two ends, every other code once. Every end is a number, which leaves a note.
        write!(
            entries,
            r#"{comma}{{"activationCode":"{:07}","activationNotAfter":{}}}"#,
            n.max(1),
            1_600_000_000 + n
        )
        .expect("text");
    }
    let decoded = ok(&list(&entries));
    assert_eq!((decoded.value.entries.len(), decoded.value.listed_count), (MAX_ENTRIES, 10_050));
    assert_eq!(decoded.value.entries.iter().filter(|entry| entry.has_other_end).count(), 2);
    assert_eq!((decoded.notes.len(), decoded.further_notes), (500, MAX_ENTRIES + 1 - 500));
}

proptest! {
    /// Compares with a slow and simple implementation of the same rules.
    #[test]
    fn order_and_duplicates_are_those_of_a_simple_implementation(
        listed in prop::collection::vec((0..4_u8, prop::option::of(1_600_000_000..1_600_000_004_i64)), 0..24),
        now in 1_599_999_999..1_600_000_005_i64,
    ) {
        let entries: Vec<String> = listed
            .iter()
            .map(|(code, end)| {
                let end = end.unwrap_or(0);
                format!(r#"{{"activationCode":"{code}","activationNotAfter":"{end}"}}"#)
            })
            .collect();
        let codes = ok(&list(&entries.join(","))).value;

        let mut expected: Vec<(u8, Option<i64>)> = Vec::new();
        for entry in &listed {
            if !expected.contains(entry) {
                expected.push(*entry);
            }
        }
        expected.sort_by_key(|(_, end)| end.unwrap_or(i64::MAX));
        prop_assert_eq!(codes.entries.len(), expected.len());
        for (entry, (code, end)) in codes.entries.iter().zip(&expected) {
            prop_assert_eq!(texts(std::slice::from_ref(entry)), [code.to_string()]);
            prop_assert_eq!(entry.end, end.map_or(End::NotStated, at));
            let times_listed = listed.iter().filter(|other| **other == (*code, *end)).count();
            prop_assert_eq!(entry.times_listed, times_listed);
            prop_assert_eq!(entry.has_other_end, expected.iter().any(|(c, e)| c == code && e != end));
        }
        let partition = codes.partition(Timestamp::from_millis(now * 1000).expect("in range"), 0);
        let expired = expected.iter().filter(|(_, end)| end.is_some_and(|end| end <= now)).count();
        prop_assert_eq!(partition.expired.len(), expired);
        prop_assert_eq!(partition.expired.len() + partition.live.len(), codes.entries.len());
    }
}

/// Returns codes of six digits whose hashes all select the first of 256 slots.
fn colliding_codes(count: usize) -> Vec<String> {
    let collides = |code: &String| {
        let hash = code
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        hash % 256 == 0
    };
    (100_000..).map(|code: u32| code.to_string()).filter(collides).take(count).collect()
}

#[test]
fn r_k15_colliding_hashes_neither_hide_nor_invent_duplicates() {
    let mut codes = colliding_codes(100);
    let entries = |codes: &[String]| -> Vec<(Option<String>, i64)> {
        codes.iter().zip(2_000..).map(|(code, end)| (Some(code.clone()), end)).collect()
    };
    let decode = |entries: &[(Option<String>, i64)]| {
        let entries: Vec<_> = entries.iter().map(|(code, end)| (code.as_deref(), *end)).collect();
        listed(&entries)
    };
    let all = decode(&entries(&codes));
    assert_eq!(all.entries.len(), 100);
    assert!(all.entries.iter().all(|entry| entry.times_listed == 1 && !entry.has_other_end));
    assert_eq!(texts(&all.entries), codes);
    codes.push(codes[3].clone());
    let mut twins = entries(&codes);
    twins[100].1 = twins[3].1;
    let all = decode(&twins);
    assert_eq!(all.entries.len(), 100);
    let found: Vec<usize> =
        all.entries.iter().map(|entry| entry.times_listed).filter(|listed| *listed > 1).collect();
    assert_eq!(found, [2]);
}
