use std::fmt::Write;

use proptest::prelude::*;

use super::*;

#[test]
fn r_k14_valid_by_soonest_end_then_without_end_then_expired() {
    let read = ok(fixture!("mixed-ends"));
    let codes = &read.value;
    assert_eq!(
        texts(&codes.entries),
        ["long expired", "expired", "soon", "late", "unknown", "none", "none too"],
        "an unreadable end and none are equals and keep their order"
    );
    let now = |seconds: i64| Timestamp::from_millis(seconds * 1000).expect("in range");
    for (seconds, bound, expired) in [
        (1_400_000_000, 0, 0),
        (1_586_901_000, 0, 2),
        (1_586_901_599, 0, 2),
        (1_586_901_599, 1_000, 3),
        (1_586_901_600, 0, 3),
        (1_900_000_000, 0, 4),
    ] {
        let parted = codes.parted(now(seconds), bound);
        assert_eq!((parted.expired, parted.live), codes.entries.split_at(expired), "{seconds}");
    }
}

#[test]
fn r_k15_twins_are_one_entry_and_other_ends_are_marked() {
    let read = ok(fixture!("twins"));
    let seen: Vec<_> =
        read.value.entries.iter().map(|entry| (entry.end, entry.listed, entry.other_end)).collect();
    assert_eq!(texts(&read.value.entries), ["1827098", "0012345", "0012345"]);
    assert_eq!(
        seen,
        [(at(1_586_901_570), 3, false), (at(1_586_901_571), 1, true), (at(1_586_901_579), 1, true)]
    );
    assert_eq!((read.value.listed, read.value.stated_count), (5, None));
    assert!(rules(&read.notes).contains(&("R-K15", "data")));
}

#[test]
fn r_k15_a_twin_brings_its_image_and_its_doubts_and_hidden_codes_are_no_twins() {
    let images = ["null", &format!("\"{HEADER}\""), "\"?\""];
    let twins = images.map(|image| format!(r#"{{"activationCode":"1","qrImage":{image}}}"#));
    let read = ok(&list(&twins.join(",")));
    assert_eq!(read.value.entries.len(), 1);
    assert!(matches!(read.value.entries[0].image, Image::Png(_)));
    let number = ok(&list(r#"{"activationCode":"12"},{"activationCode":12},{"activationCode":"0012"}"#));
    assert_eq!(texts(&number.value.entries), ["12", "0012"]);
    assert!(matches!(number.value.entries[0].code, Code::Shown { zeros_may_be_lost: true, .. }));
    let hidden = ok(&list(r#"{"activationCode":"***"},{"activationCode":"***"}"#));
    assert_eq!(hidden.value.entries.len(), 2);
    assert!(hidden.value.entries.iter().all(|entry| entry.listed == 1 && !entry.other_end));
}

#[test]
fn ten_thousand_entries_are_read_and_the_rest_is_counted() {
    let mut entries = String::new();
    for n in 0..10_050 {
        let comma = if n == 0 { "" } else { "," };
        // One code in two ends, all the others once; every end is bent.
        write!(
            entries,
            r#"{comma}{{"activationCode":"{:07}","activationNotAfter":{}}}"#,
            n.max(1),
            1_600_000_000 + n
        )
        .expect("text");
    }
    let read = ok(&list(&entries));
    assert_eq!((read.value.entries.len(), read.value.listed), (MOST_ENTRIES, 10_050));
    assert_eq!(read.value.entries.iter().filter(|entry| entry.other_end).count(), 2);
    assert_eq!((read.notes.len(), read.further_notes), (500, MOST_ENTRIES + 1 - 500));
}

proptest! {
    /// Compared with the same rules written down in the slowest way.
    #[test]
    fn order_and_twins_are_those_of_the_plain_rules(
        listed in prop::collection::vec((0..4_u8, prop::option::of(1_600_000_000..1_600_000_004_i64)), 0..24),
        now in 1_599_999_999..1_600_000_005_i64,
    ) {
        let entries: Vec<String> = listed
            .iter()
            .map(|(code, end)| format!(r#"{{"activationCode":"{code}","activationNotAfter":"{}"}}"#, end.unwrap_or(0)))
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
            prop_assert_eq!(entry.listed, listed.iter().filter(|other| **other == (*code, *end)).count());
            prop_assert_eq!(entry.other_end, expected.iter().any(|(c, e)| c == code && e != end));
        }
        let parted = codes.parted(Timestamp::from_millis(now * 1000).expect("in range"), 0);
        prop_assert_eq!(parted.expired.len(), expected.iter().filter(|(_, end)| end.is_some_and(|end| end <= now)).count());
        prop_assert_eq!(parted.expired.len() + parted.live.len(), codes.entries.len());
    }
}

/// So many codes of six digits which a table of 256 places would all put into its first one.
fn crowding(many: usize) -> Vec<String> {
    let first = |code: &String| {
        let hash = code
            .bytes()
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        hash % 256 == 0
    };
    (100_000..).map(|code: u32| code.to_string()).filter(first).take(many).collect()
}

#[test]
fn r_k15_twins_are_found_among_codes_that_crowd_the_table_and_no_others_are_made() {
    let mut codes = crowding(100);
    let entries = |codes: &[String]| -> Vec<(Option<String>, i64)> {
        codes.iter().zip(2_000..).map(|(code, end)| (Some(code.clone()), end)).collect()
    };
    let read = |entries: &[(Option<String>, i64)]| {
        let entries: Vec<_> = entries.iter().map(|(code, end)| (code.as_deref(), *end)).collect();
        listed(&entries)
    };
    let all = read(&entries(&codes));
    assert_eq!(all.entries.len(), 100);
    assert!(all.entries.iter().all(|entry| entry.listed == 1 && !entry.other_end));
    assert_eq!(texts(&all.entries), codes);
    codes.push(codes[3].clone());
    let mut twins = entries(&codes);
    twins[100].1 = twins[3].1;
    let all = read(&twins);
    assert_eq!(all.entries.len(), 100);
    let found: Vec<usize> =
        all.entries.iter().map(|entry| entry.listed).filter(|listed| *listed > 1).collect();
    assert_eq!(found, [2]);
}
