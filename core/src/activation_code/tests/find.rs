use proptest::prelude::*;

use super::*;

const ALL: [CodeState; 4] = CodeState::ALL;
const NOW: i64 = 1_600_000_000;

fn now() -> Timestamp {
    Timestamp::from_millis(NOW * 1000).expect("in range")
}

fn options_with(order: SortOrder, states: &[CodeState]) -> ListOptions {
    ListOptions { order, states: StateFilter::of(states) }
}

fn find(codes: &ActivationCodes, options: ListOptions, search: &str) -> Vec<String> {
    let positions = codes.find_positions(&options, search, now(), 0);
    let entries: Vec<_> = positions.iter().map(|index| codes.entries[*index as usize].clone()).collect();
    texts(&entries).into_iter().map(str::to_owned).collect()
}

fn sample() -> ActivationCodes {
    listed(&[
        (Some("none"), 0),
        (Some("late"), NOW + 9_000),
        (None, NOW + 3_000),
        (Some("0012"), NOW - 5),
        (Some("012"), NOW + 3_600),
        (Some("unread"), 1),
        (Some("12"), NOW - 9),
        (Some("Soon"), NOW + 1),
    ])
}

#[test]
fn each_order_sorts_as_documented() {
    let codes = sample();
    for (order, expected) in [
        (SortOrder::End, ["Soon", "-", "012", "late", "none", "unread", "0012", "12"]),
        (SortOrder::Sent, ["none", "late", "-", "0012", "012", "unread", "12", "Soon"]),
        (SortOrder::Code, ["0012", "012", "12", "Soon", "late", "none", "unread", "-"]),
    ] {
        assert_eq!(find(&codes, options_with(order, &ALL), ""), expected, "{order:?}");
    }
}

#[test]
fn each_filter_selects_its_states() {
    let codes = sample();
    for (states, expected) in [
        (&[CodeState::Valid][..], &["012", "late"][..]),
        (&[CodeState::Ending], &["Soon", "-"]),
        (&[CodeState::NoEnd], &["none", "unread"]),
        (&[CodeState::Expired], &["0012", "12"]),
        (&[CodeState::Expired, CodeState::Ending], &["Soon", "-", "0012", "12"]),
        (&[], &[]),
    ] {
        assert_eq!(find(&codes, options_with(SortOrder::End, states), ""), expected, "{states:?}");
    }
    assert_eq!(codes.count_states(now(), 0), StateCounts { valid: 2, ending: 2, no_end: 2, expired: 2 });
    assert_eq!(
        codes.count_states(now(), 3_000_000),
        StateCounts { valid: 2, ending: 0, no_end: 2, expired: 4 }
    );
    assert_eq!(listed(&[]).count_states(now(), 0), StateCounts::default());
}

#[test]
fn a_search_ignores_case_blanks_and_hyphens() {
    let codes =
        listed(&[(Some("68493536"), 0), (Some("Ab-Cd 12"), 0), (Some("ÄB"), 0), (Some("aab"), 0), (None, 0)]);
    for (search, expected) in [
        ("", &["68493536", "Ab-Cd 12", "ÄB", "aab", "-"][..]),
        (" - \u{a0}\u{2011}", &["68493536", "Ab-Cd 12", "ÄB", "aab", "-"]),
        ("6849 35", &["68493536"]),
        ("49\u{2013}3536\n", &["68493536"]),
        ("684935366", &[]),
        ("bC", &["Ab-Cd 12"]),
        ("d1", &["Ab-Cd 12"]),
        ("AB", &["Ab-Cd 12", "aab"]),
        ("ä", &[]),
        ("Äb", &["ÄB"]),
        ("*", &[]),
    ] {
        assert_eq!(find(&codes, options_with(SortOrder::Sent, &ALL), search), expected, "{search:?}");
    }
}

#[test]
fn a_code_pasted_with_what_was_around_it_is_found() {
    let codes = listed(&[(Some("68493536"), 0), (Some("A.b"), 0), (Some("x\u{200b}y"), 0), (None, 0)]);
    for (search, expected) in [
        ("68493536.", &["68493536"][..]),
        ("\"6849 3536\"", &["68493536"]),
        ("\u{201e}68493536\u{201c},", &["68493536"]),
        ("(6849-3536)", &["68493536"]),
        ("Code: 6849 3536", &["68493536"]),
        ("Activation code:\u{a0}[68493536].", &["68493536"]),
        ("\u{200e}6849\u{200b}3536\u{feff}", &["68493536"]),
        (".", &["A.b"]),
        ("a.b.", &["A.b"]),
        ("xy", &["x\u{200b}y"]),
        ("\u{200b}", &["68493536", "A.b", "x\u{200b}y", "-"]),
        ("\"", &[]),
        ("Code:", &[]),
    ] {
        assert_eq!(find(&codes, options_with(SortOrder::Sent, &ALL), search), expected, "{search:?}");
    }
}

#[test]
fn the_position_is_that_of_the_first_duplicate() {
    let codes =
        listed(&[(Some("2"), NOW), (Some("1"), NOW + 1), (Some("1"), NOW), (Some("1"), NOW + 1), (None, 0)]);
    let seen: Vec<_> = codes.entries.iter().map(|entry| (entry.position, entry.times_listed)).collect();
    assert_eq!(seen, [(0, 1), (2, 1), (1, 2), (4, 1)]);
}

/// A slow and simple implementation of the same rules.
fn expected_positions(
    codes: &ActivationCodes,
    options: ListOptions,
    search: &str,
    error_ms: i64,
) -> Vec<u32> {
    let letters = |text: &str| -> String { text.replace([' ', '-'], "").to_ascii_lowercase() };
    let text = |entry: &ActivationCode| match &entry.code {
        Code::Shown { text, .. } => Some(text.reveal().to_owned()),
        Code::Hidden => None,
    };
    let mut all: Vec<(u32, &ActivationCode)> = (0..).zip(&codes.entries).collect();
    all.retain(|(_, entry)| {
        let found = text(entry).map_or(search.is_empty(), |text| letters(&text).contains(&letters(search)));
        options.states.contains(CodeState::of(entry.end, now(), error_ms))
            && (found || letters(search).is_empty())
    });
    match options.order {
        SortOrder::End => {
            let (mut expired, live): (Vec<_>, Vec<_>) = all
                .into_iter()
                .partition(|(_, entry)| CodeState::of(entry.end, now(), error_ms) == CodeState::Expired);
            expired.reverse();
            all = live.into_iter().chain(expired).collect();
        }
        SortOrder::Sent => all.sort_by_key(|(_, entry)| entry.position),
        SortOrder::Code => {
            all.sort_by_key(|(_, entry)| (text(entry).is_none(), text(entry), entry.position));
        }
    }
    all.into_iter().map(|(index, _)| index).collect()
}

proptest! {
    #[test]
    fn the_result_is_that_of_a_simple_implementation(
        entries in prop::collection::vec(
            (
                prop::option::of("[01aA -]{1,4}"),
                prop_oneof![0..2_i64, NOW - 3..NOW + 4, NOW + 3_598..NOW + 3_603],
            ),
            0..30,
        ),
        order in 0..3_usize,
        states in prop::collection::vec(0..4_usize, 0..5),
        search in "[01aA -]{0,3}",
        error_ms in 0..3_000_i64,
    ) {
        let entries: Vec<_> = entries.iter().map(|(code, end)| (code.as_deref(), *end)).collect();
        let codes = listed(&entries);
        let states: Vec<_> = states.into_iter().map(|state| CodeState::ALL[state]).collect();
        let options = options_with(SortOrder::ALL[order], &states);
        let found = codes.find_positions(&options, &search, now(), error_ms);
        prop_assert_eq!(found, expected_positions(&codes, options, &search, error_ms));

        let counts = codes.count_states(now(), error_ms);
        for state in ALL {
            let has_state = |entry: &&ActivationCode| CodeState::of(entry.end, now(), error_ms) == state;
            prop_assert_eq!(counts.of(state), codes.entries.iter().filter(has_state).count());
        }
        let partition = codes.partition(now(), error_ms);
        prop_assert_eq!(counts.expired, partition.expired.len());
    }
}
