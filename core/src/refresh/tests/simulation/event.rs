use super::*;

/// One step of the simulation.
#[derive(Clone, Debug)]
pub enum Event {
    /// Time passes, in milliseconds.
    Passes(i64),
    /// The device sleeps, in milliseconds.
    Sleeps(i64),
    /// The wall clock is set forward by so many milliseconds (negative: back).
    ClockSet(i64),
    /// The page stops waiting for a sample after a jump of the clock.
    Rebased,
    /// The site answers a request for the time.
    Probe { travel: i64, share: i64 },
    /// The request in flight ends after `travel` milliseconds. Its `Date`, present if `dated`, is from that
    /// share of the round trip, in percent.
    Answer { outcome: Outcome, travel: i64, dated: bool, share: i64 },
    /// The page is visible, and online.
    PageState(bool, bool),
    /// A person presses the refresh button.
    ManualRequest,
    /// The held codes are marked as outdated.
    Invalidated,
    /// The repeat interval is set, in milliseconds.
    RepeatInterval(Option<i64>),
}

/// Outcome of a request.
#[derive(Clone, Debug)]
pub enum Outcome {
    Code(Code),
    /// A failure, with the `Retry-After` in milliseconds.
    Failure(Failure, Option<i64>),
}

/// End of a code that arrived.
#[derive(Clone, Copy, Debug)]
pub enum Code {
    /// So many milliseconds after the answer was made.
    Lives(i64),
    /// The same as that of the last code.
    Same,
    NoEnd,
    UnknownEnd,
}

impl Outcome {
    pub fn code_with_life(millis: i64) -> Self {
        Self::Code(Code::Lives(millis))
    }
}

impl Code {
    pub fn end(self, answered_at: i64, last_end: Option<i64>) -> End {
        match (self, last_end) {
            (Self::Lives(life), _) => end(answered_at + life),
            (Self::Same, Some(last_end)) => end(last_end),
            (Self::NoEnd | Self::Same, _) => End::NotStated,
            (Self::UnknownEnd, _) => End::Unknown,
        }
    }
}

fn outcome() -> impl Strategy<Value = Outcome> {
    let code = prop_oneof![
        6 => (1_000_i64..90_000).prop_map(Code::Lives),
        2 => (-60_000_i64..1_000).prop_map(Code::Lives),
        2 => Just(Code::Same),
        1 => Just(Code::NoEnd),
        1 => Just(Code::UnknownEnd),
    ];
    let other_failure = prop_oneof![
        Just(Failure::Offline),
        Just(Failure::Timeout),
        Just(Failure::Unreachable),
        Just(Failure::NoConnection),
        Just(Failure::Incomplete),
        Just(Failure::NoCode),
        Just(Failure::ServerError(report())),
        Just(Failure::Conflict(report())),
        Just(Failure::NotAccepted(report())),
        Just(Failure::Forbidden(report())),
        Just(Failure::SessionOver),
        Just(Failure::NotFound(report())),
        Just(Failure::EndpointGone(report())),
        Just(Failure::Invalid(report())),
    ];
    let with_wait = prop_oneof![
        Just(Failure::RateLimited { retry_after: None, report: report() }),
        Just(Failure::Unavailable { retry_after: None, report: report() }),
    ];
    let wait = prop::option::of(prop_oneof![3 => -5_000_i64..90_000, 1 => 90_000_i64..100_000_000]);
    prop_oneof![
        5 => code.prop_map(Outcome::Code),
        2 => other_failure.prop_map(|failure| Outcome::Failure(failure, None)),
        2 => (with_wait, wait).prop_map(|(failure, wait)| Outcome::Failure(failure, wait)),
    ]
}

pub fn event() -> impl Strategy<Value = Event> {
    let jump = prop_oneof![-3_000_i64..3_000, -7_200_000_i64..7_200_000];
    let sleep = prop_oneof![1_i64..3_000, 1_i64..7_200_000];
    let travel = || prop_oneof![4 => 0_i64..3_000, 1 => 0_i64..10_000];
    let share = || 0_i64..=100;
    prop_oneof![
        6 => (outcome(), travel(), any::<bool>(), share())
            .prop_map(|(outcome, travel, dated, share)| Event::Answer { outcome, travel, dated, share }),
        4 => prop_oneof![1_i64..3_000, 1_i64..40_000, 1_i64..700_000].prop_map(Event::Passes),
        1 => sleep.prop_map(Event::Sleeps),
        1 => jump.prop_map(Event::ClockSet),
        1 => Just(Event::Rebased),
        1 => (travel(), share()).prop_map(|(travel, share)| Event::Probe { travel, share }),
        2 => (any::<bool>(), any::<bool>())
            .prop_map(|(visible, online)| Event::PageState(visible, online)),
        1 => Just(Event::PageState(true, true)),
        2 => Just(Event::ManualRequest),
        1 => Just(Event::Invalidated),
        1 => prop::option::of(prop_oneof![0_i64..60_000, Just(60_000)]).prop_map(Event::RepeatInterval),
    ]
}
