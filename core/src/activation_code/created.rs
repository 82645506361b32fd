//! The answer to a request that creates a code.

use super::{ActivationCode, list_decoder};
use crate::{
    answer::Answer,
    failure::Failure,
    ids::{FoldName, UserName},
    notes::{Decoded, Notes},
};

/// A code that was created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// The user named by the answer, or the requested name if the answer names none (R-K1).
    pub user: String,
    /// The code, hidden if it is secret. `None` if the answer lists no code, or several without saying which
    /// one is new; the user's list then has it.
    pub entry: Option<ActivationCode>,
}

/// Decodes the answer to a request that creates a code for `user`. The same rules apply as for a list, and an
/// empty 2xx means that the code was created.
///
/// # Errors
/// Returns the [`Failure`] that the answer means, in the sense of [`Failure::while_creating`].
pub fn decode_created(
    answer: &Answer,
    user: Option<&UserName>,
    fold: FoldName,
) -> Result<Decoded<Created>, Failure> {
    if let Some(failure) = Failure::from_activation_answer(answer) {
        return Err(failure.while_creating());
    }
    if answer.is_empty() {
        let user = user.map(UserName::to_string).unwrap_or_default();
        return Ok(Notes::default().finish(Created { user, entry: None }));
    }
    let Decoded { value: list, notes, further_notes } =
        list_decoder::decode(answer, user, fold).map_err(Failure::while_creating)?;
    let mut entries = list.entries.into_iter();
    let entry = entries.next().filter(|_| entries.next().is_none());
    Ok(Decoded { value: Created { user: list.user, entry }, notes, further_notes })
}
