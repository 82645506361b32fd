//! What a page may show, and what the machine is doing meanwhile.

use crate::{
    failure::Failure,
    time::{End, Validity},
};

/// What the page may show now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What is to be seen of the code.
    pub shows: Shows,
    /// What the machine is doing about the next one.
    pub activity: Activity,
    /// Why the last attempt brought nothing; absent after one that did.
    pub failure: Option<Failure>,
    /// The end of the newest code, also of one that is over.
    pub end: Option<End>,
}

/// What is to be seen of the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shows {
    /// There is none.
    Nothing,
    /// The code, and how long it is good for.
    Code(Validity),
    /// There is one, but it must not be seen.
    Covered(Cover),
}

impl Shows {
    /// Whether there is no code, or none that will be seen again: nobody needs to hold it any longer.
    #[must_use]
    pub fn is_over(self) -> bool {
        match self {
            Self::Nothing | Self::Covered(Cover::Ended | Cover::ArrivedExpired | Cover::EndUnknown) => true,
            Self::Covered(Cover::Hidden | Cover::ClockUncertain) | Self::Code(_) => false,
        }
    }
}

/// Why a code must not be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cover {
    /// The page is hidden.
    Hidden,
    /// Its end has passed while it was shown.
    Ended,
    /// It had expired when it came.
    ArrivedExpired,
    /// Its end cannot be read, and it has been shown for a minute.
    EndUnknown,
    /// The device's clocks went apart, so nobody knows yet whether its end has passed.
    ClockUncertain,
}

/// What the machine is doing about the next code. Times in milliseconds from now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// Nothing, or waiting for the time to renew.
    Idle,
    /// A request is under way.
    Fetching,
    /// After a failure the next attempt comes by itself in this time.
    RetryIn(i64),
    /// The server wants to be left alone for this time; then, if `retry`, the next attempt comes by itself.
    HeldFor {
        /// How long.
        millis: i64,
        /// Whether an attempt follows.
        retry: bool,
    },
    /// The device is offline; an attempt follows when it is back.
    Offline,
}
