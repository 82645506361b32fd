use super::*;

#[test]
fn the_first_request_leaves_at_once_and_only_one() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    assert_eq!(machine.picture(at(0)).shows, Shows::Nothing);
    assert_eq!(machine.picture(at(0)).activity, Activity::Idle, "the first is no retry");
    assert!(machine.poll(at(0)).is_some());
    assert_eq!(machine.picture(at(0)).activity, Activity::Fetching);
    assert_eq!(machine.poll(at(1)), None);
    assert_eq!(machine.by_hand(at(2)), None, "one is under way");
}

#[test]
fn a_dynamic_code_is_renewed_two_to_three_seconds_before_its_end() {
    for seed in 0..50 {
        let mut machine = Refresh::new(Api::AccessCode, seed);
        let sent = requests(&mut machine, 0, 120_000, |machine, generation, now| {
            assert!(machine.arrived(generation, end(now.steady + 30_000), now));
        });
        assert!(gaps(&sent).iter().all(|gap| (27_000..=28_010).contains(gap)), "{sent:?}");
        assert!(sent.len() >= 5);
    }
}

#[test]
fn the_old_code_stays_until_its_own_end_and_is_covered_then() {
    let mut machine = holding(end(30_000));
    let renewal = machine.poll(at(28_000)).expect("the renewal");
    assert_eq!(machine.picture(at(29_999)).shows, Shows::Code(Validity::Valid { left_ms: 1 }));
    assert_eq!(machine.picture(at(30_000)).shows, Shows::Covered(Cover::Ended));
    assert!(machine.arrived(renewal, end(60_000), at(31_000)));
    assert_eq!(machine.picture(at(31_000)).shows, Shows::Code(Validity::Valid { left_ms: 29_000 }));
}

#[test]
fn the_clocks_error_shortens_the_life_of_a_code() {
    let machine = holding(end(30_000));
    let unsure = Now { bound: 600, ..at(29_400) };
    assert_eq!(machine.picture(unsure).shows, Shows::Covered(Cover::Ended));
}

#[test]
fn the_same_code_again_is_asked_for_when_it_has_lapsed_and_not_before_five_seconds() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let sent = requests(&mut machine, 0, 29_990, |machine, generation, now| {
        assert!(machine.arrived(generation, end(30_000), now));
    });
    assert_eq!(sent.len(), 2, "{sent:?}");
    let next = requests(&mut machine, 29_990, 40_000, |machine, generation, now| {
        assert!(machine.arrived(generation, end(60_000), now));
    });
    assert!(next[0] >= 30_000 && next[0] - sent[1] >= FLOOR, "{sent:?} {next:?}");
}

#[test]
fn the_same_code_again_has_lapsed_when_the_clocks_error_is_past_too() {
    let unsure = |millis| Now { bound: 400, ..at(millis) };
    let mut machine = Refresh::new(Api::AccessCode, 7);
    for asked_at in [0, 10_000] {
        let generation = machine.poll(unsure(asked_at)).or_else(|| machine.by_hand(unsure(asked_at)));
        assert!(machine.arrived(generation.expect("a request"), end(30_000), unsure(asked_at)));
    }
    assert_eq!(machine.poll(unsure(30_399)), None);
    assert!(machine.poll(unsure(30_400)).is_some());
}

#[test]
fn static_codes_and_unknown_ends_are_never_renewed_by_themselves() {
    for code in [End::NotStated, End::Unknown] {
        let mut machine = holding(code);
        assert_eq!(requests(&mut machine, 10, 600_000, |_, _, _| {}), Vec::<i64>::new());
        assert!(machine.by_hand(at(600_010)).is_some());
    }
    assert_eq!(holding(End::NotStated).picture(at(600_000)).shows, Shows::Code(Validity::NoEnd));
    assert_eq!(holding(End::Unknown).picture(at(59_999)).shows, Shows::Code(Validity::UnknownEnd));
    assert_eq!(holding(End::Unknown).picture(at(60_000)).shows, Shows::Covered(Cover::EndUnknown));
}

#[test]
fn r_a3_expired_on_arrival_is_covered_and_asked_for_three_times_more() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let sent = requests(&mut machine, 0, 600_000, |machine, generation, now| {
        assert!(machine.arrived(generation, end(-5_000), now));
        assert_eq!(machine.picture(now).shows, Shows::Covered(Cover::ArrivedExpired));
    });
    assert_eq!(gaps(&sent), [5_000, 10_000, 20_000]);
    assert!(machine.by_hand(at(600_010)).is_some());
}

#[test]
fn an_older_answer_is_dropped() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let first = machine.poll(at(0)).expect("a request");
    assert!(machine.failed(first, Failure::Timeout, None, at(10_000)));
    let second = machine.by_hand(at(12_000)).expect("by hand");
    assert!(!machine.arrived(first, end(60_000), at(12_500)), "the first was given up");
    assert!(machine.arrived(second, end(70_000), at(13_000)));
    assert!(!machine.failed(second, Failure::Timeout, None, at(13_001)), "it was answered already");
}

#[test]
fn by_hand_at_most_once_a_second() {
    let mut machine = holding(End::NotStated);
    assert_eq!(machine.by_hand(at(999)), None);
    let generation = machine.by_hand(at(1_000)).expect("a second later");
    assert!(machine.arrived(generation, End::NotStated, at(1_000)));
    assert_eq!(machine.by_hand(at(1_999)), None);
}

#[test]
fn an_unknown_end_is_covered_after_a_minute_of_sleep_too() {
    let machine = holding(End::Unknown);
    let woken = |millis| Now { steady: 10, ..at(millis) };
    assert_eq!(machine.picture(woken(59_999)).shows, Shows::Code(Validity::UnknownEnd));
    assert_eq!(machine.picture(woken(60_000)).shows, Shows::Covered(Cover::EndUnknown));
    assert_eq!(machine.wake_in(woken(59_000)), Some(1_000));
}

#[test]
fn it_wakes_for_the_renewal_then_for_the_end_and_at_once_for_what_is_due() {
    let mut machine = holding(end(30_000));
    let renewal = machine.wake_in(at(0)).expect("a renewal");
    assert!((27_000..=28_000).contains(&renewal), "{renewal}");
    assert_eq!(machine.wake_in(at(renewal)), Some(1), "not asked for yet");
    assert!(machine.poll(at(renewal)).is_some());
    assert_eq!(machine.wake_in(Now { bound: 400, ..at(29_000) }), Some(600), "its end, bound and all");
    assert_eq!(machine.wake_in(at(30_000)), None, "only an answer can change it");
    assert_eq!(holding(End::NotStated).wake_in(at(0)), None);
}

#[test]
fn expired_on_arrival_says_when_it_asks_again() {
    let machine = holding(end(-5_000));
    assert_eq!(machine.picture(at(1_000)).activity, Activity::RetryIn(4_000));
    assert_eq!(holding(end(30_000)).picture(at(1_000)).activity, Activity::Idle);
}

#[test]
fn a_valid_code_grants_three_more_for_expired_ones() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let mut count = 0;
    let sent = requests(&mut machine, 0, 600_000, |machine, generation, now| {
        count += 1;
        let life = if count == 3 { 1_000 } else { -1_000 };
        assert!(machine.arrived(generation, end(now.steady + life), now));
    });
    assert_eq!(gaps(&sent), [5_000, 10_000, 5_000, 5_000, 10_000, 20_000]);
}

#[test]
fn what_is_over_stays_over_when_the_clock_is_corrected() {
    let mut machine = holding(end(30_000));
    machine.surroundings(true, false, at(29_000));
    assert_eq!(machine.poll(at(30_000)), None, "offline");
    let picture = machine.picture(at(10_000));
    assert_eq!(picture.shows, Shows::Covered(Cover::Ended), "nobody holds it any more");
    assert_eq!(picture.end, Some(end(30_000)), "but it can be told when that was");
    assert!(picture.shows.is_over());
    machine.surroundings(true, true, at(10_000));
    assert!(machine.poll(at(10_000)).is_some(), "and the next one is asked for");
}

#[test]
fn an_end_in_doubt_is_no_end() {
    let mut machine = holding(end(30_000));
    let doubt = Now { certain: false, ..at(40_000) };
    machine.surroundings(true, false, doubt);
    assert_eq!(machine.poll(doubt), None);
    assert!(!machine.picture(doubt).shows.is_over());
    assert_eq!(machine.picture(at(20_000)).shows, Shows::Code(Validity::Valid { left_ms: 10_000 }));
}

#[test]
fn a_code_that_was_asked_for_long_before_is_renewed_in_time() {
    for (left_at, pause) in [(-20_000, 1..=2_000), (0, FLOOR..=FLOOR)] {
        let mut machine = Refresh::new(Api::AccessCode, 7);
        let first = machine.poll(at(0)).expect("the first request");
        machine.left_at(first, left_at);
        assert!(machine.arrived(first, end(4_000), at(0)));
        let sent = requests(&mut machine, 0, 9_000, |machine, generation, now| {
            assert!(machine.arrived(generation, end(60_000), now));
        });
        assert!(pause.contains(&sent[0]), "{left_at}: {sent:?}");
    }
}
