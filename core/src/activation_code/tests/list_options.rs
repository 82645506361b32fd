use proptest::prelude::*;

use super::*;

fn parse(query: &str) -> ListOptions {
    let mut options = ListOptions::default();
    query.split('&').for_each(|pair| options.apply_query_pair(pair));
    options
}

#[test]
fn only_options_that_are_not_the_default_are_in_the_address() {
    let states = StateFilter::default().toggled(CodeState::Expired);
    for (options, pairs) in [
        (ListOptions::default(), &[][..]),
        (ListOptions { order: SortOrder::Code, ..ListOptions::default() }, &["sort=code"][..]),
        (
            ListOptions { order: SortOrder::Sent, states },
            &["sort=sent", "show=valid,ending,no-end,expired"][..],
        ),
        (ListOptions { order: SortOrder::End, states: StateFilter::of(&[]) }, &["show=none"][..]),
        (
            ListOptions {
                order: SortOrder::End,
                states: StateFilter::of(&[CodeState::Ending, CodeState::Valid]),
            },
            &["show=valid,ending"][..],
        ),
    ] {
        assert_eq!(options.to_query_pairs(), pairs);
        assert_eq!(parse(&pairs.join("&")), options);
    }
}

#[test]
fn unknown_values_keep_the_default() {
    for query in
        ["", "sort", "sort=", "sort=Code", "show=", "show=all", "show=,", "order=code", "show=valid no-end"]
    {
        assert_eq!(parse(query), ListOptions::default(), "{query}");
    }
    assert_eq!(
        parse("show=ending,later,valid,valid").states,
        StateFilter::of(&[CodeState::Valid, CodeState::Ending])
    );
    assert_eq!(parse("sort=later&sort=code&sort=x").order, SortOrder::Code);
}

#[test]
fn states_are_added_removed_and_named() {
    let states = StateFilter::default();
    assert_eq!(CodeState::ALL.map(|state| states.contains(state)), [true, true, true, false]);
    assert_eq!(states.toggled(CodeState::Valid).toggled(CodeState::Valid), states);
    assert!(!states.is_empty() && StateFilter::of(&[]).is_empty());
    for state in CodeState::ALL {
        assert_eq!(CodeState::from_name(state.as_str()), Some(state));
        assert_eq!(StateFilter::of(&[state]).to_names(), state.as_str());
    }
}

#[test]
fn a_code_is_ending_in_its_last_hour() {
    let now = Timestamp::from_millis(1_600_000_000_000).expect("in range");
    let end = |millis: i64| End::At(now.checked_add_millis(millis).expect("in range"));
    for (end, error_ms, state) in [
        (end(ENDING_SOON_MS), 0, CodeState::Valid),
        (end(ENDING_SOON_MS), ENDING_SOON_MS, CodeState::Expired),
        (end(ENDING_SOON_MS - 1), 0, CodeState::Ending),
        (end(501), 500, CodeState::Ending),
        (end(500), 500, CodeState::Expired),
        (end(-1), 0, CodeState::Expired),
        (End::NotStated, 0, CodeState::NoEnd),
        (End::Unknown, 0, CodeState::NoEnd),
    ] {
        assert_eq!(CodeState::of(end, now, error_ms), state, "{end:?}");
    }
}

proptest! {
    #[test]
    fn list_options_survive_a_round_trip_through_the_address(
        order in 0..3_usize,
        states in prop::collection::vec(0..4_usize, 0..5),
    ) {
        let states: Vec<_> = states.into_iter().map(|state| CodeState::ALL[state]).collect();
        let options = ListOptions { order: SortOrder::ALL[order], states: StateFilter::of(&states) };
        prop_assert_eq!(parse(&options.to_query_pairs().join("&")), options);
    }

    #[test]
    fn no_pair_panics(pair in "(sort|show)?=?\\PC{0,20}") {
        parse(&pair);
    }
}
