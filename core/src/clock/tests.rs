use proptest::prelude::*;

use super::*;
use crate::answer::Answer;

const NOON: i64 = 1_718_280_000_000;

fn at(monotonic_ms: i64, wall_ms: i64) -> Reading {
    Reading { monotonic_ms, wall_ms }
}

fn stamp(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis).expect("a time")
}

/// Returns a clock with a sample of noon, over a round trip of 200 ms, on a device `off` milliseconds ahead.
fn clock(off: i64) -> ServerClock {
    let mut clock = ServerClock::new(at(0, NOON + off));
    clock.add_sample(TimeSource::Service, at(0, NOON + off), at(200, NOON + off + 200), stamp(NOON));
    clock
}

#[test]
fn r_a4_without_a_sample_the_time_is_the_devices_and_unverified() {
    let clock = ServerClock::new(at(5, NOON));
    assert_eq!(
        clock.now(at(1_005, NOON + 1_000)),
        Now { time: stamp(NOON + 1_000), error_ms: 0, monotonic_ms: 1_005, is_certain: true }
    );
    assert!(!clock.is_verified());
    assert_eq!(clock.device_offset_ms(at(5, NOON)), None);
}

#[test]
fn r_a4_the_servers_time_does_not_depend_on_the_devices() {
    for off in [-43_200_000, -3_000, 0, 43_200_000] {
        let clock = clock(off);
        let now = clock.now(at(10_100, NOON + off + 10_100));
        assert_eq!((now.time, now.error_ms), (stamp(NOON + 500 + 10_000), 600), "off by {off}");
        assert_eq!(clock.device_offset_ms(at(100, NOON + off + 100)), (off != 0).then_some(off - 400));
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
    clock.add_sample(
        TimeSource::Service,
        at(1_000, NOON + 1_000),
        at(4_000, NOON + 4_000),
        stamp(NOON + 2_000),
    );
    assert_eq!(clock.now(at(100, NOON + 100)).time, stamp(NOON + 500));
    clock.add_sample(
        TimeSource::Service,
        at(1_000, NOON + 1_000),
        at(1_010, NOON + 1_010),
        stamp(NOON + 2_000),
    );
    assert_eq!(clock.now(at(1_005, NOON + 1_005)).time, stamp(NOON + 2_500));
}

#[test]
fn after_a_jump_the_time_is_uncertain_and_any_sample_replaces_the_old_one() {
    for wall_ms in [3_601_000, -3_599_000] {
        let mut clock = clock(0);
        assert!(clock.now(at(1_000, NOON + 2_999)).is_certain);
        assert!(clock.now(at(1_000, NOON + 3_000)).is_certain, "two seconds are no jump");
        assert!(!clock.now(at(1_000, NOON + 3_001)).is_certain);
        assert!(!clock.now(at(1_000, NOON + wall_ms)).is_certain);
        assert_eq!(
            clock.device_offset_ms(at(1_000, NOON + wall_ms)),
            None,
            "which clock is wrong is not known yet"
        );
        let (sent, received) = (at(1_000, NOON + wall_ms), at(9_000, NOON + wall_ms + 8_000));
        clock.add_sample(TimeSource::Site, sent, received, stamp(NOON + 5_000));
        let now = clock.now(at(5_000, NOON + wall_ms + 4_000));
        assert_eq!((now.time, now.error_ms, now.is_certain), (stamp(NOON + 5_500), 4_500, true));
        assert!(clock.device_offset_ms(at(5_000, NOON + wall_ms + 4_000)).is_some());
    }
}

#[test]
fn rebasing_keeps_the_time_and_makes_it_certain() {
    let mut clock = clock(0);
    let reading = at(1_000, NOON + 3_601_000);
    let before = clock.now(reading);
    assert!(!before.is_certain);
    clock.rebase(reading);
    assert_eq!(clock.now(reading), Now { is_certain: true, ..before });
    assert_eq!(clock.now(at(2_000, NOON + 3_602_000)).time, stamp(before.time.millis() + 1_000));
}

#[test]
fn after_rebasing_any_sample_is_better_whatever_its_round_trip() {
    for source in [TimeSource::Site, TimeSource::Service] {
        let mut clock = clock(0);
        let ahead = NOON + 3_600_000;
        clock.rebase(at(1_000, ahead + 1_000));
        clock.add_sample(source, at(0, ahead), at(2_000, ahead + 2_000), stamp(NOON + 1_000));
        let now = clock.now(at(1_000, ahead + 1_000));
        assert_eq!((now.time, now.error_ms), (stamp(NOON + 1_500), 1_500), "{source:?}");
        // It is no estimate, so the shorter round trip counts again.
        clock.add_sample(source, at(2_000, ahead + 2_000), at(9_000, ahead + 9_000), stamp(NOON));
        assert_eq!(clock.now(at(1_000, ahead + 1_000)), now);
    }
}

#[test]
fn an_answer_during_which_the_device_slept_is_ignored() {
    let mut clock = clock(0);
    let before = clock;
    // Its `Date` is from before an hour of sleep, during which the monotonic clock stopped.
    clock.add_sample(
        TimeSource::Service,
        at(1_000, NOON + 1_000),
        at(1_050, NOON + 3_601_050),
        stamp(NOON + 1_000),
    );
    assert_eq!(clock, before);
    // Two seconds are no jump, but they lengthen the round trip.
    let mut fresh = ServerClock::new(at(0, NOON));
    fresh.add_sample(TimeSource::Service, at(0, NOON), at(50, NOON + 2_050), stamp(NOON));
    let now = fresh.now(at(50, NOON + 2_050));
    assert_eq!((now.time, now.error_ms), (stamp(NOON + 500 + 1_025), 1_525));
}

#[test]
fn elapsed_time_is_measured_by_the_clock_that_ran_further() {
    let now =
        |time, monotonic_ms| Now { time: stamp(NOON + time), error_ms: 0, monotonic_ms, is_certain: true };
    assert_eq!(now(5_000, 1_000).millis_since(now(0, 0)), 5_000, "slept");
    assert_eq!(now(-5_000, 1_000).millis_since(now(0, 0)), 1_000, "corrected");
}

#[test]
fn the_service_is_trusted_more_than_the_site_and_the_site_more_than_the_device() {
    let mut clock = ServerClock::new(at(0, NOON));
    clock.add_sample(TimeSource::Site, at(0, NOON), at(10, NOON + 10), stamp(NOON + 60_000));
    assert!(clock.is_verified());
    assert_eq!(clock.now(at(5, NOON + 5)).time, stamp(NOON + 60_500));
    clock.add_sample(TimeSource::Service, at(0, NOON), at(900, NOON + 900), stamp(NOON + 90_000));
    let now = clock.now(at(450, NOON + 450));
    assert_eq!((now.time, now.error_ms), (stamp(NOON + 90_500), 950), "although its answer took longer");
    clock.add_sample(TimeSource::Site, at(900, NOON + 900), at(901, NOON + 901), stamp(NOON + 60_000));
    assert_eq!(clock.now(at(450, NOON + 450)).time, stamp(NOON + 90_500));
}

#[test]
fn a_much_later_time_of_the_same_source_is_believed() {
    // The error of the sample is 600 ms, that of the new one, with its round trip of 2 s, 1500 ms.
    for (date, taken) in [(11_600, false), (12_100, false), (12_101, true)] {
        let mut clock = clock(0);
        let before = clock;
        clock.add_sample(
            TimeSource::Service,
            at(9_100, NOON + 9_100),
            at(11_100, NOON + 11_100),
            stamp(NOON + date),
        );
        assert_eq!(clock != before, taken, "{date}");
    }
    // An earlier time is not: it may come from a cache that does not say so, and would revive expired codes.
    let mut clock = clock(0);
    let before = clock;
    clock.add_sample(TimeSource::Service, at(0, NOON), at(900, NOON + 900), stamp(NOON - 60_000));
    assert_eq!(clock, before);
}

#[test]
fn the_first_sample_of_another_service_replaces_the_time_whatever_its_round_trip() {
    let mut clock = clock(0);
    clock.change_service();
    assert!(clock.is_verified());
    assert_eq!(
        clock.now(at(100, NOON + 100)).time,
        stamp(NOON + 500),
        "nothing changes before its first sample"
    );
    clock.add_sample(TimeSource::Service, at(0, NOON), at(4_000, NOON + 4_000), stamp(NOON + 70_000));
    assert_eq!(clock.now(at(2_000, NOON + 2_000)).time, stamp(NOON + 70_500));
    let mut device = ServerClock::new(at(0, NOON));
    device.change_service();
    assert!(!device.is_verified());
}

#[test]
fn a_device_is_off_only_beyond_the_error_of_the_sample() {
    // The sample of `clock` has an error of 600 ms and is half a second later than its header.
    for (off, offset) in [(3_000, None), (3_001, Some(2_601)), (-2_200, None), (-2_201, Some(-2_601))] {
        assert_eq!(clock(off).device_offset_ms(at(100, NOON + off + 100)), offset, "{off}");
    }
}

#[test]
fn readings_at_the_limits_of_i64_do_not_panic() {
    let mut clock = clock(0);
    clock.add_sample(TimeSource::Service, at(i64::MAX, i64::MAX), at(i64::MIN, i64::MIN), stamp(NOON));
    clock.add_sample(TimeSource::Service, at(i64::MIN, i64::MIN), at(i64::MAX, i64::MAX), stamp(NOON));
    for reading in [at(i64::MIN, i64::MAX), at(i64::MAX, i64::MIN), at(i64::MAX, i64::MAX)] {
        let _ = (clock.now(reading), clock.device_offset_ms(reading));
    }
}

proptest! {
    #[test]
    fn no_reading_panics_and_time_never_runs_backwards_while_the_monotonic_clock_runs(
        off in any::<i64>(), walls in prop::collection::vec(any::<i64>(), 1..20)
    ) {
        let mut clock = ServerClock::new(at(0, off));
        clock.add_sample(TimeSource::Service, at(0, off), at(100, off), stamp(NOON));
        let mut last = clock.now(at(100, off)).time;
        for (step, wall_ms) in walls.into_iter().enumerate() {
            let reading = at(100 + i64::try_from(step).expect("small"), wall_ms);
            let now = clock.now(reading).time;
            prop_assert!(now >= stamp(NOON + 500));
            clock.rebase(reading);
            prop_assert!(clock.now(reading).time >= last.min(now));
            let _ = clock.device_offset_ms(reading);
            last = now;
        }
    }
}

/// The page's clock while it is asked for both sources.
#[derive(Clone, Copy)]
struct BothSources {
    clock: ServerClock,
    offset: SiteOffset,
}

impl BothSources {
    fn ask(&mut self, source: TimeSource, sent: Reading, date_ms: i64) -> Now {
        let received = at(sent.monotonic_ms + 200, sent.wall_ms + 200);
        let seconds = (date_ms - NOON) / 1_000 + 12 * 3_600;
        let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        let date = format!("Thu, 13 Jun 2024 {hour:02}:{minute:02}:{second:02} GMT");
        let answer = Answer { date: Some(date), ..Answer::default() };
        self.offset.add_sample_from(&mut self.clock, source, &Exchange { answer, sent, received });
        self.clock.now(received)
    }
}

#[test]
fn after_sleep_a_site_with_a_wrong_clock_is_corrected_by_what_the_service_said() {
    for ahead_ms in [-3_600_000, -60_000, -5_000, -1_000, 0, 1_000, 5_000, 3_600_000] {
        for site_first in [true, false] {
            let mut both =
                BothSources { clock: ServerClock::new(at(0, NOON)), offset: SiteOffset::default() };
            let site = |both: &mut BothSources| both.ask(TimeSource::Site, at(0, NOON), NOON + ahead_ms);
            if site_first {
                site(&mut both);
            }
            both.ask(TimeSource::Service, at(0, NOON), NOON);
            if !site_first {
                site(&mut both);
            }
            // Ten minutes of sleep, which the monotonic clock has not counted.
            let woke = at(1_000, NOON + 600_000);
            assert!(!both.clock.now(woke).is_certain);
            let now = both.ask(TimeSource::Site, woke, NOON + 600_000 + ahead_ms);
            let error_ms = now.time.millis_since(stamp(NOON + 600_200));
            let bound_ms = if ahead_ms.abs() < 2_000 { 1_000 + ahead_ms.abs() } else { 1_000 };
            assert!(now.is_certain && error_ms.abs() <= bound_ms, "{ahead_ms}, {site_first}: {error_ms}");
            // The service's own time replaces it, and what is known of the site stays.
            let now = both.ask(TimeSource::Service, at(1_200, NOON + 600_200), NOON + 600_200);
            let error_ms = now.time.millis_since(stamp(NOON + 600_400));
            assert!(error_ms.abs() <= 1_000, "{ahead_ms}, {site_first}: {error_ms} after the service");
        }
    }
}

#[test]
fn another_service_says_nothing_of_the_site() {
    let mut both = BothSources { clock: ServerClock::new(at(0, NOON)), offset: SiteOffset::default() };
    both.ask(TimeSource::Site, at(0, NOON), NOON);
    both.ask(TimeSource::Service, at(0, NOON), NOON + 3_600_000);
    both.clock.change_service();
    both.offset = SiteOffset::default();
    both.ask(TimeSource::Service, at(0, NOON), NOON);
    let now = both.ask(TimeSource::Site, at(1_000, NOON + 600_000), NOON + 600_000);
    assert!(now.time.millis_since(stamp(NOON + 600_200)).abs() <= 1_000);
}
