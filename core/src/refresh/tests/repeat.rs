use super::*;

const MINUTE_MS: i64 = 60_000;

/// Returns a machine whose list arrived at 0 and is requested every minute.
fn repeating() -> Refresh {
    let mut machine = holding(End::NotStated);
    machine.set_repeat_interval(Some(MINUTE_MS));
    machine
}

fn succeed(machine: &mut Refresh, generation: Generation, now: Now) {
    assert!(machine.record_success(generation, End::NotStated, now));
}

#[test]
fn a_list_is_requested_at_its_repeat_interval() {
    let mut machine = repeating();
    assert_eq!(machine.wake_in(at(1_000)), Some(59_000));
    assert_eq!(machine.view_state(at(1_000)).activity, Activity::Idle);
    let sent = requests(&mut machine, 10, 200_000, succeed);
    assert_eq!(sent, [60_000, 120_000, 180_000]);
    machine.set_repeat_interval(None);
    assert_eq!(requests(&mut machine, 200_000, 600_000, succeed), Vec::<i64>::new());
    assert_eq!(machine.wake_in(at(600_000)), None);
}

#[test]
fn an_interval_set_late_requests_at_once_but_not_while_hidden() {
    let mut machine = holding(End::Unknown);
    assert_eq!(machine.poll(at(90_000)), None);
    machine.set_page_state(false, true, at(90_000));
    machine.set_repeat_interval(Some(MINUTE_MS));
    assert_eq!(machine.poll(at(90_000)), None);
    assert_eq!(machine.wake_in(at(90_000)), None);
    machine.set_page_state(true, true, at(95_000));
    assert!(machine.poll(at(95_000)).is_some());
}

#[test]
fn on_return_only_an_overdue_repetition_is_requested_at_once() {
    for (back, expected) in [(50_000, 60_000), (70_000, 70_000)] {
        let mut machine = repeating();
        machine.set_page_state(false, true, at(1_000));
        machine.set_page_state(true, true, at(back));
        assert_eq!(requests(&mut machine, back, 80_000, succeed), [expected]);
    }
}

#[test]
fn a_manual_request_postpones_the_repetition() {
    let mut machine = repeating();
    let manual = machine.request_manually(at(30_000)).expect("a manual request");
    succeed(&mut machine, manual, at(31_000));
    assert_eq!(requests(&mut machine, 31_000, 100_000, succeed), [90_000]);
}

#[test]
fn a_code_with_a_known_end_is_not_repeated() {
    let mut machine = holding(end(600_000));
    machine.set_repeat_interval(Some(MINUTE_MS));
    assert_eq!(requests(&mut machine, 10, 590_000, |_, _, _| {}), Vec::<i64>::new());
}

#[test]
fn the_repeat_interval_is_at_least_five_seconds() {
    let mut machine = holding(End::NotStated);
    machine.set_repeat_interval(Some(-1));
    assert_eq!(requests(&mut machine, 10, 10_000, succeed), [5_000, 10_000]);
}

#[test]
fn a_failure_is_retried_and_then_the_repetition_goes_on() {
    let mut machine = repeating();
    let sent = requests(&mut machine, 10, 190_000, |machine, generation, now| {
        assert!(machine.record_failure(generation, Failure::Unreachable, None, now));
    });
    assert_eq!(sent[0], 60_000);
    assert!(sent.len() >= 8 && sent.len() % 4 == 0, "each with three retries: {sent:?}");
    for load in sent.chunks(4).collect::<Vec<_>>().windows(2) {
        assert_eq!(load[1][0] - load[0][3], MINUTE_MS, "{sent:?}");
    }
    let now = at(190_000);
    assert!(matches!(machine.view_state(now).display, Display::Code(Validity::NoEnd)), "the old list stays");
    assert_eq!(
        machine.view_state(now).activity,
        Activity::RetryIn(MINUTE_MS - (190_000 - sent[sent.len() - 1]))
    );
}

#[test]
fn the_repetition_goes_on_without_a_first_answer() {
    let mut machine = Refresh::new(Api::ActivationCodes, 7);
    machine.set_repeat_interval(Some(MINUTE_MS));
    let sent = requests(&mut machine, 0, 130_000, |machine, generation, now| {
        assert!(machine.record_failure(generation, Failure::NoCode, None, now));
    });
    assert_eq!(sent, [0, 60_000, 120_000]);
}

#[test]
fn a_refusal_stops_the_repetition_until_a_manual_request() {
    for failure in [
        Failure::NotAccepted(report()),
        Failure::SessionOver,
        Failure::Forbidden(report()),
        Failure::NotFound(report()),
        Failure::EndpointGone(report()),
    ] {
        let mut machine = repeating();
        let sent = requests(&mut machine, 10, 600_000, |machine, generation, now| {
            assert!(machine.record_failure(generation, failure.clone(), None, now));
        });
        assert_eq!(sent, [60_000], "{failure:?}");
        assert_eq!(machine.view_state(at(600_000)).activity, Activity::Idle);
        let manual = machine.request_manually(at(600_000)).expect("a manual request");
        succeed(&mut machine, manual, at(600_000));
        assert_eq!(requests(&mut machine, 600_000, 700_000, succeed), [660_000]);
    }
}

#[test]
fn a_block_of_the_server_delays_the_repetition() {
    for (wait, expected, will_retry) in [(30_000, 91_000, false), (300_000, 331_000, true)] {
        let mut machine = repeating();
        let manual = machine.request_manually(at(30_000)).expect("a manual request");
        assert!(machine.record_failure(manual, limited(), Some(Wait::nearest(0)), at(30_000)));
        let again = machine.poll(at(31_000)).expect("the only retry");
        assert!(machine.record_failure(again, limited(), Some(Wait::nearest(wait)), at(31_000)));
        assert_eq!(machine.view_state(at(31_000)).activity, Activity::Blocked { millis: wait, will_retry });
        assert_eq!(requests(&mut machine, 31_000, 340_000, succeed)[0], expected);
    }
}

#[test]
fn after_an_invalidation_a_request_follows_a_second_after_the_last() {
    let mut machine = holding(End::NotStated);
    machine.invalidate(at(400));
    assert_eq!(machine.poll(at(999)), None);
    assert_eq!(machine.wake_in(at(400)), Some(600));
    assert!(machine.poll(at(1_000)).is_some());
    let mut machine = holding(End::NotStated);
    machine.invalidate(at(5_000));
    assert!(machine.poll(at(5_000)).is_some(), "at once");
    assert_eq!(machine.poll(at(7_000)), None, "once");
}

#[test]
fn an_answer_in_flight_during_an_invalidation_is_dropped() {
    let mut machine = holding(End::NotStated);
    let before = machine.request_manually(at(2_000)).expect("a manual request");
    machine.invalidate(at(2_100));
    assert_eq!(machine.view_state(at(2_100)).activity, Activity::Idle);
    assert!(!machine.record_success(before, End::NotStated, at(2_200)));
    assert!(!machine.record_failure(before, Failure::NotAccepted(report()), None, at(2_300)));
    let after = machine.poll(at(3_000)).expect("the request after the invalidation");
    assert!(!machine.record_success(before, End::NotStated, at(3_100)));
    succeed(&mut machine, after, at(3_200));
    assert_eq!(requests(&mut machine, 3_200, 100_000, succeed), Vec::<i64>::new());
}

#[test]
fn after_an_invalidation_the_request_waits_for_the_server_and_the_return() {
    let mut machine = holding(End::NotStated);
    let manual = machine.request_manually(at(2_000)).expect("a manual request");
    assert!(machine.record_failure(manual, limited(), Some(Wait::nearest(120_000)), at(2_000)));
    machine.invalidate(at(3_000));
    let blocked = Activity::Blocked { millis: 119_000, will_retry: true };
    assert_eq!(machine.view_state(at(3_000)).activity, blocked);
    assert_eq!(requests(&mut machine, 3_000, 200_000, succeed), [122_000]);

    for (visible, online) in [(false, true), (true, false)] {
        let mut machine = holding(End::NotStated);
        machine.set_page_state(visible, online, at(1_000));
        machine.invalidate(at(2_000));
        assert_eq!(requests(&mut machine, 2_000, 20_000, succeed), Vec::<i64>::new());
        machine.set_page_state(true, true, at(30_000));
        assert!(machine.poll(at(30_000)).is_some());
    }
}

#[test]
fn after_an_invalidation_retries_are_counted_anew() {
    let mut machine = holding(End::NotStated);
    machine.invalidate(at(5_000));
    let sent = requests(&mut machine, 5_000, 100_000, |machine, generation, now| {
        assert!(machine.record_failure(generation, Failure::Timeout, None, now));
        if now.monotonic_ms < 5_010 {
            machine.invalidate(now);
        }
    });
    assert_eq!(sent.len(), 5, "{sent:?}");
    assert_eq!(sent[..2], [5_000, 6_000]);
}
