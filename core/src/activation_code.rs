//! A user's activation codes, mirrored from KOBIL's "List Activation Codes" and "Create Activation Code".

mod arrangement;
mod carried;
mod choice;
mod created;
mod entry;
mod image;
mod key;
mod new_code;
mod png;
mod reader;
mod state;
mod tidy;

pub use arrangement::{Arrangement, Order};
pub use choice::Counts;
pub use created::{Created, read_created};
pub use image::{Image, PngBytes};
pub use new_code::{NewCode, OwnCode, OwnCodeError};
pub use png::PngHeader;
pub use state::{SOON, State, States};

use crate::{
    answer::Answer,
    failure::Failure,
    ids::UserName,
    notes::Read,
    secret::Secret,
    time::{End, Timestamp, Validity},
};

/// The most entries that are read; of a longer list the rest is counted only.
pub const MOST_ENTRIES: usize = 10_000;

/// A user's list, in the order of R-K14.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivationCodes {
    /// The user as the answer names them; the requested name where it names none (R-K1).
    pub user: String,
    /// The entries: those with an end by soonest end, then without or with unknown end. An entry whose
    /// end has passed stays among them: what is expired is a question for the clock, not for the reader.
    pub entries: Vec<ActivationCode>,
    /// How many entries the answer lists, twins counted one by one. Above [`MOST_ENTRIES`] only the first so
    /// many were read.
    pub listed: usize,
    /// `codeCount`, where it was given and disagrees with the entries listed (R-K4).
    pub stated_count: Option<u64>,
}

/// One entry of a user's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivationCode {
    /// The code, where the server shows it.
    pub code: Code,
    /// When it stops being valid.
    pub end: End,
    /// The server's QR image as PNG bytes, where one came and passed R-K8's cleaning and the gate for its size.
    pub image: Image,
    /// Where it stood in the server's list, counted from 0; of twins, the first of them.
    pub position: u32,
    /// How many exact twins (same code, same end) the list held; 1 for a single entry (R-K15).
    pub listed: usize,
    /// Whether another entry has the same code with another end (R-K15).
    pub other_end: bool,
}

/// The value of an activation code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// The code as text, leading zeros and case intact.
    Shown {
        /// The text.
        text: Secret,
        /// It came as a bare number shorter than its siblings: leading zeros may be lost (R-K6).
        zeros_may_be_lost: bool,
    },
    /// Missing, blank or masked: the server does not show this code (R-K7).
    Hidden,
}

/// A list as the clock sees it, each part in the order of R-K14.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parted<'a> {
    /// Valid by soonest end, then those without or with unknown end. In [`ActivationCodes::entries`] they follow
    /// the expired ones, so the first has position `expired.len()`.
    pub live: &'a [ActivationCode],
    /// Past their end, the longest expired first.
    pub expired: &'a [ActivationCode],
}

impl ActivationCodes {
    /// Parts the entries by what is true at `now`, of which at most `bound_ms` milliseconds are in doubt. Costs
    /// a few comparisons and no copy, so that it may be asked at each tick.
    #[must_use]
    pub fn parted(&self, now: Timestamp, bound_ms: i64) -> Parted<'_> {
        let is_expired =
            |entry: &ActivationCode| matches!(entry.end.validity(now, bound_ms), Validity::Expired { .. });
        let (expired, live) = self.entries.split_at(self.entries.partition_point(is_expired));
        Parted { live, expired }
    }
}

impl ActivationCode {
    /// Takes an exact twin in: what either of them has stays.
    fn absorb(&mut self, twin: Self) {
        self.listed += twin.listed;
        if let (Code::Shown { zeros_may_be_lost, .. }, Code::Shown { zeros_may_be_lost: true, .. }) =
            (&mut self.code, twin.code)
        {
            *zeros_may_be_lost = true;
        }
        if !matches!(self.image, Image::Png(_)) && twin.image != Image::Absent {
            self.image = twin.image;
        }
    }
}

/// Reads the answer to a list request for `asked`; without it a gateway knows whom it was for, and whoever the
/// answer names is right.
///
/// # Errors
/// Every [`Failure`] an answer can mean; [`Failure::WrongUser`] where it names somebody else.
pub fn read(answer: &Answer, asked: Option<&UserName>) -> Result<Read<ActivationCodes>, Failure> {
    match Failure::of_activation(answer) {
        Some(failure) => Err(failure),
        None => reader::read(answer, asked),
    }
}

#[cfg(test)]
mod tests;
