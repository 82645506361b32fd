use super::*;

#[test]
fn a_valid_code_survives_faults_that_say_nothing_about_it() {
    for failure in [
        Failure::Timeout,
        Failure::Unreachable,
        Failure::Invalid(report()),
        Failure::ServerError(report()),
        Failure::NoCode,
        Failure::Conflict(report()),
    ] {
        let mut machine = holding(end(30_000));
        let renewal = machine.poll(at(28_500)).expect("the renewal");
        assert!(machine.failed(renewal, failure.clone(), None, at(28_500)));
        assert!(matches!(machine.picture(at(28_600)).shows, Shows::Code(_)), "{failure:?}");
        assert_eq!(machine.picture(at(28_600)).failure, Some(failure));
    }
    for failure in [
        Failure::NotAccepted(report()),
        Failure::Forbidden(report()),
        Failure::NotFound(report()),
        Failure::EndpointGone(report()),
    ] {
        let mut machine = holding(end(30_000));
        let renewal = machine.poll(at(28_500)).expect("the renewal");
        assert!(machine.failed(renewal, failure.clone(), None, at(28_500)));
        assert_eq!(machine.picture(at(28_500)).shows, Shows::Nothing, "{failure:?}");
    }
}

#[test]
fn retries_are_counted_and_end() {
    for (failure, count) in [
        (Failure::ServerError(report()), 3),
        (Failure::Unreachable, 4),
        (Failure::Conflict(report()), 4),
        (Failure::Invalid(report()), 1),
        (Failure::NotAccepted(report()), 1),
        (Failure::Malformed { path: "content".into() }, 1),
    ] {
        let mut machine = Refresh::new(Api::AccessCode, 7);
        let sent = requests(&mut machine, 0, 600_000, |machine, generation, now| {
            assert!(machine.failed(generation, failure.clone(), None, now));
        });
        assert_eq!(sent.len(), count, "{failure:?} {sent:?}");
        assert_eq!(machine.picture(at(600_000)).activity, Activity::Idle);
    }
}

#[test]
fn a_429_holds_everybody_back_and_then_asks_once() {
    let limited = Failure::RateLimited { retry_after: None, report: report() };
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let sent = requests(&mut machine, 0, 55_000, |machine, generation, now| {
        assert!(machine.failed(generation, limited.clone(), None, now));
    });
    assert_eq!(sent, [0]);
    assert!(!machine.may_ask(at(55_000)));
    assert_eq!(machine.picture(at(55_000)).activity, Activity::HeldFor { millis: 5_000, retry: true });
    let sent = requests(&mut machine, 55_000, 600_000, |machine, generation, now| {
        assert!(machine.failed(generation, limited.clone(), None, now));
    });
    assert_eq!(sent, [60_000], "one retry, then only by hand");
    assert!(machine.may_ask(at(600_000)));
}

#[test]
fn a_load_by_hand_that_failed_long_before_the_end_leaves_the_renewal_in_its_place() {
    let mut machine = holding(end(60_000));
    let by_hand = machine.by_hand(at(5_000)).expect("by hand");
    assert!(machine.failed(by_hand, Failure::Unreachable, None, at(5_000)));
    let sent = requests(&mut machine, 5_000, 600_000, |machine, generation, now| {
        assert!(machine.failed(generation, Failure::Unreachable, None, now));
    });
    let (retries, renewal) = sent.split_at(3);
    assert!(retries.iter().all(|time| *time < 20_000), "{sent:?}");
    assert_eq!(renewal.len(), 4, "the renewal has retries of its own: {sent:?}");
    assert!((57_000..=58_010).contains(&renewal[0]), "{sent:?}");
}

#[test]
fn a_load_that_failed_close_to_the_end_was_the_renewal() {
    for (failed_at, left_alone) in [(50_000, false), (56_000, true)] {
        let mut machine = holding(end(60_000));
        let by_hand = machine.by_hand(at(failed_at)).expect("by hand");
        assert!(machine.failed(by_hand, Failure::Invalid(report()), None, at(failed_at)));
        let sent = requests(&mut machine, failed_at, 600_000, |machine, generation, now| {
            assert!(machine.failed(generation, Failure::Invalid(report()), None, now));
        });
        assert_eq!(sent.is_empty(), left_alone, "{sent:?}");
        assert!(sent.len() <= 1);
    }
}

#[test]
fn the_wait_it_tells_is_the_one_it_keeps() {
    for seed in 0..50 {
        let mut machine = Refresh::new(Api::AccessCode, seed);
        let first = machine.poll(at(0)).expect("a request");
        assert!(machine.failed(first, Failure::Conflict(report()), None, at(10)));
        let Activity::RetryIn(wait) = machine.picture(at(10)).activity else { panic!("a retry follows") };
        // A quick answer is asked for again as quickly: a least time would bring everybody back together.
        assert!((100..=400).contains(&wait), "{wait}");
        assert_eq!(machine.poll(at(10 + wait - 1)), None);
        assert!(machine.poll(at(10 + wait)).is_some());
    }
}

#[test]
fn on_return_after_a_failure_a_second_lies_between_two_requests() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let first = machine.poll(at(0)).expect("a request");
    assert!(machine.failed(first, Failure::Invalid(report()), None, at(10)));
    machine.surroundings(false, true, at(20));
    machine.surroundings(true, true, at(30));
    assert_eq!(machine.poll(at(999)), None);
    assert!(machine.poll(at(1_000)).is_some());
}

#[test]
fn five_seconds_before_the_renewal_is_close_to_it() {
    // The same code again on a clock without error is renewed exactly at its end.
    for (failed_at, left_alone) in [(54_999, false), (55_000, true)] {
        let mut machine = holding(end(60_000));
        let same = machine.by_hand(at(5_000)).expect("by hand");
        assert!(machine.arrived(same, end(60_000), at(5_000)));
        let by_hand = machine.by_hand(at(failed_at)).expect("by hand");
        assert!(machine.failed(by_hand, Failure::NoCode, None, at(failed_at)));
        assert_eq!(machine.poll(at(60_000)).is_none(), left_alone, "failed at {failed_at}");
    }
}

/// When requests leave that all end so after `takes`, until none follows.
fn slow_requests(failure: &Failure, takes: i64, mut wait: Option<Wait>) -> Vec<i64> {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let (mut now, mut sent) = (0, Vec::new());
    for _ in 0..100 {
        match machine.poll(at(now)) {
            Some(generation) => {
                sent.push(now);
                now += takes;
                let failure = if wait.is_some() { &limited() } else { failure };
                assert!(machine.failed(generation, failure.clone(), wait.take(), at(now)));
            }
            None => match machine.wake_in(at(now)) {
                Some(millis) => now += millis,
                None => return sent,
            },
        }
    }
    panic!("it wakes and wakes and is never done");
}

fn limited() -> Failure {
    Failure::RateLimited { retry_after: None, report: report() }
}

#[test]
fn a_load_begins_no_retry_after_thirty_seconds() {
    assert_eq!(slow_requests(&Failure::Unreachable, 5_000, None).len(), 4);
    let slow = slow_requests(&Failure::Unreachable, 10_000, None);
    assert_eq!(slow.len(), 3, "{slow:?}");
    assert_eq!(slow_requests(&Failure::Unreachable, 30_001, None), [0]);
}

#[test]
fn a_wait_the_server_asked_for_does_not_count_against_the_load() {
    // Nine seconds each, and a minute of waiting after the first.
    let sent = slow_requests(&Failure::Unreachable, 9_000, Some(Wait::nearest(60_000)));
    assert_eq!(sent.len(), 4, "{sent:?}");
    assert_eq!(sent[1], 69_000);
    // What had gone by before the wait does count.
    let sent = slow_requests(&Failure::Unreachable, 16_000, Some(Wait::nearest(60_000)));
    assert_eq!(sent, [0, 76_000]);
}

#[test]
fn after_a_wait_of_a_day_nothing_comes_by_itself() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let first = machine.poll(at(0)).expect("a request");
    assert!(machine.failed(first, limited(), Some(Wait::nearest(86_400_000)), at(0)));
    let held = |millis| Activity::HeldFor { millis, retry: false };
    assert_eq!(machine.picture(at(1_000)).activity, held(599_000));
    assert_eq!(machine.wake_in(at(1_000)), Some(599_000), "to enable the button");
    assert!(!machine.may_ask(at(599_999)));
    assert_eq!(machine.picture(at(600_000)).activity, Activity::Idle);
    assert_eq!(requests(&mut machine, 1_000, 2_000_000, |_, _, _| {}), Vec::<i64>::new());
    assert!(machine.may_ask(at(600_000)));
}

#[test]
fn what_is_dead_on_arrival_does_not_take_the_place_of_what_is_good() {
    let mut machine = holding(end(30_000));
    let renewal = machine.poll(at(28_500)).expect("the renewal");
    assert!(!machine.arrived(renewal, end(-5_000), at(28_600)), "not to be kept");
    assert_eq!(machine.picture(at(29_000)).shows, Shows::Code(Validity::Valid { left_ms: 1_000 }));
    assert_eq!(machine.picture(at(30_000)).shows, Shows::Covered(Cover::ArrivedExpired), "why there is none");
    let next = machine.poll(at(33_600)).expect("five seconds later");
    assert!(machine.arrived(next, end(60_000), at(33_700)));
    assert_eq!(machine.picture(at(33_700)).shows, Shows::Code(Validity::Valid { left_ms: 26_300 }));
}

#[test]
fn a_pause_that_met_a_request_by_hand_does_not_take_the_renewal_away() {
    let mut machine = holding(end(600_000));
    let by_hand = machine.by_hand(at(2_000)).expect("by hand");
    let limited = Failure::RateLimited { retry_after: None, report: report() };
    assert!(machine.failed(by_hand, limited, Some(Wait::nearest(120_000)), at(2_100)));
    let sent = requests(&mut machine, 2_100, 600_000, |machine, generation, now| {
        assert!(machine.arrived(generation, end(1_200_000), now));
    });
    assert_eq!(sent.len(), 1);
    assert!((597_000..=598_010).contains(&sent[0]), "{sent:?}");
}
