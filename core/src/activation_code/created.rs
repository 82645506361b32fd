//! The answer to the making of a code.

use super::{ActivationCode, reader};
use crate::{
    answer::Answer,
    failure::Failure,
    ids::UserName,
    notes::{Notes, Read},
};

/// A code was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// The user as the answer names them; the requested name where it names none (R-K1).
    pub user: String,
    /// The code, hidden where it is secret. Nothing where the answer lists none, or several of which it does not
    /// say which one is new: the list knows.
    pub entry: Option<ActivationCode>,
}

/// Reads the answer to the making of a code for `asked`; without it a gateway knows whom it was for, and whoever
/// the answer names is right. The rules are those of a list. An empty 2xx says that the code was made, and no more.
///
/// # Errors
/// Every [`Failure`] it can mean, in the sense of [`Failure::while_creating`]; [`Failure::WrongUser`] where it names
/// somebody else.
pub fn read_created(answer: &Answer, asked: Option<&UserName>) -> Result<Read<Created>, Failure> {
    if let Some(failure) = Failure::of_activation(answer) {
        return Err(failure.while_creating());
    }
    if answer.is_empty() {
        let user = asked.map(UserName::to_string).unwrap_or_default();
        return Ok(Notes::default().read(Created { user, entry: None }));
    }
    let Read { value, notes, further_notes } =
        reader::read(answer, asked).map_err(Failure::while_creating)?;
    let mut entries = value.entries.into_iter();
    let entry = entries.next().filter(|_| entries.next().is_none());
    Ok(Read { value: Created { user: value.user, entry }, notes, further_notes })
}
