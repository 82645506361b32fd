use latchkey_core::{
    refresh::{Activity, Picture, Shows},
    time::Validity,
};

use crate::{
    components::{ENDING_SOON_MS, Mark},
    i18n::Key,
};

/// Returns the state of a pass in a word, with what it means.
pub fn pass_state(picture: &Picture) -> (Mark, Key) {
    let failed = picture.failure.is_some();
    match picture.shows {
        Shows::Nothing if failed => (Mark::Over, Key::StateNone),
        Shows::Nothing => (Mark::Plain, Key::StateLoading),
        Shows::Covered(_) => (Mark::Plain, Key::StateCovered),
        Shows::Code(_) if picture.activity == Activity::Offline => (Mark::Soon, Key::StateOffline),
        Shows::Code(_) if failed => (Mark::Soon, Key::StateNotRefreshed),
        Shows::Code(Validity::Valid { left_ms }) if left_ms <= ENDING_SOON_MS => match picture.activity {
            Activity::Fetching => (Mark::Soon, Key::StateRenewing),
            Activity::Idle | Activity::RetryIn(_) | Activity::HeldFor { .. } | Activity::Offline => {
                (Mark::Soon, Key::StateEnding)
            }
        },
        Shows::Code(Validity::Valid { .. } | Validity::NoEnd) => (Mark::Good, Key::StateValid),
        Shows::Code(Validity::UnknownEnd | Validity::Expired { .. }) => (Mark::Soon, Key::StateEndUnknown),
    }
}
