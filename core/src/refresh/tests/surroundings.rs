use super::*;

#[test]
fn hidden_or_offline_nothing_is_sent_and_nothing_is_seen() {
    let mut machine = holding(end(30_000));
    machine.surroundings(false, true, at(1_000));
    assert_eq!(machine.picture(at(1_000)).shows, Shows::Covered(Cover::Hidden));
    assert_eq!(requests(&mut machine, 1_000, 100_000, |_, _, _| {}), Vec::<i64>::new());
    machine.surroundings(true, true, at(100_000));
    assert!(machine.poll(at(100_000)).is_some(), "at once on return");

    let mut machine = holding(end(30_000));
    machine.surroundings(true, false, at(1_000));
    assert_eq!(machine.picture(at(1_000)).shows, Shows::Code(Validity::Valid { left_ms: 29_000 }));
    assert_eq!(machine.picture(at(1_000)).activity, Activity::Offline);
    assert_eq!(requests(&mut machine, 1_000, 100_000, |_, _, _| {}), Vec::<i64>::new());
    assert_eq!(machine.by_hand(at(50_000)), None);
    machine.surroundings(true, true, at(100_000));
    assert!(machine.poll(at(100_000)).is_some());
}

#[test]
fn offline_from_the_start_is_said_and_ends_by_itself() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    machine.surroundings(true, false, at(0));
    assert_eq!(machine.poll(at(0)), None);
    assert_eq!(machine.picture(at(0)).failure, Some(Failure::Offline));
    machine.surroundings(true, true, at(5_000));
    assert_eq!(machine.picture(at(5_000)).failure, None);
    assert!(machine.poll(at(5_000)).is_some());
}

#[test]
fn on_return_a_good_code_waits_for_its_plan_and_a_dying_one_does_not() {
    for (away_until, asked) in [(10_000, false), (26_900, false), (27_100, true), (31_000, true)] {
        let mut machine = holding(end(30_000));
        machine.surroundings(false, true, at(1_000));
        machine.surroundings(true, true, at(away_until));
        assert_eq!(machine.poll(at(away_until)).is_some(), asked, "back after {away_until} ms");
    }
    let mut machine = holding(End::NotStated);
    machine.surroundings(false, true, at(1_000));
    machine.surroundings(true, true, at(90_000));
    assert_eq!(machine.poll(at(90_000)), None, "a static code is not asked for again");
}

#[test]
fn on_return_while_the_server_wants_to_be_left_alone_nothing_is_added() {
    let limited = Failure::RateLimited { retry_after: None, report: report() };
    for (wait, sent_at) in [(None, vec![60_000]), (Some(Wait::LONGEST), vec![])] {
        let mut machine = Refresh::new(Api::AccessCode, 7);
        let first = machine.poll(at(0)).expect("a request");
        assert!(machine.failed(first, limited.clone(), wait, at(0)));
        machine.surroundings(false, true, at(10_000));
        machine.surroundings(true, true, at(30_000));
        let sent = requests(&mut machine, 30_000, 2_000_000, |machine, generation, now| {
            assert!(machine.failed(generation, limited.clone(), wait, now));
        });
        assert_eq!(sent, sent_at, "one retry at most");
    }
}

#[test]
fn on_return_after_the_wait_it_is_a_new_load() {
    let limited = Failure::RateLimited { retry_after: None, report: report() };
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let first = machine.poll(at(0)).expect("a request");
    assert!(machine.failed(first, limited, Some(Wait::LONGEST), at(0)));
    machine.surroundings(false, true, at(10_000));
    machine.surroundings(true, true, at(600_000));
    assert!(machine.poll(at(600_000)).is_some());
}

#[test]
fn a_hidden_page_asks_nothing_even_by_hand() {
    let mut machine = holding(End::NotStated);
    machine.surroundings(false, true, at(1_000));
    assert!(!machine.may_ask(at(5_000)));
    assert_eq!(machine.by_hand(at(5_000)), None);
}

#[test]
fn telling_the_same_again_is_no_return() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let first = machine.poll(at(0)).expect("a request");
    assert!(machine.failed(first, Failure::NoCode, None, at(0)));
    machine.surroundings(true, true, at(5_000));
    assert_eq!(machine.poll(at(5_000)), None);
    machine.surroundings(true, false, at(6_000));
    machine.surroundings(false, true, at(7_000));
    assert_eq!(machine.poll(at(7_000)), None, "back online, but hidden");
    machine.surroundings(true, true, at(8_000));
    assert!(machine.poll(at(8_000)).is_some());
}

#[test]
fn after_a_failure_a_return_counts_even_with_a_good_code() {
    let mut machine = holding(end(60_000));
    let by_hand = machine.by_hand(at(5_000)).expect("by hand");
    assert!(machine.failed(by_hand, Failure::NoCode, None, at(5_000)));
    machine.surroundings(false, true, at(10_000));
    machine.surroundings(true, true, at(20_000));
    assert!(machine.poll(at(20_000)).is_some());
}

#[test]
fn a_clock_that_is_uncertain_covers_a_code_with_an_end_and_no_other() {
    let unsure = Now { certain: false, ..at(1_000) };
    assert_eq!(holding(end(30_000)).picture(unsure).shows, Shows::Covered(Cover::ClockUncertain));
    assert_eq!(holding(End::NotStated).picture(unsure).shows, Shows::Code(Validity::NoEnd));
}
