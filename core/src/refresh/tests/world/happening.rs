use super::*;

/// What can happen.
#[derive(Clone, Debug)]
pub enum Happening {
    /// Time, in milliseconds.
    Passes(i64),
    /// The device sleeps.
    Sleeps(i64),
    /// The wall clock is set by so much.
    IsSet(i64),
    /// The page gives up waiting for a sample after a jump.
    Settles,
    /// The site tells the time.
    Probe { travel: i64, share: i64 },
    /// What was asked for ends after so long. Its `Date`, if readable, was stamped after that share of the way.
    Answer { brought: Brought, travel: i64, dated: bool, share: i64 },
    /// Visible, online.
    Surroundings(bool, bool),
    /// A person presses the button.
    ByHand,
    /// Somebody knows that what is held has changed.
    Wanted,
    /// From now on it is to be asked for again after so long, or never.
    Repeats(Option<i64>),
}

/// What a request ended in.
#[derive(Clone, Debug)]
pub enum Brought {
    Code(Code),
    /// With what the server asked for by `Retry-After`, in milliseconds.
    Failure(Failure, Option<i64>),
}

/// The end of a code that came.
#[derive(Clone, Copy, Debug)]
pub enum Code {
    /// So long after the answer was made.
    Lives(i64),
    /// The same as that of the last one.
    Same,
    NoEnd,
    UnknownEnd,
}

impl Brought {
    pub fn life(millis: i64) -> Self {
        Self::Code(Code::Lives(millis))
    }
}

impl Code {
    pub fn end(self, stamped: i64, last: Option<i64>) -> End {
        match (self, last) {
            (Self::Lives(life), _) => end(stamped + life),
            (Self::Same, Some(last)) => end(last),
            (Self::NoEnd | Self::Same, _) => End::NotStated,
            (Self::UnknownEnd, _) => End::Unknown,
        }
    }
}

fn brought() -> impl Strategy<Value = Brought> {
    let code = prop_oneof![
        6 => (1_000_i64..90_000).prop_map(Code::Lives),
        2 => (-60_000_i64..1_000).prop_map(Code::Lives),
        2 => Just(Code::Same),
        1 => Just(Code::NoEnd),
        1 => Just(Code::UnknownEnd),
    ];
    let said_nothing = prop_oneof![
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
        Just(Failure::NotFound(report())),
        Just(Failure::EndpointGone(report())),
        Just(Failure::Invalid(report())),
    ];
    let may_wait = prop_oneof![
        Just(Failure::RateLimited { retry_after: None, report: report() }),
        Just(Failure::Unavailable { retry_after: None, report: report() }),
    ];
    let wait = prop::option::of(prop_oneof![3 => -5_000_i64..90_000, 1 => 90_000_i64..100_000_000]);
    prop_oneof![
        5 => code.prop_map(Brought::Code),
        2 => said_nothing.prop_map(|failure| Brought::Failure(failure, None)),
        2 => (may_wait, wait).prop_map(|(failure, wait)| Brought::Failure(failure, wait)),
    ]
}

pub fn happening() -> impl Strategy<Value = Happening> {
    let jump = prop_oneof![-3_000_i64..3_000, -7_200_000_i64..7_200_000];
    let sleep = prop_oneof![1_i64..3_000, 1_i64..7_200_000];
    let travel = || prop_oneof![4 => 0_i64..3_000, 1 => 0_i64..10_000];
    let share = || 0_i64..=100;
    prop_oneof![
        6 => (brought(), travel(), any::<bool>(), share())
            .prop_map(|(brought, travel, dated, share)| Happening::Answer { brought, travel, dated, share }),
        4 => prop_oneof![1_i64..3_000, 1_i64..40_000, 1_i64..700_000].prop_map(Happening::Passes),
        1 => sleep.prop_map(Happening::Sleeps),
        1 => jump.prop_map(Happening::IsSet),
        1 => Just(Happening::Settles),
        1 => (travel(), share()).prop_map(|(travel, share)| Happening::Probe { travel, share }),
        2 => (any::<bool>(), any::<bool>())
            .prop_map(|(visible, online)| Happening::Surroundings(visible, online)),
        1 => Just(Happening::Surroundings(true, true)),
        2 => Just(Happening::ByHand),
        1 => Just(Happening::Wanted),
        1 => prop::option::of(prop_oneof![0_i64..60_000, Just(60_000)]).prop_map(Happening::Repeats),
    ]
}
