use latchkey_core::{connection_draft::ConnectionDraft, ids::ConnectionId, pasted};

/// The word for access codes in [`ConnectionDraft::service`].
pub const ACCESS: &str = "access-code";
/// The word for activation codes in [`ConnectionDraft::service`].
pub const ACTIVATION: &str = "activation-codes";
/// The word for SSMS in [`ConnectionDraft::installation`].
pub const SSMS: &str = "ssms";
/// The word for SHIFT in [`ConnectionDraft::installation`].
pub const SHIFT: &str = "shift";

/// Returns what an empty form holds: the first of each choice.
pub fn empty_draft() -> ConnectionDraft {
    ConnectionDraft {
        service: Some(ACCESS.to_owned()),
        installation: Some(SSMS.to_owned()),
        ..ConnectionDraft::default()
    }
}

/// Whether a connection is for access codes.
pub fn is_access(draft: &ConnectionDraft) -> bool {
    draft.service.as_deref() == Some(ACCESS)
}

/// Gives a draft as it was typed an id that is not taken, and removes the fields of the other service.
pub fn complete_draft(
    mut draft: ConnectionDraft,
    is_taken: impl Fn(&ConnectionId) -> bool,
) -> ConnectionDraft {
    let is_access = is_access(&draft);
    if is_access {
        (draft.host, draft.tenant, draft.installation) = (None, None, None);
    } else {
        // A path in place of a host is a gateway's.
        draft.base = draft.host.take_if(|host| pasted::trim(host).starts_with('/'));
    }
    let name = draft.name.take().unwrap_or_default();
    let fallback = if is_access { "gym" } else { "identity" };
    draft.id = ConnectionId::suggest(&name, fallback, is_taken).map(|id| id.to_string());
    draft.name = Some(name).filter(|name| !pasted::trim(name).is_empty());
    draft
}
