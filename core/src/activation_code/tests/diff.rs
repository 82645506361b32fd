use proptest::prelude::*;

use super::*;

#[test]
fn entries_are_found_again_at_any_position() {
    let older = listed(&[(Some("a"), 1_600_000_009), (Some("b"), 1_600_000_005), (Some("c"), 0)]);
    let newer = listed(&[
        (Some("c"), 1),
        (Some("new"), 1_600_000_006),
        (Some("a"), 1_600_000_009),
        (Some("b"), 1_600_000_005),
    ]);
    assert_eq!(texts(&newer.entries), ["b", "new", "a", "c"]);
    assert_eq!(
        newer.positions_in(&older),
        [Some(0), None, Some(1), None],
        "an end that became unknown makes a new entry"
    );
    assert_eq!(older.positions_in(&older), [Some(0), Some(1), Some(2)]);
    assert_eq!(newer.positions_in(&listed(&[])), [None; 4]);
}

#[test]
fn hidden_codes_are_matched_in_their_order() {
    let older = listed(&[(None, 1_600_000_009), (None, 0), (None, 0)]);
    let newer = listed(&[(None, 0), (None, 1_600_000_008), (None, 0), (None, 0), (Some(""), 0)]);
    assert_eq!(newer.positions_in(&older), [None, Some(1), Some(2), None, None]);
}

proptest! {
    #[test]
    fn each_entry_is_matched_with_the_first_unused_equal_one(
        older in prop::collection::vec((prop::option::of("[12]"), 0..4_i64), 0..20),
        newer in prop::collection::vec((prop::option::of("[12]"), 0..4_i64), 0..20),
    ) {
        let of = |entries: &[(Option<String>, i64)]| {
            let end = |end: i64| if end < 2 { end } else { 1_600_000_000 + end };
            let entries: Vec<_> = entries.iter().map(|(code, at)| (code.as_deref(), end(*at))).collect();
            listed(&entries)
        };
        let (older, newer) = (of(&older), of(&newer));
        let code = |entry: &ActivationCode| texts(std::slice::from_ref(entry))[0].to_owned();
        let mut used = Vec::new();
        for (entry, position) in newer.entries.iter().zip(newer.positions_in(&older)) {
            let same = (0..).zip(&older.entries).find(|(index, old)| {
                !used.contains(index) && code(old) == code(entry) && old.end == entry.end
            });
            let same = same.map(|(index, _)| index);
            used.extend(same);
            prop_assert_eq!(position, same);
        }
    }
}
