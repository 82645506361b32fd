use super::*;

const MINUTE: i64 = 60_000;

/// A machine for a list that came at 0 and is asked for again every minute.
fn repeating() -> Refresh {
    let mut machine = holding(End::NotStated);
    machine.repeat(Some(MINUTE));
    machine
}

fn arrive(machine: &mut Refresh, generation: Generation, now: Now) {
    assert!(machine.arrived(generation, End::NotStated, now));
}

#[test]
fn a_list_is_asked_for_every_minute_if_somebody_wants_that() {
    let mut machine = repeating();
    assert_eq!(machine.wake_in(at(1_000)), Some(59_000));
    assert_eq!(machine.picture(at(1_000)).activity, Activity::Idle);
    let sent = requests(&mut machine, 10, 200_000, arrive);
    assert_eq!(sent, [60_000, 120_000, 180_000]);
    machine.repeat(None);
    assert_eq!(requests(&mut machine, 200_000, 600_000, arrive), Vec::<i64>::new());
    assert_eq!(machine.wake_in(at(600_000)), None);
}

#[test]
fn switched_on_late_it_asks_at_once_but_not_while_hidden() {
    let mut machine = holding(End::Unknown);
    assert_eq!(machine.poll(at(90_000)), None);
    machine.surroundings(false, true, at(90_000));
    machine.repeat(Some(MINUTE));
    assert_eq!(machine.poll(at(90_000)), None);
    assert_eq!(machine.wake_in(at(90_000)), None);
    machine.surroundings(true, true, at(95_000));
    assert!(machine.poll(at(95_000)).is_some());
}

#[test]
fn on_return_only_what_has_waited_long_enough_is_asked_for() {
    for (back, expected) in [(50_000, 60_000), (70_000, 70_000)] {
        let mut machine = repeating();
        machine.surroundings(false, true, at(1_000));
        machine.surroundings(true, true, at(back));
        assert_eq!(requests(&mut machine, back, 80_000, arrive), [expected]);
    }
}

#[test]
fn a_request_by_hand_puts_the_next_one_off() {
    let mut machine = repeating();
    let by_hand = machine.by_hand(at(30_000)).expect("by hand");
    arrive(&mut machine, by_hand, at(31_000));
    assert_eq!(requests(&mut machine, 31_000, 100_000, arrive), [90_000]);
}

#[test]
fn what_has_a_known_end_is_not_repeated() {
    let mut machine = holding(end(600_000));
    machine.repeat(Some(MINUTE));
    assert_eq!(requests(&mut machine, 10, 590_000, |_, _, _| {}), Vec::<i64>::new());
}

#[test]
fn five_seconds_lie_between_two_of_them() {
    let mut machine = holding(End::NotStated);
    machine.repeat(Some(-1));
    assert_eq!(requests(&mut machine, 10, 10_000, arrive), [5_000, 10_000]);
}

#[test]
fn an_ordinary_failure_has_its_retries_and_then_the_next_turn() {
    let mut machine = repeating();
    let sent = requests(&mut machine, 10, 190_000, |machine, generation, now| {
        assert!(machine.failed(generation, Failure::Unreachable, None, now));
    });
    assert_eq!(sent[0], 60_000);
    assert!(sent.len() >= 8 && sent.len() % 4 == 0, "each with three retries: {sent:?}");
    for load in sent.chunks(4).collect::<Vec<_>>().windows(2) {
        assert_eq!(load[1][0] - load[0][3], MINUTE, "{sent:?}");
    }
    let now = at(190_000);
    assert!(matches!(machine.picture(now).shows, Shows::Code(Validity::NoEnd)), "the old list stays");
    assert_eq!(machine.picture(now).activity, Activity::RetryIn(MINUTE - (190_000 - sent[sent.len() - 1])));
}

#[test]
fn a_first_answer_that_never_came_is_asked_for_again_too() {
    let mut machine = Refresh::new(Api::ActivationCodes, 7);
    machine.repeat(Some(MINUTE));
    let sent = requests(&mut machine, 0, 130_000, |machine, generation, now| {
        assert!(machine.failed(generation, Failure::NoCode, None, now));
    });
    assert_eq!(sent, [0, 60_000, 120_000]);
}

#[test]
fn where_there_is_nothing_for_us_nothing_is_repeated_until_somebody_asks() {
    for failure in [
        Failure::NotAccepted(report()),
        Failure::Forbidden(report()),
        Failure::NotFound(report()),
        Failure::EndpointGone(report()),
    ] {
        let mut machine = repeating();
        let sent = requests(&mut machine, 10, 600_000, |machine, generation, now| {
            assert!(machine.failed(generation, failure.clone(), None, now));
        });
        assert_eq!(sent, [60_000], "{failure:?}");
        assert_eq!(machine.picture(at(600_000)).activity, Activity::Idle);
        let by_hand = machine.by_hand(at(600_000)).expect("by hand");
        arrive(&mut machine, by_hand, at(600_000));
        assert_eq!(requests(&mut machine, 600_000, 700_000, arrive), [660_000]);
    }
}

#[test]
fn a_wait_the_server_asked_for_comes_first() {
    for (wait, next, retry) in [(30_000, 91_000, false), (300_000, 331_000, true)] {
        let mut machine = repeating();
        let limited = Failure::RateLimited { retry_after: None, report: report() };
        let by_hand = machine.by_hand(at(30_000)).expect("by hand");
        assert!(machine.failed(by_hand, limited.clone(), Some(Wait::nearest(0)), at(30_000)));
        let again = machine.poll(at(31_000)).expect("the one retry there is");
        assert!(machine.failed(again, limited, Some(Wait::nearest(wait)), at(31_000)));
        assert_eq!(machine.picture(at(31_000)).activity, Activity::HeldFor { millis: wait, retry });
        assert_eq!(requests(&mut machine, 31_000, 340_000, arrive)[0], next);
    }
}

#[test]
fn what_is_wanted_is_asked_for_a_second_after_the_last_request() {
    let mut machine = holding(End::NotStated);
    machine.wanted(at(400));
    assert_eq!(machine.poll(at(999)), None);
    assert_eq!(machine.wake_in(at(400)), Some(600));
    assert!(machine.poll(at(1_000)).is_some());
    let mut machine = holding(End::NotStated);
    machine.wanted(at(5_000));
    assert!(machine.poll(at(5_000)).is_some(), "at once");
    assert_eq!(machine.poll(at(7_000)), None, "once");
}

#[test]
fn what_was_under_way_when_another_was_wanted_does_not_count() {
    let mut machine = holding(End::NotStated);
    let before = machine.by_hand(at(2_000)).expect("by hand");
    machine.wanted(at(2_100));
    assert_eq!(machine.picture(at(2_100)).activity, Activity::Idle);
    assert!(!machine.arrived(before, End::NotStated, at(2_200)));
    assert!(!machine.failed(before, Failure::NotAccepted(report()), None, at(2_300)));
    let after = machine.poll(at(3_000)).expect("what was wanted");
    assert!(!machine.arrived(before, End::NotStated, at(3_100)));
    arrive(&mut machine, after, at(3_200));
    assert_eq!(requests(&mut machine, 3_200, 100_000, arrive), Vec::<i64>::new());
}

#[test]
fn what_is_wanted_waits_for_the_server_and_for_the_return() {
    let limited = Failure::RateLimited { retry_after: None, report: report() };
    let mut machine = holding(End::NotStated);
    let by_hand = machine.by_hand(at(2_000)).expect("by hand");
    assert!(machine.failed(by_hand, limited, Some(Wait::nearest(120_000)), at(2_000)));
    machine.wanted(at(3_000));
    let held = Activity::HeldFor { millis: 119_000, retry: true };
    assert_eq!(machine.picture(at(3_000)).activity, held);
    assert_eq!(requests(&mut machine, 3_000, 200_000, arrive), [122_000]);

    for (visible, online) in [(false, true), (true, false)] {
        let mut machine = holding(End::NotStated);
        machine.surroundings(visible, online, at(1_000));
        machine.wanted(at(2_000));
        assert_eq!(requests(&mut machine, 2_000, 20_000, arrive), Vec::<i64>::new());
        machine.surroundings(true, true, at(30_000));
        assert!(machine.poll(at(30_000)).is_some());
    }
}

#[test]
fn what_is_wanted_has_retries_of_its_own() {
    let mut machine = holding(End::NotStated);
    machine.wanted(at(5_000));
    let sent = requests(&mut machine, 5_000, 100_000, |machine, generation, now| {
        assert!(machine.failed(generation, Failure::Timeout, None, now));
        if now.steady < 5_010 {
            machine.wanted(now);
        }
    });
    assert_eq!(sent.len(), 5, "{sent:?}");
    assert_eq!(sent[..2], [5_000, 6_000]);
}
