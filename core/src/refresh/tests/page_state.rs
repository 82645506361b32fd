use super::*;

#[test]
fn while_hidden_or_offline_no_request_is_sent_and_while_hidden_no_code_is_shown() {
    let mut machine = holding(end(30_000));
    machine.set_page_state(false, true, at(1_000));
    assert_eq!(machine.view_state(at(1_000)).display, Display::Hidden(HiddenReason::PageHidden));
    assert_eq!(requests(&mut machine, 1_000, 100_000, |_, _, _| {}), Vec::<i64>::new());
    machine.set_page_state(true, true, at(100_000));
    assert!(machine.poll(at(100_000)).is_some(), "at once on return");

    let mut machine = holding(end(30_000));
    machine.set_page_state(true, false, at(1_000));
    assert_eq!(machine.view_state(at(1_000)).display, Display::Code(Validity::Valid { left_ms: 29_000 }));
    assert_eq!(machine.view_state(at(1_000)).activity, Activity::Offline);
    assert_eq!(requests(&mut machine, 1_000, 100_000, |_, _, _| {}), Vec::<i64>::new());
    machine.set_page_state(true, true, at(100_000));
    assert!(machine.poll(at(100_000)).is_some());
}

#[test]
fn the_first_load_is_tried_once_though_the_browser_says_offline() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    machine.set_page_state(true, false, at(0));
    let first = machine.poll(at(0)).expect("the browser may be wrong");
    assert!(machine.record_failure(first, Failure::Offline, None, at(10)));
    assert_eq!(machine.view_state(at(10)).failure, Some(Failure::Offline));
    assert_eq!(machine.view_state(at(10)).activity, Activity::Offline);
    assert_eq!(requests(&mut machine, 10, 100_000, |_, _, _| {}), Vec::<i64>::new());
    machine.set_page_state(true, true, at(100_000));
    assert!(machine.poll(at(100_000)).is_some());
}

#[test]
fn a_persons_demand_is_tried_though_the_browser_says_offline() {
    for mut machine in [holding(end(30_000)), holding(End::NotStated)] {
        machine.set_page_state(true, false, at(1_000));
        assert!(machine.can_request(at(5_000)));
        let manual = machine.request_manually(at(5_000)).expect("the browser may be wrong");
        assert!(machine.record_success(manual, end(60_000), at(5_100)));
        assert_eq!(machine.view_state(at(5_100)).failure, None);
        machine.set_page_state(false, false, at(6_000));
        assert!(!machine.can_request(at(10_000)), "a hidden page requests nothing");
    }
}

#[test]
fn on_return_only_a_code_close_to_its_end_is_renewed_at_once() {
    for (away_until, is_sent) in [(10_000, false), (26_900, false), (27_100, true), (31_000, true)] {
        let mut machine = holding(end(30_000));
        machine.set_page_state(false, true, at(1_000));
        machine.set_page_state(true, true, at(away_until));
        assert_eq!(machine.poll(at(away_until)).is_some(), is_sent, "back after {away_until} ms");
    }
    let mut machine = holding(End::NotStated);
    machine.set_page_state(false, true, at(1_000));
    machine.set_page_state(true, true, at(90_000));
    assert_eq!(machine.poll(at(90_000)), None, "a static code is not requested again");
}

#[test]
fn on_return_while_the_server_blocks_requests_none_is_added() {
    for (wait, expected) in [(None, vec![60_000]), (Some(Wait::LONGEST), vec![])] {
        let mut machine = Refresh::new(Api::AccessCode, 7);
        let first = machine.poll(at(0)).expect("a request");
        assert!(machine.record_failure(first, limited(), wait, at(0)));
        machine.set_page_state(false, true, at(10_000));
        machine.set_page_state(true, true, at(30_000));
        let sent = requests(&mut machine, 30_000, 2_000_000, |machine, generation, now| {
            assert!(machine.record_failure(generation, limited(), wait, now));
        });
        assert_eq!(sent, expected, "one retry at most");
    }
}

#[test]
fn on_return_after_the_block_a_new_load_starts() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let first = machine.poll(at(0)).expect("a request");
    assert!(machine.record_failure(first, limited(), Some(Wait::LONGEST), at(0)));
    machine.set_page_state(false, true, at(10_000));
    machine.set_page_state(true, true, at(600_000));
    assert!(machine.poll(at(600_000)).is_some());
}

#[test]
fn a_hidden_page_sends_no_manual_request() {
    let mut machine = holding(End::NotStated);
    machine.set_page_state(false, true, at(1_000));
    assert!(!machine.can_request(at(5_000)));
    assert_eq!(machine.request_manually(at(5_000)), None);
}

#[test]
fn an_unchanged_page_state_is_no_return() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let first = machine.poll(at(0)).expect("a request");
    assert!(machine.record_failure(first, Failure::NoCode, None, at(0)));
    machine.set_page_state(true, true, at(5_000));
    assert_eq!(machine.poll(at(5_000)), None);
    machine.set_page_state(true, false, at(6_000));
    machine.set_page_state(false, true, at(7_000));
    assert_eq!(machine.poll(at(7_000)), None, "back online, but hidden");
    machine.set_page_state(true, true, at(8_000));
    assert!(machine.poll(at(8_000)).is_some());
}

#[test]
fn after_a_failure_a_return_starts_a_load_even_with_a_valid_code() {
    let mut machine = holding(end(60_000));
    let manual = machine.request_manually(at(5_000)).expect("a manual request");
    assert!(machine.record_failure(manual, Failure::NoCode, None, at(5_000)));
    machine.set_page_state(false, true, at(10_000));
    machine.set_page_state(true, true, at(20_000));
    assert!(machine.poll(at(20_000)).is_some());
}

#[test]
fn an_uncertain_clock_hides_only_codes_with_an_end() {
    let unsure = Now { is_certain: false, ..at(1_000) };
    assert_eq!(
        holding(end(30_000)).view_state(unsure).display,
        Display::Hidden(HiddenReason::ClockUncertain)
    );
    assert_eq!(holding(End::NotStated).view_state(unsure).display, Display::Code(Validity::NoEnd));
}
