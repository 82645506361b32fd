use proptest::prelude::*;

use super::*;

const NOON: i64 = 1_718_280_000_000;

fn at(steady: i64, wall: i64) -> Reading {
    Reading { steady, wall }
}

fn stamp(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis).expect("a time")
}

/// A clock that learned noon over a round trip of 200 ms on a device that is `off` milliseconds ahead.
fn clock(off: i64) -> ServerClock {
    let mut clock = ServerClock::new(at(0, NOON + off));
    clock.learn(Witness::Service, at(0, NOON + off), at(200, NOON + off + 200), stamp(NOON));
    clock
}

#[test]
fn r_a4_without_a_sample_it_is_the_devices_time_and_says_so() {
    let clock = ServerClock::new(at(5, NOON));
    assert_eq!(
        clock.now(at(1_005, NOON + 1_000)),
        Now { time: stamp(NOON + 1_000), bound: 0, steady: 1_005, certain: true }
    );
    assert!(!clock.verified());
    assert_eq!(clock.device_off_by(at(5, NOON)), None);
}

#[test]
fn r_a4_the_servers_time_does_not_depend_on_the_devices() {
    for off in [-43_200_000, -3_000, 0, 43_200_000] {
        let clock = clock(off);
        let now = clock.now(at(10_100, NOON + off + 10_100));
        assert_eq!((now.time, now.bound), (stamp(NOON + 500 + 10_000), 600), "off by {off}");
        assert_eq!(clock.device_off_by(at(100, NOON + off + 100)), (off != 0).then_some(off - 400));
    }
}

#[test]
fn either_clock_saying_over_is_believed() {
    let slept = clock(0).now(at(300, NOON + 60_100));
    assert_eq!(slept.time, stamp(NOON + 500 + 60_000));
    let set_back = clock(0).now(at(60_100, NOON - 3_600_000));
    assert_eq!(set_back.time, stamp(NOON + 500 + 60_000));
}

#[test]
fn the_sample_with_the_shortest_round_trip_is_kept() {
    let mut clock = clock(0);
    clock.learn(Witness::Service, at(1_000, NOON + 1_000), at(4_000, NOON + 4_000), stamp(NOON + 2_000));
    assert_eq!(clock.now(at(100, NOON + 100)).time, stamp(NOON + 500));
    clock.learn(Witness::Service, at(1_000, NOON + 1_000), at(1_010, NOON + 1_010), stamp(NOON + 2_000));
    assert_eq!(clock.now(at(1_005, NOON + 1_005)).time, stamp(NOON + 2_500));
}

#[test]
fn after_a_jump_nothing_is_certain_and_any_sample_replaces_the_old_one() {
    for wall in [3_601_000, -3_599_000] {
        let mut clock = clock(0);
        assert!(clock.now(at(1_000, NOON + 2_999)).certain);
        assert!(clock.now(at(1_000, NOON + 3_000)).certain, "two seconds are no jump");
        assert!(!clock.now(at(1_000, NOON + 3_001)).certain);
        assert!(!clock.now(at(1_000, NOON + wall)).certain);
        assert_eq!(clock.device_off_by(at(1_000, NOON + wall)), None, "who is wrong is not known yet");
        let (sent, received) = (at(1_000, NOON + wall), at(9_000, NOON + wall + 8_000));
        clock.learn(Witness::Site, sent, received, stamp(NOON + 5_000));
        let now = clock.now(at(5_000, NOON + wall + 4_000));
        assert_eq!((now.time, now.bound, now.certain), (stamp(NOON + 5_500), 4_500, true));
        assert!(clock.device_off_by(at(5_000, NOON + wall + 4_000)).is_some());
    }
}

#[test]
fn settling_keeps_the_time_and_forgets_the_disagreement() {
    let mut clock = clock(0);
    let reading = at(1_000, NOON + 3_601_000);
    let before = clock.now(reading);
    assert!(!before.certain);
    clock.settle(reading);
    assert_eq!(clock.now(reading), Now { certain: true, ..before });
    assert_eq!(clock.now(at(2_000, NOON + 3_602_000)).time, stamp(before.time.millis() + 1_000));
}

#[test]
fn after_settling_a_sample_that_comes_late_is_better_whatever_its_round_trip() {
    for told_by in [Witness::Site, Witness::Service] {
        let mut clock = clock(0);
        let ahead = NOON + 3_600_000;
        clock.settle(at(1_000, ahead + 1_000));
        clock.learn(told_by, at(0, ahead), at(2_000, ahead + 2_000), stamp(NOON + 1_000));
        let now = clock.now(at(1_000, ahead + 1_000));
        assert_eq!((now.time, now.bound), (stamp(NOON + 1_500), 1_500), "{told_by:?}");
        // That was no guess: from then on the shorter round trip counts again.
        clock.learn(told_by, at(2_000, ahead + 2_000), at(9_000, ahead + 9_000), stamp(NOON));
        assert_eq!(clock.now(at(1_000, ahead + 1_000)), now);
    }
}

#[test]
fn an_answer_over_which_the_device_slept_says_nothing() {
    let mut clock = clock(0);
    let before = clock;
    // Its `Date` was stamped before an hour of sleep, of which the monotonic clock knows nothing.
    clock.learn(Witness::Service, at(1_000, NOON + 1_000), at(1_050, NOON + 3_601_050), stamp(NOON + 1_000));
    assert_eq!(clock, before);
    // Two seconds are no jump, but they make the way of the answer that much longer.
    let mut fresh = ServerClock::new(at(0, NOON));
    fresh.learn(Witness::Service, at(0, NOON), at(50, NOON + 2_050), stamp(NOON));
    let now = fresh.now(at(50, NOON + 2_050));
    assert_eq!((now.time, now.bound), (stamp(NOON + 500 + 1_025), 1_525));
}

#[test]
fn time_goes_by_as_the_clock_says_that_ran_further() {
    let now = |time, steady| Now { time: stamp(NOON + time), bound: 0, steady, certain: true };
    assert_eq!(now(5_000, 1_000).since(now(0, 0)), 5_000, "slept");
    assert_eq!(now(-5_000, 1_000).since(now(0, 0)), 1_000, "corrected");
}

#[test]
fn the_service_is_believed_before_the_site_and_the_site_before_the_device() {
    let mut clock = ServerClock::new(at(0, NOON));
    clock.learn(Witness::Site, at(0, NOON), at(10, NOON + 10), stamp(NOON + 60_000));
    assert!(clock.verified());
    assert_eq!(clock.now(at(5, NOON + 5)).time, stamp(NOON + 60_500));
    clock.learn(Witness::Service, at(0, NOON), at(900, NOON + 900), stamp(NOON + 90_000));
    let now = clock.now(at(450, NOON + 450));
    assert_eq!((now.time, now.bound), (stamp(NOON + 90_500), 950), "although its answer took longer");
    clock.learn(Witness::Site, at(900, NOON + 900), at(901, NOON + 901), stamp(NOON + 60_000));
    assert_eq!(clock.now(at(450, NOON + 450)).time, stamp(NOON + 90_500));
}

#[test]
fn the_same_witness_is_believed_when_it_tells_a_much_later_time() {
    // The sample may be wrong by 600 ms and the new one, over two seconds, by 1500.
    for (date, taken) in [(11_600, false), (12_100, false), (12_101, true)] {
        let mut clock = clock(0);
        let before = clock;
        clock.learn(Witness::Service, at(9_100, NOON + 9_100), at(11_100, NOON + 11_100), stamp(NOON + date));
        assert_eq!(clock != before, taken, "{date}");
    }
    // An earlier one is not, or a cache that forgets to say so would bring dead codes back to life.
    let mut clock = clock(0);
    let before = clock;
    clock.learn(Witness::Service, at(0, NOON), at(900, NOON + 900), stamp(NOON - 60_000));
    assert_eq!(clock, before);
}

#[test]
fn another_service_brings_its_own_time_whatever_its_round_trip() {
    let mut clock = clock(0);
    clock.change_service();
    assert!(clock.verified());
    assert_eq!(clock.now(at(100, NOON + 100)).time, stamp(NOON + 500), "until it speaks, nothing changes");
    clock.learn(Witness::Service, at(0, NOON), at(4_000, NOON + 4_000), stamp(NOON + 70_000));
    assert_eq!(clock.now(at(2_000, NOON + 2_000)).time, stamp(NOON + 70_500));
    let mut device = ServerClock::new(at(0, NOON));
    device.change_service();
    assert!(!device.verified());
}

#[test]
fn a_device_is_off_only_beyond_what_the_sample_can_be_wrong_by() {
    // The sample of `clock` may be wrong by 600 ms and is itself half a second after its header.
    for (off, told) in [(3_000, None), (3_001, Some(2_601)), (-2_200, None), (-2_201, Some(-2_601))] {
        assert_eq!(clock(off).device_off_by(at(100, NOON + off + 100)), told, "{off}");
    }
}

#[test]
fn clocks_at_the_ends_of_all_numbers_are_survived() {
    let mut clock = clock(0);
    clock.learn(Witness::Service, at(i64::MAX, i64::MAX), at(i64::MIN, i64::MIN), stamp(NOON));
    clock.learn(Witness::Service, at(i64::MIN, i64::MIN), at(i64::MAX, i64::MAX), stamp(NOON));
    for reading in [at(i64::MIN, i64::MAX), at(i64::MAX, i64::MIN), at(i64::MAX, i64::MAX)] {
        let _ = (clock.now(reading), clock.device_off_by(reading));
    }
}

proptest! {
    #[test]
    fn no_reading_panics_and_time_never_runs_backwards_while_the_steady_clock_runs(
        off in any::<i64>(), walls in prop::collection::vec(any::<i64>(), 1..20)
    ) {
        let mut clock = ServerClock::new(at(0, off));
        clock.learn(Witness::Service, at(0, off), at(100, off), stamp(NOON));
        let mut last = clock.now(at(100, off)).time;
        for (step, wall) in walls.into_iter().enumerate() {
            let reading = at(100 + i64::try_from(step).expect("small"), wall);
            let now = clock.now(reading).time;
            prop_assert!(now >= stamp(NOON + 500));
            clock.settle(reading);
            prop_assert!(clock.now(reading).time >= last.min(now));
            let _ = clock.device_off_by(reading);
            last = now;
        }
    }
}
