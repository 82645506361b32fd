//! A file of selected entries.

use super::{ActivationCode, Code, CodeState};
use crate::{
    csv::Table,
    secret::Secret,
    time::{End, Timestamp},
};

/// The words of a file, and what all of its rows have in common.
#[derive(Clone, Copy)]
pub struct ExportWords<'a> {
    /// The heads of user, tenant, end and state.
    pub heads: [&'a str; 4],
    /// The head of the codes.
    pub code_head: &'a str,
    /// The user.
    pub user: &'a str,
    /// The tenant.
    pub tenant: &'a str,
    /// Names a state.
    pub state: &'a dyn Fn(CodeState) -> &'static str,
}

impl ActivationCode {
    /// Returns the code if the service shows it and it can still be used at `now`, which may be wrong by up
    /// to `error_ms` milliseconds. Only such a code leaves the page.
    #[must_use]
    pub fn usable_code(&self, now: Timestamp, error_ms: i64) -> Option<&Secret> {
        match &self.code {
            Code::Shown { text, .. } if CodeState::of(self.end, now, error_ms) != CodeState::Expired => {
                Some(text)
            }
            Code::Shown { .. } | Code::Hidden => None,
        }
    }
}

/// Writes entries as CSV: user, tenant, end in UTC, state, and the code if `with_codes` is set. The code of
/// an entry that has expired or is hidden is left empty, and so is an end that is not known.
#[must_use]
pub fn to_csv(
    entries: &[ActivationCode],
    words: &ExportWords<'_>,
    with_codes: bool,
    now: Timestamp,
    error_ms: i64,
) -> Secret {
    let ExportWords { heads, code_head, user, tenant, state } = *words;
    let columns = if with_codes { heads.len() + 1 } else { heads.len() };
    let [user_head, tenant_head, end_head, state_head] = heads;
    let all_heads = [user_head, tenant_head, end_head, state_head, code_head];
    let mut table = Table::new(all_heads.get(..columns).unwrap_or(&all_heads));
    for entry in entries {
        let end = match entry.end {
            End::At(end) => end.to_rfc_3339(),
            End::NotStated | End::Unknown => String::new(),
        };
        let code = entry.usable_code(now, error_ms).map_or("", Secret::reveal);
        let cells = [user, tenant, &end, state(CodeState::of(entry.end, now, error_ms)), code];
        table.push_row(cells.get(..columns).unwrap_or(&cells));
    }
    table.into_text()
}
