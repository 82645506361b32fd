use proptest::prelude::*;

use super::*;

fn read(query: &str) -> Arrangement {
    let mut arrangement = Arrangement::default();
    query.split('&').for_each(|pair| arrangement.read_pair(pair));
    arrangement
}

#[test]
fn only_what_is_not_as_by_default_stands_in_the_address() {
    let states = States::default().toggled(State::Expired);
    for (arrangement, pairs) in [
        (Arrangement::default(), &[][..]),
        (Arrangement { order: Order::Code, ..Arrangement::default() }, &["sort=code"][..]),
        (Arrangement { order: Order::Sent, states }, &["sort=sent", "show=valid,ending,no-end,expired"][..]),
        (Arrangement { order: Order::End, states: States::of(&[]) }, &["show=none"][..]),
        (
            Arrangement { order: Order::End, states: States::of(&[State::Ending, State::Valid]) },
            &["show=valid,ending"][..],
        ),
    ] {
        assert_eq!(arrangement.pairs(), pairs);
        assert_eq!(read(&pairs.join("&")), arrangement);
    }
}

#[test]
fn what_is_not_understood_keeps_its_default() {
    for query in
        ["", "sort", "sort=", "sort=Code", "show=", "show=all", "show=,", "order=code", "show=valid no-end"]
    {
        assert_eq!(read(query), Arrangement::default(), "{query}");
    }
    assert_eq!(read("show=ending,later,valid,valid").states, States::of(&[State::Valid, State::Ending]));
    assert_eq!(read("sort=later&sort=code&sort=x").order, Order::Code);
}

#[test]
fn a_set_of_states() {
    let states = States::default();
    assert_eq!(State::ALL.map(|state| states.contains(state)), [true, true, true, false]);
    assert_eq!(states.toggled(State::Valid).toggled(State::Valid), states);
    assert!(!states.is_empty() && States::of(&[]).is_empty());
    for state in State::ALL {
        assert_eq!(State::of_word(state.word()), Some(state));
        assert_eq!(States::of(&[state]).words(), state.word());
    }
}

#[test]
fn below_an_hour_a_code_is_ending() {
    let now = Timestamp::from_millis(1_600_000_000_000).expect("in range");
    let end = |millis: i64| End::At(now.checked_add_millis(millis).expect("in range"));
    for (end, bound, state) in [
        (end(SOON), 0, State::Valid),
        (end(SOON), SOON, State::Expired),
        (end(SOON - 1), 0, State::Ending),
        (end(501), 500, State::Ending),
        (end(500), 500, State::Expired),
        (end(-1), 0, State::Expired),
        (End::NotStated, 0, State::NoEnd),
        (End::Unknown, 0, State::NoEnd),
    ] {
        assert_eq!(State::of(end, now, bound), state, "{end:?}");
    }
}

proptest! {
    #[test]
    fn an_arrangement_comes_back_from_its_address(order in 0..3_usize, states in prop::collection::vec(0..4_usize, 0..5)) {
        let states: Vec<_> = states.into_iter().map(|state| State::ALL[state]).collect();
        let arrangement = Arrangement { order: Order::ALL[order], states: States::of(&states) };
        prop_assert_eq!(read(&arrangement.pairs().join("&")), arrangement);
    }

    #[test]
    fn no_pair_panics(pair in "(sort|show)?=?\\PC{0,20}") {
        read(&pair);
    }
}
