//! When to ask for codes, what may be shown meanwhile, and when to give up.
//!
//! One [`Refresh`] stands for one thing on screen: a customer's access code or a user's list. It holds no code,
//! only the end of the one that is held, and decides everything from the events it is told and the time it is
//! given, so that it can be tested without a browser. The page asks [`Refresh::poll`] whether to send a request
//! and [`Refresh::picture`] what to show.

mod picture;
mod repeat;

pub use picture::{Activity, Cover, Picture, Shows};

use crate::{
    clock::Now,
    failure::Failure,
    random::Random,
    retry::{Advice, Api, advise},
    time::{End, Validity, Wait},
};

/// Number of a request; an answer to any but the newest is dropped.
pub type Generation = u32;

/// Least time between a planned request and the automatic one before it, in milliseconds.
const FLOOR: i64 = 5_000;
/// Least time between a request and one by hand, or one on return to the page, in milliseconds. Retries have times
/// of their own, spread at random so that clients that failed together do not come back together.
const LEAST: i64 = 1_000;
/// On return to the page, a code this close to its end is renewed at once, in milliseconds.
const NEAR: i64 = 3_000;
/// A code whose end cannot be read is covered after this time, in milliseconds.
const UNKNOWN: i64 = 60_000;
/// One load with all its retries gives up after this time, in milliseconds.
const LOAD: i64 = 30_000;
/// Waits after each answer that had expired on arrival, in milliseconds.
const EXPIRED: [i64; 3] = [5_000, 10_000, 20_000];

/// The machine. See the module's documentation.
#[derive(Clone, Debug)]
pub struct Refresh {
    api: Api,
    random: Random,
    visible: bool,
    online: bool,
    held: Option<Held>,
    failure: Option<Failure>,
    generation: Generation,
    in_flight: bool,
    plan: Plan,
    /// How long after the last request what has no known end is asked for again.
    every: Option<i64>,
    /// Until when the server wants to be left alone, on the steady clock.
    hold: Option<i64>,
    /// When the last request left, on the steady clock.
    last: Option<i64>,
    load_began: i64,
    retries: u32,
    arrived_expired: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Held {
    end: End,
    since: Now,
    /// Once it is over it stays so, whatever the clock says later: it was let go of.
    over: Option<Cover>,
    /// How many milliseconds before its end it is to be renewed (negative: after).
    lead: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plan {
    /// Only the next repetition, if any.
    Nothing,
    /// At this time of the steady clock.
    At(i64),
    /// When what is held is to be renewed.
    Renewal,
}

impl Refresh {
    /// A machine that wants its first answer at once. `seed` feeds the jitter.
    #[must_use]
    pub fn new(api: Api, seed: u64) -> Self {
        Self {
            api,
            random: Random::new(seed),
            visible: true,
            online: true,
            held: None,
            failure: None,
            generation: 0,
            in_flight: false,
            plan: Plan::At(i64::MIN),
            every: None,
            hold: None,
            last: None,
            load_began: i64::MIN,
            retries: 0,
            arrived_expired: 0,
        }
    }

    /// Tells whether the page can be seen and the device is online. Coming back counts as a new load where the
    /// code has ended, is about to, or the last attempt failed; but while the server wants to be left alone, what
    /// was decided then stands.
    pub fn surroundings(&mut self, visible: bool, online: bool, now: Now) {
        let back = visible && online && !(self.visible && self.online);
        self.visible = visible;
        self.online = online;
        if back {
            let dying = self.held.is_none_or(|held| match held.end.validity(now.time, now.bound) {
                Validity::Expired { .. } => true,
                Validity::Valid { left_ms } => held.over.is_some() || left_ms <= NEAR,
                Validity::NoEnd | Validity::UnknownEnd => false,
            });
            if (dying || self.failure.is_some()) && !self.held_back(now) {
                self.new_load(now);
                let rest = self.rest_of(LEAST, now).max(0);
                self.plan = Plan::At(now.steady.saturating_add(rest));
            }
        }
    }

    /// Whether a request has to leave now, and its number.
    pub fn poll(&mut self, now: Now) -> Option<Generation> {
        let shows = self.shows(now);
        if let (Shows::Covered(cover), Some(held), true) = (shows, &mut self.held, shows.is_over()) {
            held.over = Some(cover);
        }
        (self.due_in(now)? <= 0).then(|| self.send(now))
    }

    /// A person asks for a request now: its number, or nothing where [`Refresh::may_ask`] says no.
    pub fn by_hand(&mut self, now: Now) -> Option<Generation> {
        self.may_ask(now).then(|| {
            self.new_load(now);
            self.send(now)
        })
    }

    /// Whether a person may ask now: the page can be seen and is online, nothing is under way, the server does not
    /// want to be left alone, and the last request left at least a second ago.
    #[must_use]
    pub fn may_ask(&self, now: Now) -> bool {
        self.visible
            && self.online
            && !self.in_flight
            && !self.held_back(now)
            && self.last.is_none_or(|last| now.steady.saturating_sub(last) >= LEAST)
    }

    /// The newest request was sent before there was this machine: it left at this time of the steady clock.
    pub fn left_at(&mut self, generation: Generation, steady: i64) {
        if self.in_flight && generation == self.generation {
            self.last = Some(self.last.map_or(steady, |last| last.min(steady)));
        }
    }

    /// The answer to a request brought codes that end so. Whether they are to be kept: not where nobody waited for
    /// them any more, and not where they had expired on arrival while older ones are still good.
    pub fn arrived(&mut self, generation: Generation, end: End, now: Now) -> bool {
        if !self.settle(generation) {
            return false;
        }
        let same = self.held.is_some_and(|held| held.end == end);
        self.failure = None;
        self.retries = 0;
        let mut lead = 0;
        let over = match end.validity(now.time, now.bound) {
            Validity::Expired { .. } => {
                self.plan = EXPIRED
                    .get(self.arrived_expired)
                    .map_or(Plan::Nothing, |wait| Plan::At(now.steady.saturating_add(*wait)));
                self.arrived_expired = self.arrived_expired.saturating_add(1);
                // What is dead already does not take the place of what is still good.
                if self.holds_good_one(now) {
                    return false;
                }
                Some(Cover::ArrivedExpired)
            }
            Validity::Valid { .. } => {
                self.arrived_expired = 0;
                // The same code again means that the server hands it out until it lapses: ask when it has.
                lead = if same { -now.bound } else { self.random.between(2_000, 3_000) };
                self.plan = Plan::Renewal;
                None
            }
            Validity::NoEnd | Validity::UnknownEnd => {
                self.arrived_expired = 0;
                self.plan = Plan::Nothing;
                None
            }
        };
        self.held = Some(Held { end, since: now, over, lead });
        true
    }

    /// A request ended without codes; `wait` is what the server asked for, where readable. Whether it was the
    /// newest.
    pub fn failed(&mut self, generation: Generation, failure: Failure, wait: Option<Wait>, now: Now) -> bool {
        if !self.settle(generation) {
            return false;
        }
        if takes_code_away(&failure) {
            self.held = None;
        }
        self.plan = match advise(&failure, self.api, self.retries, wait, &mut self.random) {
            Advice::Retry(millis)
                if now.steady.saturating_sub(self.load_began).saturating_add(millis) <= LOAD =>
            {
                self.retries += 1;
                Plan::At(now.steady.saturating_add(millis))
            }
            Advice::Retry(_) | Advice::Stop => self.later_renewal(now),
            Advice::Hold { millis, retry } => {
                let until = now.steady.saturating_add(millis);
                self.hold = Some(until);
                self.retries += u32::from(retry);
                // A wait the server asked for does not count against the time of the load.
                self.load_began = self.load_began.saturating_add(millis);
                if retry { Plan::At(until) } else { self.later_renewal(now) }
            }
        };
        self.failure = Some(failure);
        true
    }

    /// What the page may show now.
    #[must_use]
    pub fn picture(&self, now: Now) -> Picture {
        let shows = self.shows(now);
        // With nothing to show and no way to ask, being offline is the failure.
        let offline = shows == Shows::Nothing && !self.online && !self.in_flight;
        let failure = self.failure.clone().or(offline.then_some(Failure::Offline));
        let end = self.held.map(|held| held.end);
        Picture { shows, activity: self.activity(now), failure, end }
    }

    /// Milliseconds until [`Refresh::poll`] or [`Refresh::picture`] has something new to say, apart from
    /// seconds that count down; nothing where only an event can change it.
    #[must_use]
    pub fn wake_in(&self, now: Now) -> Option<i64> {
        let ending = self.held.and_then(|held| match held.end {
            End::At(end) => Some(end.millis_since(now.time).saturating_sub(now.bound)),
            End::Unknown => Some(UNKNOWN.saturating_sub(now.since(held.since))),
            End::NotStated => None,
        });
        let holding = self.hold.map(|until| until.saturating_sub(now.steady));
        // What is due already and was not asked for yet is due in the next moment.
        let due = self.due_in(now).map(|millis| millis.max(1));
        [due, ending, holding].into_iter().flatten().filter(|millis| *millis > 0).min()
    }

    fn shows(&self, now: Now) -> Shows {
        let Some(held) = self.held else { return Shows::Nothing };
        if let Some(cover) = held.over {
            return Shows::Covered(cover);
        }
        let long_shown = now.since(held.since) >= UNKNOWN;
        if matches!(held.end, End::At(_)) && !now.certain {
            return Shows::Covered(Cover::ClockUncertain);
        }
        match held.end.validity(now.time, now.bound) {
            // What was to take its place had ended before it came: that is the reason to tell.
            Validity::Expired { .. } if self.arrived_expired > 0 => Shows::Covered(Cover::ArrivedExpired),
            Validity::Expired { .. } => Shows::Covered(Cover::Ended),
            Validity::UnknownEnd if long_shown => Shows::Covered(Cover::EndUnknown),
            Validity::Valid { .. } | Validity::NoEnd | Validity::UnknownEnd if !self.visible => {
                Shows::Covered(Cover::Hidden)
            }
            validity @ (Validity::Valid { .. } | Validity::NoEnd | Validity::UnknownEnd) => {
                Shows::Code(validity)
            }
        }
    }

    fn activity(&self, now: Now) -> Activity {
        let hold = self.hold.map(|until| until.saturating_sub(now.steady)).filter(|millis| *millis > 0);
        let again = self.failure.is_some() || self.arrived_expired > 0;
        if self.in_flight {
            return Activity::Fetching;
        }
        if !self.online {
            return Activity::Offline;
        }
        let (at, repeats) = match self.plan {
            Plan::At(at) => (Some(at), false),
            Plan::Nothing => (self.repeats_at(), true),
            Plan::Renewal => (None, false),
        };
        match (hold, at) {
            // A repetition may be due long after the wait.
            (Some(millis), at) => {
                Activity::HeldFor { millis, retry: at.is_some_and(|at| !repeats || Some(at) <= self.hold) }
            }
            (None, Some(at)) if again => Activity::RetryIn(at.saturating_sub(now.steady).max(0)),
            (None, Some(_) | None) => Activity::Idle,
        }
    }

    /// Milliseconds until the next automatic request, zero or less for now.
    fn due_in(&self, now: Now) -> Option<i64> {
        if self.in_flight || !self.visible || !self.online {
            return None;
        }
        let due = match self.plan {
            Plan::At(at) => at.saturating_sub(now.steady),
            Plan::Renewal => self.renewal_in(now)?.max(self.rest_of(FLOOR, now)),
            Plan::Nothing => self.repeats_at()?.saturating_sub(now.steady),
        };
        Some(self.hold.map_or(due, |until| due.max(until.saturating_sub(now.steady))))
    }

    /// Milliseconds until the last request is this long ago.
    fn rest_of(&self, pause: i64, now: Now) -> i64 {
        self.last.map_or(0, |last| pause.saturating_sub(now.steady.saturating_sub(last)))
    }

    /// Milliseconds until what is held wants to be renewed; nothing where it has no known end.
    fn renewal_in(&self, now: Now) -> Option<i64> {
        let held = self.held?;
        let End::At(end) = held.end else { return None };
        Some(end.millis_since(now.time).saturating_sub(held.lead))
    }

    /// A load that failed long before a code has to be renewed does not take the place of its renewal; one that
    /// failed close to it did.
    fn later_renewal(&self, now: Now) -> Plan {
        if self.renewal_in(now).is_some_and(|millis| millis > FLOOR) { Plan::Renewal } else { Plan::Nothing }
    }

    /// Whether what is held is known to be good now.
    fn holds_good_one(&self, now: Now) -> bool {
        let good = |held: &Held| {
            let valid = matches!(held.end.validity(now.time, now.bound), Validity::Valid { .. });
            valid && held.over.is_none()
        };
        now.certain && self.held.as_ref().is_some_and(good)
    }

    /// Whether the server wants to be left alone.
    fn held_back(&self, now: Now) -> bool {
        self.hold.is_some_and(|until| until > now.steady)
    }

    fn new_load(&mut self, now: Now) {
        self.retries = 0;
        self.load_began = now.steady;
    }

    fn send(&mut self, now: Now) -> Generation {
        if matches!(self.plan, Plan::Renewal | Plan::Nothing) || self.retries == 0 {
            self.new_load(now);
        }
        self.plan = Plan::Nothing;
        self.in_flight = true;
        self.last = Some(now.steady);
        self.generation = self.generation.wrapping_add(1);
        self.generation
    }

    /// Whether this is the answer that is waited for; if so, nothing is under way any more.
    fn settle(&mut self, generation: Generation) -> bool {
        let newest = self.in_flight && generation == self.generation;
        self.in_flight = self.in_flight && !newest;
        newest
    }
}

/// The answers that say that there is no code, or none for us; every other failure says nothing about it.
fn takes_code_away(failure: &Failure) -> bool {
    matches!(
        failure,
        Failure::NotAccepted(_) | Failure::Forbidden(_) | Failure::NotFound(_) | Failure::EndpointGone(_)
    )
}

#[cfg(test)]
mod tests;
