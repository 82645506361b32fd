//! Clock and machine together in a world of which only the test knows the true time: whatever happens, no code
//! is seen after its end and no request leaves that must not.

mod device;
mod happening;
mod rules;

use proptest::prelude::*;

use self::{
    device::Device,
    happening::{Brought, Happening, happening},
    rules::Rules,
};
use super::*;
use crate::clock::{Reading, ServerClock, Witness};

/// A page in its world.
struct World {
    device: Device,
    clock: ServerClock,
    machine: Refresh,
    rules: Rules,
    visible: bool,
    online: bool,
    under_way: Option<Flight>,
    /// Requests whose answers do not count any more.
    superseded: Vec<Generation>,
}

/// A request under way.
struct Flight {
    generation: Generation,
    sent: Reading,
    left: i64,
}

impl World {
    fn new(seed: u64, api: Api, device_ahead: i64) -> Self {
        let device = Device::new(device_ahead);
        Self {
            clock: ServerClock::new(device.reading()),
            machine: Refresh::new(api, seed),
            rules: Rules::new(api, device_ahead >= 0),
            device,
            visible: true,
            online: true,
            under_way: None,
            superseded: Vec::new(),
        }
    }

    fn now(&self) -> Now {
        self.clock.now(self.device.reading())
    }

    /// Does what the page does at each tick and event: sends what is due and looks at what may be shown.
    fn look(&mut self) {
        let now = self.now();
        if let Some(generation) = self.machine.poll(now) {
            self.left(generation, false);
        }
        if self.under_way.is_none() && self.visible && self.online {
            self.rules.nothing_is_overdue(self.device.steady);
        }
        let picture = self.machine.picture(now);
        self.rules.shown(&picture, now, self.visible, self.device.truth);
        assert_eq!(self.machine.poll(now), None, "one request at a time");
    }

    fn left(&mut self, generation: Generation, by_hand: bool) {
        assert!(self.under_way.is_none(), "two requests are under way");
        assert!(self.visible && self.online, "a request while hidden or offline");
        self.rules.request(self.device.steady, by_hand);
        let sent = self.device.reading();
        self.under_way = Some(Flight { generation, sent, left: self.device.truth });
    }

    /// Lets time pass, sleeping exactly as long as the machine says there is nothing to do.
    fn pass(&mut self, mut millis: i64) {
        let mut wakings = 0;
        while millis > 0 {
            wakings += 1;
            assert!(wakings < 20, "it wakes again and again, and nothing comes of it");
            let wake = self.machine.wake_in(self.now()).unwrap_or(i64::MAX);
            assert!(wake > 0);
            for early in [wake / 2, wake - 1] {
                self.nothing_is_missed_within(early.min(millis));
            }
            self.device.run(wake.min(millis));
            millis -= wake.min(millis);
            self.look();
        }
    }

    /// Had anybody looked before it was time, nothing would have been due and nothing shown but smaller numbers.
    fn nothing_is_missed_within(&self, millis: i64) {
        let mut device = self.device;
        device.run(millis);
        let (before, then) = (self.now(), self.clock.now(device.reading()));
        assert_eq!(self.machine.clone().poll(then), None, "a request is due before the machine wakes");
        let numberless = |now: Now| {
            let mut picture = self.machine.picture(now);
            if let Shows::Code(Validity::Valid { left_ms }) = &mut picture.shows {
                *left_ms = 0;
            }
            match &mut picture.activity {
                Activity::RetryIn(millis) | Activity::HeldFor { millis, .. } => *millis = 0,
                Activity::Idle | Activity::Fetching | Activity::Offline => {}
            }
            picture
        };
        assert_eq!(numberless(before), numberless(then), "the picture changes before the machine wakes");
    }

    /// The headers of an answer came whose `Date` was stamped after this share of its way.
    fn learn(&mut self, told_by: Witness, sent: Reading, stamped: i64) {
        let date = Timestamp::from_millis(START + stamped.div_euclid(1_000) * 1_000).expect("a time");
        let before = self.clock;
        self.clock.learn(told_by, sent, self.device.reading(), date);
        if self.clock != before {
            self.device.told();
            self.rules.honest = true;
        }
    }

    /// What had been asked for before is answered after all: nothing comes of it.
    fn late_answers(&mut self) {
        let now = self.now();
        for generation in std::mem::take(&mut self.superseded) {
            let before = self.machine.picture(now);
            assert!(!self.machine.arrived(generation, End::NotStated, now), "an answer from before");
            assert!(!self.machine.failed(generation, Failure::NotFound(report()), None, now));
            assert_eq!(self.machine.picture(now), before);
        }
    }

    fn settle_jump(&mut self) {
        if !self.now().certain {
            self.clock.settle(self.device.reading());
            self.device.told();
        }
    }

    fn brings(&mut self, brought: Brought, dated: bool, share: i64) {
        let Some(flight) = self.under_way.take() else { return };
        let stamped = flight.left + (self.device.truth - flight.left) * share / 100;
        if dated {
            self.learn(Witness::Service, flight.sent, stamped);
        }
        let now = self.now();
        match brought {
            Brought::Code(code) => {
                let code = code.end(stamped, self.rules.end);
                let kept = self.machine.arrived(flight.generation, code, now);
                self.rules.arrived(code, now, kept);
            }
            Brought::Failure(failure, wait) => {
                let wait = wait.map(Wait::nearest);
                self.rules.failed(&failure, wait, now);
                assert!(self.machine.failed(flight.generation, failure, wait, now));
            }
        }
    }

    fn happens(&mut self, happening: Happening) {
        match happening {
            Happening::Passes(millis) => self.pass(millis),
            Happening::Sleeps(millis) => self.device.sleep(millis),
            Happening::IsSet(millis) => self.device.set(millis),
            Happening::Settles => self.settle_jump(),
            Happening::Probe { travel, share } => {
                let (sent, left) = (self.device.reading(), self.device.truth);
                self.pass(travel);
                self.learn(Witness::Site, sent, left + travel * share / 100);
            }
            Happening::Answer { brought, travel, dated, share } => {
                self.late_answers();
                if self.under_way.is_some() {
                    self.pass(travel);
                    self.brings(brought, dated, share);
                }
            }
            Happening::Surroundings(visible, online) => {
                if visible && online && !(self.visible && self.online) {
                    self.rules.returned(self.device.steady);
                }
                (self.visible, self.online) = (visible, online);
                self.machine.surroundings(visible, online, self.now());
            }
            Happening::ByHand => {
                if let Some(generation) = self.machine.by_hand(self.now()) {
                    self.left(generation, true);
                }
            }
            Happening::Wanted => {
                self.rules.wanted();
                self.superseded.extend(self.under_way.take().map(|flight| flight.generation));
                self.machine.wanted(self.now());
            }
            Happening::Repeats(every) => {
                self.rules.every = every.map(|every| every.max(5_000));
                self.machine.repeat(every);
            }
        }
        self.look();
    }

    /// From now on nothing is wrong any more, and somebody presses the button as soon as it is enabled. How long
    /// it takes until a new code is there.
    fn recovers(&mut self) -> i64 {
        self.happens(Happening::Surroundings(true, true));
        self.settle_jump();
        let begun = self.device.steady;
        self.brings(Brought::Failure(Failure::Timeout, None), false, 0);
        while self.under_way.is_none() {
            self.happens(Happening::ByHand);
            self.pass(50);
            assert!(self.device.steady - begun < 1_000_000, "no request ever after the faults");
        }
        self.answers_well();
        self.device.steady - begun
    }

    fn answers_well(&mut self) {
        self.pass(TRAVEL);
        self.brings(Brought::life(30_000), true, 50);
        self.look();
    }
}

/// How long a good answer takes, in milliseconds.
const TRAVEL: i64 = 100;

proptest! {
    #[test]
    fn whatever_happens_no_expired_code_is_seen_and_no_request_is_out_of_order(
        seed in any::<u64>(),
        activation in any::<bool>(),
        device_ahead in prop_oneof![Just(0), -18_000_000_i64..18_000_000],
        story in prop::collection::vec(happening(), 1..60),
    ) {
        let api = if activation { Api::ActivationCodes } else { Api::AccessCode };
        let mut world = World::new(seed, api, device_ahead);
        world.look();
        for happening in story {
            world.happens(happening);
        }

        let bound = world.rules.held_back_at_most(world.device.steady).max(LEAST) + 2 * TRAVEL;
        let took = world.recovers();
        prop_assert!(took <= bound, "no answer for {took} ms after the faults");

        // From then on nobody has to do anything: there is always a code.
        let until = world.device.truth + 120_000;
        while world.device.truth < until {
            prop_assert!(matches!(world.machine.picture(world.now()).shows, Shows::Code(_)), "a gap between codes");
            if world.under_way.is_some() {
                world.answers_well();
            } else {
                world.pass(50);
            }
        }
    }
}
