use super::*;

#[test]
fn the_first_request_is_sent_at_once_and_only_once() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    assert_eq!(machine.view_state(at(0)).display, Display::Nothing);
    assert_eq!(machine.view_state(at(0)).activity, Activity::Idle, "the first is no retry");
    assert!(machine.poll(at(0)).is_some());
    assert_eq!(machine.view_state(at(0)).activity, Activity::Fetching);
    assert_eq!(machine.poll(at(1)), None);
    assert_eq!(machine.request_manually(at(2)), None, "one is in flight");
}

#[test]
fn a_dynamic_code_is_renewed_two_to_three_seconds_before_its_end() {
    for seed in 0..50 {
        let mut machine = Refresh::new(Api::AccessCode, seed);
        let sent = requests(&mut machine, 0, 120_000, |machine, generation, now| {
            assert!(machine.record_success(generation, end(now.monotonic_ms + 30_000), now));
        });
        assert!(gaps(&sent).iter().all(|gap| (27_000..=28_010).contains(gap)), "{sent:?}");
        assert!(sent.len() >= 5);
    }
}

#[test]
fn the_old_code_is_shown_until_its_end_and_hidden_then() {
    let mut machine = holding(end(30_000));
    let renewal = machine.poll(at(28_000)).expect("the renewal");
    assert_eq!(machine.view_state(at(29_999)).display, Display::Code(Validity::Valid { left_ms: 1 }));
    assert_eq!(machine.view_state(at(30_000)).display, Display::Hidden(HiddenReason::Expired));
    assert!(machine.record_success(renewal, end(60_000), at(31_000)));
    assert_eq!(machine.view_state(at(31_000)).display, Display::Code(Validity::Valid { left_ms: 29_000 }));
}

#[test]
fn the_clocks_error_shortens_the_life_of_a_code() {
    let machine = holding(end(30_000));
    let unsure = Now { error_ms: 600, ..at(29_400) };
    assert_eq!(machine.view_state(unsure).display, Display::Hidden(HiddenReason::Expired));
}

#[test]
fn a_repeated_code_is_renewed_after_its_end_and_not_within_five_seconds() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let sent = requests(&mut machine, 0, 29_990, |machine, generation, now| {
        assert!(machine.record_success(generation, end(30_000), now));
    });
    assert_eq!(sent.len(), 2, "{sent:?}");
    let next = requests(&mut machine, 29_990, 40_000, |machine, generation, now| {
        assert!(machine.record_success(generation, end(60_000), now));
    });
    assert!(next[0] >= 30_000 && next[0] - sent[1] >= MIN_AUTO_INTERVAL_MS, "{sent:?} {next:?}");
}

#[test]
fn a_repeated_code_is_renewed_after_its_end_plus_the_error_of_the_clock() {
    let unsure = |millis| Now { error_ms: 400, ..at(millis) };
    let mut machine = Refresh::new(Api::AccessCode, 7);
    for asked_at in [0, 10_000] {
        let generation =
            machine.poll(unsure(asked_at)).or_else(|| machine.request_manually(unsure(asked_at)));
        assert!(machine.record_success(generation.expect("a request"), end(30_000), unsure(asked_at)));
    }
    assert_eq!(machine.poll(unsure(30_399)), None);
    assert!(machine.poll(unsure(30_400)).is_some());
}

#[test]
fn static_codes_and_unknown_ends_are_never_renewed_automatically() {
    for code in [End::NotStated, End::Unknown] {
        let mut machine = holding(code);
        assert_eq!(requests(&mut machine, 10, 600_000, |_, _, _| {}), Vec::<i64>::new());
        assert!(machine.request_manually(at(600_010)).is_some());
    }
    assert_eq!(holding(End::NotStated).view_state(at(600_000)).display, Display::Code(Validity::NoEnd));
    assert_eq!(holding(End::Unknown).view_state(at(59_999)).display, Display::Code(Validity::UnknownEnd));
    assert_eq!(
        holding(End::Unknown).view_state(at(60_000)).display,
        Display::Hidden(HiddenReason::UnknownEnd)
    );
}

#[test]
fn r_a3_a_code_expired_on_arrival_is_hidden_and_requested_three_more_times() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let sent = requests(&mut machine, 0, 600_000, |machine, generation, now| {
        assert!(machine.record_success(generation, end(-5_000), now));
        assert_eq!(machine.view_state(now).display, Display::Hidden(HiddenReason::ExpiredOnArrival));
    });
    assert_eq!(gaps(&sent), [5_000, 10_000, 20_000]);
    assert!(machine.request_manually(at(600_010)).is_some());
}

#[test]
fn an_answer_to_an_older_request_is_dropped() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let first = machine.poll(at(0)).expect("a request");
    assert!(machine.record_failure(first, Failure::Timeout, None, at(10_000)));
    let second = machine.request_manually(at(12_000)).expect("a manual request");
    assert!(!machine.record_success(first, end(60_000), at(12_500)), "the first was superseded");
    assert!(machine.record_success(second, end(70_000), at(13_000)));
    assert!(!machine.record_failure(second, Failure::Timeout, None, at(13_001)), "it was answered already");
}

#[test]
fn manual_requests_are_sent_at_most_once_a_second() {
    let mut machine = holding(End::NotStated);
    assert_eq!(machine.request_manually(at(999)), None);
    let generation = machine.request_manually(at(1_000)).expect("a second later");
    assert!(machine.record_success(generation, End::NotStated, at(1_000)));
    assert_eq!(machine.request_manually(at(1_999)), None);
}

#[test]
fn a_code_with_an_unknown_end_is_hidden_after_a_minute_of_sleep_too() {
    let machine = holding(End::Unknown);
    let woken = |millis| Now { monotonic_ms: 10, ..at(millis) };
    assert_eq!(machine.view_state(woken(59_999)).display, Display::Code(Validity::UnknownEnd));
    assert_eq!(machine.view_state(woken(60_000)).display, Display::Hidden(HiddenReason::UnknownEnd));
    assert_eq!(machine.wake_in(woken(59_000)), Some(1_000));
}

#[test]
fn it_wakes_for_the_renewal_then_for_the_end_and_at_once_for_a_due_request() {
    let mut machine = holding(end(30_000));
    let renewal = machine.wake_in(at(0)).expect("a renewal");
    assert!((27_000..=28_000).contains(&renewal), "{renewal}");
    assert_eq!(machine.wake_in(at(renewal)), Some(1), "due but not polled yet");
    assert!(machine.poll(at(renewal)).is_some());
    assert_eq!(machine.wake_in(Now { error_ms: 400, ..at(29_000) }), Some(600), "its end less the error");
    assert_eq!(machine.wake_in(at(30_000)), None, "only an answer can change it");
    assert_eq!(holding(End::NotStated).wake_in(at(0)), None);
}

#[test]
fn a_code_expired_on_arrival_shows_when_the_next_request_follows() {
    let machine = holding(end(-5_000));
    assert_eq!(machine.view_state(at(1_000)).activity, Activity::RetryIn(4_000));
    assert_eq!(holding(end(30_000)).view_state(at(1_000)).activity, Activity::Idle);
}

#[test]
fn a_valid_code_resets_the_delays_for_expired_ones() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let mut count = 0;
    let sent = requests(&mut machine, 0, 600_000, |machine, generation, now| {
        count += 1;
        let life = if count == 3 { 1_000 } else { -1_000 };
        assert!(machine.record_success(generation, end(now.monotonic_ms + life), now));
    });
    assert_eq!(gaps(&sent), [5_000, 10_000, 5_000, 5_000, 10_000, 20_000]);
}

#[test]
fn an_expired_code_stays_expired_when_the_clock_is_corrected() {
    let mut machine = holding(end(30_000));
    machine.set_page_state(true, false, at(29_000));
    assert_eq!(machine.poll(at(30_000)), None, "offline");
    let view_state = machine.view_state(at(10_000));
    assert_eq!(view_state.display, Display::Hidden(HiddenReason::Expired), "it was dropped");
    assert_eq!(view_state.end, Some(end(30_000)), "its end can still be displayed");
    assert!(view_state.display.is_over());
    machine.set_page_state(true, true, at(10_000));
    assert!(machine.poll(at(10_000)).is_some(), "the next one is requested");
}

#[test]
fn an_uncertain_clock_does_not_end_a_code() {
    let mut machine = holding(end(30_000));
    let doubt = Now { is_certain: false, ..at(40_000) };
    machine.set_page_state(true, false, doubt);
    assert_eq!(machine.poll(doubt), None);
    assert!(!machine.view_state(doubt).display.is_over());
    assert_eq!(machine.view_state(at(20_000)).display, Display::Code(Validity::Valid { left_ms: 10_000 }));
}

#[test]
fn a_code_requested_long_before_the_machine_existed_is_renewed_in_time() {
    for (sent_at, first_ms) in [(-20_000, 1..=2_000), (0, MIN_AUTO_INTERVAL_MS..=MIN_AUTO_INTERVAL_MS)] {
        let mut machine = Refresh::new(Api::AccessCode, 7);
        let first = machine.poll(at(0)).expect("the first request");
        machine.set_sent_at(first, sent_at);
        assert!(machine.record_success(first, end(4_000), at(0)));
        let sent = requests(&mut machine, 0, 9_000, |machine, generation, now| {
            assert!(machine.record_success(generation, end(60_000), now));
        });
        assert!(first_ms.contains(&sent[0]), "{sent_at}: {sent:?}");
    }
}
