use proptest::prelude::*;

use super::*;
use crate::{failure::Report, time::Timestamp};

const START: i64 = 1_718_280_000_000;

/// `millis` after the start, on a verified clock without error.
fn at(millis: i64) -> Now {
    Now {
        time: Timestamp::from_millis(START + millis).expect("a time"),
        bound: 0,
        steady: millis,
        certain: true,
    }
}

fn end(millis: i64) -> End {
    End::At(at(millis).time)
}

fn report() -> Report {
    Report::default()
}

/// A machine that asked at 0 and got a code that ends so, at 0.
fn holding(code: End) -> Refresh {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    let first = machine.poll(at(0)).expect("the first request");
    assert!(machine.arrived(first, code, at(0)));
    machine
}

/// The milliseconds at which requests leave from `from` on, each answered at once by `answer`.
fn requests(
    machine: &mut Refresh,
    from: i64,
    until: i64,
    mut answer: impl FnMut(&mut Refresh, Generation, Now),
) -> Vec<i64> {
    let mut sent = Vec::new();
    for now in (from..=until).step_by(10).map(at) {
        if let Some(generation) = machine.poll(now) {
            sent.push(now.steady);
            answer(machine, generation, now);
        }
    }
    sent
}

fn gaps(times: &[i64]) -> Vec<i64> {
    times.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

#[test]
fn the_first_request_leaves_at_once_and_only_one() {
    let mut machine = Refresh::new(Api::AccessCode, 7);
    assert_eq!(machine.picture(at(0)).shows, Shows::Nothing);
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
        assert!(!machine.keeps());
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

/// What can happen to the machine.
#[derive(Clone, Debug)]
enum Happening {
    Answer { life: i64 },
    Failure(Failure),
    Wait(i64),
    ClockSet(i64),
    Visible(bool),
    Online(bool),
    ByHand,
}

fn happening() -> impl Strategy<Value = Happening> {
    let failure = prop_oneof![
        Just(Failure::Timeout),
        Just(Failure::Unreachable),
        Just(Failure::ServerError(report())),
        Just(Failure::Conflict(report())),
        Just(Failure::NotAccepted(report())),
        Just(Failure::RateLimited { retry_after: None, report: report() }),
    ];
    prop_oneof![
        3 => (-5_000_i64..90_000).prop_map(|life| Happening::Answer { life }),
        2 => failure.prop_map(Happening::Failure),
        4 => (1_i64..40_000).prop_map(Happening::Wait),
        1 => (-3_600_000_i64..3_600_000).prop_map(Happening::ClockSet),
        1 => any::<bool>().prop_map(Happening::Visible),
        1 => any::<bool>().prop_map(Happening::Online),
        1 => Just(Happening::ByHand),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_no_expired_code_is_seen_and_no_request_is_out_of_order(
        seed in any::<u64>(), story in prop::collection::vec(happening(), 1..60)
    ) {
        let mut machine = Refresh::new(Api::AccessCode, seed);
        let (mut steady, mut set) = (0_i64, 0_i64);
        let (mut visible, mut online) = (true, true);
        let mut under_way: Option<Generation> = None;
        let mut last_sent = i64::MIN / 2;
        let mut shown_end = None;
        for event in story {
            let now = Now { steady, ..at(steady + set) };
            match event {
                Happening::Wait(millis) => steady += millis,
                Happening::ClockSet(millis) => set += millis,
                Happening::Visible(seen) => {
                    visible = seen;
                    machine.surroundings(visible, online, now);
                }
                Happening::Online(reachable) => {
                    online = reachable;
                    machine.surroundings(visible, online, now);
                }
                Happening::Answer { life } => if let Some(generation) = under_way.take() {
                    prop_assert!(machine.arrived(generation, end(now.steady + set + life), now));
                    shown_end = Some(now.steady + set + life);
                },
                Happening::Failure(failure) => if let Some(generation) = under_way.take() {
                    prop_assert!(machine.failed(generation, failure, None, now));
                },
                Happening::ByHand => if let Some(generation) = machine.by_hand(now) {
                    prop_assert!(under_way.is_none() && online);
                    prop_assert!(steady - last_sent >= LEAST);
                    under_way = Some(generation);
                    last_sent = steady;
                },
            }
            let now = Now { steady, ..at(steady + set) };
            if let Some(generation) = machine.poll(now) {
                prop_assert!(under_way.is_none(), "two requests are under way");
                prop_assert!(visible && online, "a request while hidden or offline");
                prop_assert!(steady - last_sent >= LEAST, "sooner than the floor");
                under_way = Some(generation);
                last_sent = steady;
            }
            if let Shows::Code(_) = machine.picture(now).shows {
                prop_assert!(visible);
                prop_assert!(shown_end.is_some_and(|end| end > steady + set), "an expired code is seen");
            }
            if let Some(millis) = machine.wake_in(now) {
                prop_assert!(millis > 0);
            }
        }

        // Once the faults are over, a code is there within a bound.
        visible = true;
        online = true;
        machine.surroundings(visible, online, Now { steady, ..at(steady + set) });
        for _ in 0..800 {
            let now = Now { steady, ..at(steady + set) };
            if let Some(generation) = under_way.take().or_else(|| machine.poll(now)).or_else(|| machine.by_hand(now)) {
                let _ = machine.arrived(generation, end(steady + set + 30_000), now);
            }
            steady += 100;
        }
        let shows = machine.picture(Now { steady, ..at(steady + set) }).shows;
        prop_assert!(matches!(shows, Shows::Code(_)), "no code after the faults");
    }
}
