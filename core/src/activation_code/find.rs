//! Searches, filters and sorts the entries of a list.

use super::{
    ActivationCode, ActivationCodes, CodeState, ListOptions, SortOrder,
    sort_key::{SortKey, code_text, indices, sorted_keys},
};
use crate::{pasted, secret::Secret, time::Timestamp};

/// The states in the order of [`ActivationCodes::entries`].
const STATES_IN_ORDER: [CodeState; 4] =
    [CodeState::Expired, CodeState::Ending, CodeState::Valid, CodeState::NoEnd];

impl ActivationCodes {
    /// Returns the positions in [`ActivationCodes::entries`] of the entries that match the filter and the
    /// search text, in the order of `options`. `now` may be wrong by up to `error_ms` milliseconds. Entries
    /// that compare equal keep the server's order, and among expired ones its reverse.
    ///
    /// A code matches if it contains the search text. ASCII case, white space and hyphens are ignored,
    /// because people type codes as they read them. A search such as `Code: "6849 3536".` also finds what it
    /// quotes. An empty search matches every entry, any other search no hidden code.
    #[must_use]
    pub fn find_positions(
        &self,
        options: &ListOptions,
        search: &str,
        now: Timestamp,
        error_ms: i64,
    ) -> Vec<u32> {
        let quoted = pasted::trim_sentence(search);
        let searches = [search, quoted].map(|search| Secret::new(searchable(search).collect()));
        let counts = self.count_states(now, error_ms);
        let mut entries = (0..).zip(&self.entries);
        let mut found = Vec::new();
        let mut expired_count = 0;
        for state in STATES_IN_ORDER {
            let in_state = entries.by_ref().take(counts.of(state));
            if options.states.contains(state) {
                let matching = in_state.filter(|(_, entry)| matches_any(entry, &searches));
                found.extend(matching.map(|(index, _)| index));
            } else {
                in_state.for_each(drop);
            }
            if state == CodeState::Expired {
                expired_count = found.len();
            }
        }
        match options.order {
            SortOrder::End => {
                if let Some(expired) = found.get_mut(..expired_count) {
                    expired.reverse();
                }
                found.rotate_left(expired_count);
                found
            }
            SortOrder::Sent => indices(&sorted_keys(&self.entries, &found, &SortKey::by_position)),
            SortOrder::Code => indices(&sorted_keys(&self.entries, &found, &|entry, index| {
                SortKey::by_code(entry, (0, entry.position.into()), index)
            })),
        }
    }
}

/// Returns whether the code contains the search as it was typed, or what is quoted in it.
fn matches_any(entry: &ActivationCode, [typed, quoted]: &[Secret; 2]) -> bool {
    let is_quoted = !quoted.reveal().is_empty() && quoted != typed;
    matches_search(entry, typed.reveal()) || is_quoted && matches_search(entry, quoted.reveal())
}

fn matches_search(entry: &ActivationCode, search: &str) -> bool {
    if search.is_empty() {
        return true;
    }
    let mut rest = code_text(entry).unwrap_or_default().chars();
    loop {
        let mut candidates = searchable(rest.as_str());
        if search.chars().all(|c| candidates.next() == Some(c)) {
            return true;
        }
        if rest.next().is_none() {
            return false;
        }
    }
}

/// Returns the characters that a search compares: ASCII letters in lower case, without white space, hyphens of
/// any kind and invisible characters.
fn searchable(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| {
            c.is_ascii_alphanumeric()
                || *c != ' '
                    && !pasted::is_invisible(*c)
                    && !matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        })
        .map(|c| c.to_ascii_lowercase())
}
