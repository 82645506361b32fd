//! Simulates a page, its clock and its services through random events. Only the test knows the true time, and
//! checks that no code is shown after its end and that no forbidden request is sent.

mod device;
mod event;
mod invariants;

use proptest::prelude::*;

use self::{
    device::Device,
    event::{Event, Outcome, event},
    invariants::Invariants,
};
use super::*;
use crate::clock::{Reading, ServerClock, TimeSource};

/// A page on its device.
struct Simulation {
    device: Device,
    clock: ServerClock,
    machine: Refresh,
    invariants: Invariants,
    is_visible: bool,
    is_online: bool,
    in_flight: Option<Flight>,
    /// Requests whose answers must be ignored.
    superseded: Vec<Generation>,
}

/// A request in flight.
struct Flight {
    generation: Generation,
    sent: Reading,
    sent_at_true_ms: i64,
}

impl Simulation {
    fn new(seed: u64, api: Api, device_ahead: i64) -> Self {
        let device = Device::new(device_ahead);
        Self {
            clock: ServerClock::new(device.reading()),
            machine: Refresh::new(api, seed),
            invariants: Invariants::new(api, device_ahead >= 0),
            device,
            is_visible: true,
            is_online: true,
            in_flight: None,
            superseded: Vec::new(),
        }
    }

    fn now(&self) -> Now {
        self.clock.now(self.device.reading())
    }

    /// Does what the page does at each tick and event: sends the request that is due, and checks the view.
    fn step(&mut self) {
        let now = self.now();
        if let Some(generation) = self.machine.poll(now) {
            self.send(generation, false);
        }
        if self.in_flight.is_none() && self.is_visible && self.is_online {
            self.invariants.check_repetition(self.device.monotonic_ms);
        }
        let view_state = self.machine.view_state(now);
        self.invariants.check_view(&view_state, now, self.is_visible, self.device.true_ms);
        assert_eq!(self.machine.poll(now), None, "one request at a time");
    }

    fn send(&mut self, generation: Generation, is_manual: bool) {
        assert!(self.in_flight.is_none(), "two requests are in flight");
        assert!(self.is_visible, "a request while hidden");
        let is_first = generation == 1;
        assert!(self.is_online || is_manual || is_first, "an automatic request while offline");
        self.invariants.check_request(self.device.monotonic_ms, is_manual);
        let sent = self.device.reading();
        self.in_flight = Some(Flight { generation, sent, sent_at_true_ms: self.device.true_ms });
    }

    /// Lets time pass, and wakes the machine exactly when it asks for it.
    fn pass(&mut self, mut millis: i64) {
        let mut wake_ups = 0;
        while millis > 0 {
            wake_ups += 1;
            assert!(wake_ups < 20, "it wakes again and again without an effect");
            let wake = self.machine.wake_in(self.now()).unwrap_or(i64::MAX);
            assert!(wake > 0);
            for early in [wake / 2, wake - 1] {
                self.check_nothing_is_missed_within(early.min(millis));
            }
            self.device.run(wake.min(millis));
            millis -= wake.min(millis);
            self.step();
        }
    }

    /// Checks that before the wake-up no request is due, and nothing in the view changes but remaining times.
    fn check_nothing_is_missed_within(&self, millis: i64) {
        let mut device = self.device;
        device.run(millis);
        let (before, after) = (self.now(), self.clock.now(device.reading()));
        assert_eq!(self.machine.clone().poll(after), None, "a request is due before the machine wakes");
        let without_times = |now: Now| {
            let mut view_state = self.machine.view_state(now);
            if let Display::Code(Validity::Valid { left_ms }) = &mut view_state.display {
                *left_ms = 0;
            }
            match &mut view_state.activity {
                Activity::RetryIn(millis) | Activity::Blocked { millis, .. } => *millis = 0,
                Activity::Idle | Activity::Fetching | Activity::Offline => {}
            }
            view_state
        };
        let (before, after) = (without_times(before), without_times(after));
        assert_eq!(before, after, "the view changes before the machine wakes");
    }

    /// Adds a sample to the clock, from an answer whose `Date` was made at `dated_ms` of the true time.
    fn add_sample(&mut self, source: TimeSource, sent: Reading, dated_ms: i64) {
        let date = Timestamp::from_millis(START + dated_ms.div_euclid(1_000) * 1_000).expect("a time");
        let before = self.clock;
        self.clock.add_sample(source, sent, self.device.reading(), date);
        if self.clock != before {
            self.device.note_sync();
            self.invariants.is_clock_honest = true;
        }
    }

    /// Answers the superseded requests, which must have no effect.
    fn answer_superseded(&mut self) {
        let now = self.now();
        for generation in std::mem::take(&mut self.superseded) {
            let before = self.machine.view_state(now);
            assert!(!self.machine.record_success(generation, End::NotStated, now), "a superseded answer");
            assert!(!self.machine.record_failure(generation, Failure::NotFound(report()), None, now));
            assert_eq!(self.machine.view_state(now), before);
        }
    }

    fn rebase(&mut self) {
        if !self.now().is_certain {
            self.clock.rebase(self.device.reading());
            self.device.note_sync();
        }
    }

    fn answer(&mut self, outcome: Outcome, dated: bool, share: i64) {
        let Some(flight) = self.in_flight.take() else { return };
        let travel = self.device.true_ms - flight.sent_at_true_ms;
        let answered_at = flight.sent_at_true_ms + travel * share / 100;
        if dated {
            self.add_sample(TimeSource::Service, flight.sent, answered_at);
        }
        let now = self.now();
        match outcome {
            Outcome::Code(code) => {
                let code_end = code.end(answered_at, self.invariants.end);
                let is_kept = self.machine.record_success(flight.generation, code_end, now);
                self.invariants.check_success(code_end, now, is_kept);
            }
            Outcome::Failure(failure, wait) => {
                let wait = wait.map(Wait::nearest);
                self.invariants.note_failure(&failure, wait, now);
                assert!(self.machine.record_failure(flight.generation, failure, wait, now));
            }
        }
    }

    fn apply(&mut self, event: Event) {
        match event {
            Event::Passes(millis) => self.pass(millis),
            Event::Sleeps(millis) => self.device.sleep(millis),
            Event::ClockSet(millis) => self.device.set_wall_clock(millis),
            Event::Rebased => self.rebase(),
            Event::Probe { travel, share } => {
                let (sent, sent_at_true_ms) = (self.device.reading(), self.device.true_ms);
                self.pass(travel);
                self.add_sample(TimeSource::Site, sent, sent_at_true_ms + travel * share / 100);
            }
            Event::Answer { outcome, travel, dated, share } => {
                self.answer_superseded();
                if self.in_flight.is_some() {
                    self.pass(travel);
                    self.answer(outcome, dated, share);
                }
            }
            Event::PageState(is_visible, is_online) => {
                if is_visible && is_online && !(self.is_visible && self.is_online) {
                    self.invariants.note_return(self.device.monotonic_ms);
                }
                (self.is_visible, self.is_online) = (is_visible, is_online);
                self.machine.set_page_state(is_visible, is_online, self.now());
            }
            Event::ManualRequest => {
                if let Some(generation) = self.machine.request_manually(self.now()) {
                    self.send(generation, true);
                }
            }
            Event::Invalidated => {
                self.invariants.note_invalidation();
                self.superseded.extend(self.in_flight.take().map(|flight| flight.generation));
                self.machine.invalidate(self.now());
            }
            Event::RepeatInterval(interval_ms) => {
                self.invariants.repeat_interval_ms = interval_ms.map(|millis| millis.max(5_000));
                self.machine.set_repeat_interval(interval_ms);
            }
        }
        self.step();
    }

    /// Ends all faults, presses the refresh button as soon as it is enabled, and returns the milliseconds
    /// until a new code is there.
    fn recover(&mut self) -> i64 {
        self.apply(Event::PageState(true, true));
        self.rebase();
        let started_at = self.device.monotonic_ms;
        self.answer(Outcome::Failure(Failure::Timeout, None), false, 0);
        while self.in_flight.is_none() {
            self.apply(Event::ManualRequest);
            self.pass(50);
            assert!(self.device.monotonic_ms - started_at < 1_000_000, "no request after the faults");
        }
        self.answer_with_code();
        self.device.monotonic_ms - started_at
    }

    fn answer_with_code(&mut self) {
        self.pass(TRAVEL_MS);
        self.answer(Outcome::code_with_life(30_000), true, 50);
        self.step();
    }
}

/// Round trip of a good answer, in milliseconds.
const TRAVEL_MS: i64 = 100;

proptest! {
    #[test]
    fn whatever_happens_no_expired_code_is_seen_and_no_request_is_out_of_order(
        seed in any::<u64>(),
        activation in any::<bool>(),
        device_ahead in prop_oneof![Just(0), -18_000_000_i64..18_000_000],
        story in prop::collection::vec(event(), 1..60),
    ) {
        let api = if activation { Api::ActivationCodes } else { Api::AccessCode };
        let mut simulation = Simulation::new(seed, api, device_ahead);
        simulation.step();
        for event in story {
            simulation.apply(event);
        }

        let blocked_ms = simulation.invariants.max_blocked_ms(simulation.device.monotonic_ms);
        let limit_ms = blocked_ms.max(MIN_REQUEST_INTERVAL_MS) + 2 * TRAVEL_MS;
        let took_ms = simulation.recover();
        prop_assert!(took_ms <= limit_ms, "no answer for {took_ms} ms after the faults");

        // From then on there is always a code, without any manual request.
        let until = simulation.device.true_ms + 120_000;
        while simulation.device.true_ms < until {
            let display = simulation.machine.view_state(simulation.now()).display;
            prop_assert!(matches!(display, Display::Code(_)), "a gap between codes");
            if simulation.in_flight.is_some() {
                simulation.answer_with_code();
            } else {
                simulation.pass(50);
            }
        }
    }
}
