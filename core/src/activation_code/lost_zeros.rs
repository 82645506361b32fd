//! Decides which codes may have lost leading zeros (R-K6).

use super::{ActivationCode, Code};

/// Keeps the warning about lost zeros only on codes that are shorter than another (R-K6).
pub(super) fn keep_justified_warnings(entries: &mut [ActivationCode]) {
    let length = |entry: &ActivationCode| match &entry.code {
        Code::Shown { text, .. } => text.reveal().chars().count(),
        Code::Hidden => 0,
    };
    let has_warning = |entry: &ActivationCode| matches!(entry.code, Code::Shown { may_lack_zeros: true, .. });
    if !entries.iter().any(has_warning) {
        return;
    }
    let max_length = entries.iter().map(length).max().unwrap_or(0);
    for entry in entries {
        let is_shorter = length(entry) < max_length;
        if let Code::Shown { may_lack_zeros, .. } = &mut entry.code {
            *may_lack_zeros &= is_shorter;
        }
    }
}
