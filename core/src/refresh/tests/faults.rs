use super::*;

#[test]
fn a_valid_code_survives_failures_that_do_not_revoke_it() {
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
        assert!(machine.record_failure(renewal, failure.clone(), None, at(28_500)));
        assert!(matches!(machine.view_state(at(28_600)).display, Display::Code(_)), "{failure:?}");
        assert_eq!(machine.view_state(at(28_600)).failure, Some(failure));
    }
    for failure in [
        Failure::NotAccepted(report()),
        Failure::SessionOver,
        Failure::Forbidden(report()),
        Failure::NotMapped(report()),
        Failure::NotAllowed(report()),
        Failure::NotFound(report()),
        Failure::EndpointGone(report()),
    ] {
        let mut machine = holding(end(30_000));
        let renewal = machine.poll(at(28_500)).expect("the renewal");
        assert!(machine.record_failure(renewal, failure.clone(), None, at(28_500)));
        assert_eq!(machine.view_state(at(28_500)).display, Display::Nothing, "{failure:?}");
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
        (Failure::SessionOver, 1),
        (Failure::NotMapped(report()), 1),
        (Failure::NotAllowed(report()), 1),
        (Failure::Malformed { path: "content".into() }, 1),
    ] {
        let mut machine = Refresh::new(Api::AccessCode, 7);
        let sent = requests(&mut machine, 0, 600_000, |machine, generation, now| {
            assert!(machine.record_failure(generation, failure.clone(), None, now));
        });
        assert_eq!(sent.len(), count, "{failure:?} {sent:?}");
        assert_eq!(machine.view_state(at(600_000)).activity, Activity::Idle);
    }
}

#[test]
fn a_429_blocks_all_requests_and_is_retried_once() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let sent = requests(&mut machine, 0, 55_000, |machine, generation, now| {
        assert!(machine.record_failure(generation, limited(), None, now));
    });
    assert_eq!(sent, [0]);
    assert!(!machine.can_request(at(55_000)));
    assert_eq!(
        machine.view_state(at(55_000)).activity,
        Activity::Blocked { millis: 5_000, will_retry: true }
    );
    let sent = requests(&mut machine, 55_000, 600_000, |machine, generation, now| {
        assert!(machine.record_failure(generation, limited(), None, now));
    });
    assert_eq!(sent, [60_000], "one retry, then only manual requests");
    assert!(machine.can_request(at(600_000)));
}

#[test]
fn a_manual_load_that_fails_long_before_the_end_keeps_the_renewal() {
    let mut machine = holding(end(60_000));
    let manual = machine.request_manually(at(5_000)).expect("a manual request");
    assert!(machine.record_failure(manual, Failure::Unreachable, None, at(5_000)));
    let sent = requests(&mut machine, 5_000, 600_000, |machine, generation, now| {
        assert!(machine.record_failure(generation, Failure::Unreachable, None, now));
    });
    let (retries, renewal) = sent.split_at(3);
    assert!(retries.iter().all(|time| *time < 20_000), "{sent:?}");
    assert_eq!(renewal.len(), 4, "the renewal has retries of its own: {sent:?}");
    assert!((57_000..=58_010).contains(&renewal[0]), "{sent:?}");
}

#[test]
fn a_load_that_fails_close_to_the_end_was_the_renewal() {
    for (failed_at, is_skipped) in [(50_000, false), (56_000, true)] {
        let mut machine = holding(end(60_000));
        let manual = machine.request_manually(at(failed_at)).expect("a manual request");
        assert!(machine.record_failure(manual, Failure::Invalid(report()), None, at(failed_at)));
        let sent = requests(&mut machine, failed_at, 600_000, |machine, generation, now| {
            assert!(machine.record_failure(generation, Failure::Invalid(report()), None, now));
        });
        assert_eq!(sent.is_empty(), is_skipped, "{sent:?}");
        assert!(sent.len() <= 1);
    }
}

#[test]
fn the_wait_it_tells_is_the_one_it_keeps() {
    for seed in 0..50 {
        let mut machine = Refresh::new(Api::AccessCode, seed);
        let first = machine.poll(at(0)).expect("a request");
        assert!(machine.record_failure(first, Failure::Conflict(report()), None, at(10)));
        let Activity::RetryIn(wait) = machine.view_state(at(10)).activity else { panic!("a retry follows") };
        // There is no minimum delay, which would bring all clients back together.
        assert!((100..=400).contains(&wait), "{wait}");
        assert_eq!(machine.poll(at(10 + wait - 1)), None);
        assert!(machine.poll(at(10 + wait)).is_some());
    }
}

#[test]
fn on_return_after_a_failure_requests_are_a_second_apart() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let first = machine.poll(at(0)).expect("a request");
    assert!(machine.record_failure(first, Failure::Invalid(report()), None, at(10)));
    machine.set_page_state(false, true, at(20));
    machine.set_page_state(true, true, at(30));
    assert_eq!(machine.poll(at(999)), None);
    assert!(machine.poll(at(1_000)).is_some());
}

#[test]
fn a_load_that_fails_five_seconds_before_the_renewal_replaces_it() {
    // With no clock error a repeated code is renewed exactly at its end.
    for (failed_at, is_skipped) in [(54_999, false), (55_000, true)] {
        let mut machine = holding(end(60_000));
        let same = machine.request_manually(at(5_000)).expect("a manual request");
        assert!(machine.record_success(same, end(60_000), at(5_000)));
        let manual = machine.request_manually(at(failed_at)).expect("a manual request");
        assert!(machine.record_failure(manual, Failure::NoCode, None, at(failed_at)));
        assert_eq!(machine.poll(at(60_000)).is_none(), is_skipped, "failed at {failed_at}");
    }
}

/// Returns the times of all requests if each fails like this after `takes_ms`.
fn slow_requests(failure: &Failure, takes_ms: i64, mut wait: Option<Wait>) -> Vec<i64> {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let (mut now, mut sent) = (0, Vec::new());
    for _ in 0..100 {
        match machine.poll(at(now)) {
            Some(generation) => {
                sent.push(now);
                now += takes_ms;
                let failure = if wait.is_some() { &limited() } else { failure };
                assert!(machine.record_failure(generation, failure.clone(), wait.take(), at(now)));
            }
            None => match machine.wake_in(at(now)) {
                Some(millis) => now += millis,
                None => return sent,
            },
        }
    }
    panic!("it wakes again and again without an end");
}

#[test]
fn a_load_starts_no_retry_after_thirty_seconds() {
    assert_eq!(slow_requests(&Failure::Unreachable, 5_000, None).len(), 4);
    let slow = slow_requests(&Failure::Unreachable, 10_000, None);
    assert_eq!(slow.len(), 3, "{slow:?}");
    assert_eq!(slow_requests(&Failure::Unreachable, 30_001, None), [0]);
}

#[test]
fn a_block_of_the_server_does_not_count_against_the_retry_budget() {
    // Nine seconds each, and a block of a minute after the first.
    let sent = slow_requests(&Failure::Unreachable, 9_000, Some(Wait::nearest(60_000)));
    assert_eq!(sent.len(), 4, "{sent:?}");
    assert_eq!(sent[1], 69_000);
    // The time before the block does count.
    let sent = slow_requests(&Failure::Unreachable, 16_000, Some(Wait::nearest(60_000)));
    assert_eq!(sent, [0, 76_000]);
}

#[test]
fn after_a_block_of_a_day_no_automatic_request_follows() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let first = machine.poll(at(0)).expect("a request");
    assert!(machine.record_failure(first, limited(), Some(Wait::nearest(86_400_000)), at(0)));
    let blocked = |millis| Activity::Blocked { millis, will_retry: false };
    assert_eq!(machine.view_state(at(1_000)).activity, blocked(599_000));
    assert_eq!(machine.wake_in(at(1_000)), Some(599_000), "to enable the button");
    assert!(!machine.can_request(at(599_999)));
    assert_eq!(machine.view_state(at(600_000)).activity, Activity::Idle);
    assert_eq!(requests(&mut machine, 1_000, 2_000_000, |_, _, _| {}), Vec::<i64>::new());
    assert!(machine.can_request(at(600_000)));
}

#[test]
fn what_is_dead_on_arrival_does_not_take_the_place_of_what_is_good() {
    let mut machine = holding(end(30_000));
    let renewal = machine.poll(at(28_500)).expect("the renewal");
    assert!(!machine.record_success(renewal, end(-5_000), at(28_600)), "not to be kept");
    assert_eq!(machine.view_state(at(29_000)).display, Display::Code(Validity::Valid { left_ms: 1_000 }));
    assert_eq!(
        machine.view_state(at(30_000)).display,
        Display::Hidden(HiddenReason::ExpiredOnArrival),
        "the reason for the missing code"
    );
    let next = machine.poll(at(33_600)).expect("five seconds later");
    assert!(machine.record_success(next, end(60_000), at(33_700)));
    assert_eq!(machine.view_state(at(33_700)).display, Display::Code(Validity::Valid { left_ms: 26_300 }));
}

#[test]
fn a_block_after_a_manual_request_keeps_the_renewal() {
    let mut machine = holding(end(600_000));
    let manual = machine.request_manually(at(2_000)).expect("a manual request");
    assert!(machine.record_failure(manual, limited(), Some(Wait::nearest(120_000)), at(2_100)));
    let sent = requests(&mut machine, 2_100, 600_000, |machine, generation, now| {
        assert!(machine.record_success(generation, end(1_200_000), now));
    });
    assert_eq!(sent.len(), 1);
    assert!((597_000..=598_010).contains(&sent[0]), "{sent:?}");
}
