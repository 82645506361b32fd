use latchkey_core::{
    countdown::ENDING_SOON_MS,
    refresh::{Activity, Display, ViewState},
    time::Validity,
};

use crate::{components::Mark, i18n::Key};

/// Returns the state of a pass in a word, with what it means.
pub fn pass_state(view_state: &ViewState) -> (Mark, Key) {
    let failed = view_state.failure.is_some();
    match view_state.display {
        Display::Nothing if failed => (Mark::Over, Key::StateNone),
        Display::Nothing => (Mark::Plain, Key::StateLoading),
        Display::Hidden(_) => (Mark::Plain, Key::StateCovered),
        Display::Code(_) if view_state.activity == Activity::Offline => (Mark::Soon, Key::StateOffline),
        Display::Code(_) if failed => (Mark::Soon, Key::StateNotRefreshed),
        Display::Code(Validity::Valid { left_ms }) if left_ms <= ENDING_SOON_MS => {
            match view_state.activity {
                Activity::Fetching => (Mark::Soon, Key::StateRenewing),
                Activity::Idle | Activity::RetryIn(_) | Activity::Blocked { .. } | Activity::Offline => {
                    (Mark::Soon, Key::StateEnding)
                }
            }
        }
        Display::Code(Validity::Valid { .. } | Validity::NoEnd) => (Mark::Good, Key::StateValid),
        Display::Code(Validity::UnknownEnd | Validity::Expired { .. }) => (Mark::Soon, Key::StateEndUnknown),
    }
}
