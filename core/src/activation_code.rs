//! A user's activation codes, decoded from KOBIL's "List Activation Codes" and "Create Activation Code".

mod counts;
mod created;
mod dedupe;
mod diff;
mod entry;
mod export;
mod find;
mod image;
mod list_decoder;
mod list_options;
mod lost_zeros;
mod new_code;
mod png;
mod sort_key;
mod state;

pub use counts::StateCounts;
pub use created::{Created, decode_created};
pub use export::{ExportWords, to_csv};
pub use image::{Image, PngBytes};
pub use list_options::{ListOptions, SortOrder};
pub use new_code::{CustomCode, CustomCodeError, NewCode};
pub use png::PngHeader;
pub use state::{CodeState, ENDING_SOON_MS, StateFilter};

use crate::{
    answer::Answer,
    failure::Failure,
    ids::{FoldName, UserName},
    notes::Decoded,
    secret::Secret,
    time::{End, Timestamp, Validity},
};

/// The most entries that are decoded. Those of a longer list are counted only.
pub const MAX_ENTRIES: usize = 10_000;

/// A user's list, sorted by R-K14.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivationCodes {
    /// The user named by the answer, or the requested name if the answer names none (R-K1).
    pub user: String,
    /// The entries: those with an end by soonest end, then those without or with unknown end. Expired entries
    /// are included, because expiry depends on the time at which the list is looked at.
    pub entries: Vec<ActivationCode>,
    /// The number of entries in the answer, duplicates included. If it exceeds [`MAX_ENTRIES`], only so many
    /// were decoded.
    pub listed_count: usize,
    /// The answer's `codeCount`, if it disagrees with the number of entries (R-K4).
    pub stated_count: Option<u64>,
}

/// One entry of a user's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivationCode {
    /// The code, if the server shows it.
    pub code: Code,
    /// The end of validity.
    pub end: End,
    /// The server's QR image, if one was sent and its header is acceptable (R-K8).
    pub image: Image,
    /// The position in the server's list, from 0; of duplicates, the first one.
    pub position: u32,
    /// The number of entries with this code and end in the server's list (R-K15).
    pub times_listed: usize,
    /// Whether another entry has the same code and another end (R-K15).
    pub has_other_end: bool,
}

/// The value of an activation code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// The code as text, with leading zeros and case kept.
    Shown {
        /// The text.
        text: Secret,
        /// Whether the code came as a number shorter than others, so that leading zeros may be lost (R-K6).
        may_lack_zeros: bool,
    },
    /// A missing, blank or masked code: the server does not show it (R-K7).
    Hidden,
}

/// The entries of a list, split into valid and expired ones at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partition<'a> {
    /// Valid entries by soonest end, then those without or with unknown end. In [`ActivationCodes::entries`]
    /// they follow the expired ones, so the first has the index `expired.len()`.
    pub live: &'a [ActivationCode],
    /// Expired entries, the one that expired first in front.
    pub expired: &'a [ActivationCode],
}

impl ActivationCodes {
    /// Splits the entries into valid and expired ones at `now`, which may be wrong by up to `error_ms`
    /// milliseconds. Uses binary search and copies nothing, so it is cheap enough for each tick of the clock.
    #[must_use]
    pub fn partition(&self, now: Timestamp, error_ms: i64) -> Partition<'_> {
        let is_expired =
            |entry: &ActivationCode| matches!(entry.end.validity(now, error_ms), Validity::Expired { .. });
        let (expired, live) = self.entries.split_at(self.entries.partition_point(is_expired));
        Partition { live, expired }
    }
}

impl ActivationCode {
    /// Merges a duplicate into this entry. An image or a warning that either of them has is kept.
    fn absorb(&mut self, duplicate: Self) {
        self.times_listed += duplicate.times_listed;
        if let (Code::Shown { may_lack_zeros, .. }, Code::Shown { may_lack_zeros: true, .. }) =
            (&mut self.code, duplicate.code)
        {
            *may_lack_zeros = true;
        }
        if !matches!(self.image, Image::Png(_)) && duplicate.image != Image::Absent {
            self.image = duplicate.image;
        }
    }
}

/// Decodes the answer to a list request for `user`. Without `user`, a gateway knows whose codes they are, and
/// an answer may name any user. `fold` serves to compare the name in the answer with `user`.
///
/// ```
/// use latchkey_core::{
///     activation_code::{self, Code},
///     answer::Answer,
///     rule::Rule,
/// };
///
/// let body = r#"{
///     "status": "OK",
///     "data": {
///         "userId": "anna",
///         "activationCodes": [
///             { "activationCode": "1827098", "activationNotAfter": "1586901570" },
///             { "activationCode": "0068493", "activationNotAfter": "0" }
///         ]
///     }
/// }"#;
/// let answer = Answer {
///     status: 200,
///     content_type: Some("application/json".to_owned()),
///     body: body.into(),
///     ..Answer::default()
/// };
/// let user = "anna".parse().expect("a user name");
/// let decoded = activation_code::decode(&answer, Some(&user), str::to_lowercase).expect("a list");
/// assert_eq!(decoded.value.entries.len(), 2);
/// assert!(matches!(&decoded.value.entries[1].code, Code::Shown { text, .. } if text.reveal() == "0068493"));
/// // Zero stands for no end, which is not documented.
/// assert_eq!(decoded.notes[0].rule, Rule::K5);
/// ```
///
/// # Errors
/// Returns the [`Failure`] that the answer means if it has no list, and [`Failure::WrongUser`] if it names
/// another user.
pub fn decode(
    answer: &Answer,
    user: Option<&UserName>,
    fold: FoldName,
) -> Result<Decoded<ActivationCodes>, Failure> {
    match Failure::from_activation_answer(answer) {
        Some(failure) => Err(failure),
        None => list_decoder::decode(answer, user, fold),
    }
}

#[cfg(test)]
mod tests;
