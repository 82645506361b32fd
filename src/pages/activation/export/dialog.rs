use std::sync::Arc;

use latchkey_core::activation_code::{CodeState, ExportWords, to_csv};
use leptos::prelude::*;

use crate::{
    browser::download,
    components::{Dialog, Icon, IconName, Notice},
    i18n::{Key, texts},
    pages::{
        activation::list_state::{Id, ListState},
        lock::IdleLock,
    },
};

/// The name of the file, which does not contain the user.
const FILE_NAME: &str = "activation-codes.csv";
const MEDIA_TYPE: &str = "text/csv;charset=utf-8";

/// The dialog that asks what the file of the selected codes is to contain, while it is open.
#[component]
pub fn ExportPlace(
    /// The list.
    state: ListState,
    /// The entries that are listed.
    chosen: Memo<Arc<[Id]>>,
    /// The tenant.
    tenant: String,
) -> impl IntoView {
    let dialog =
        move || state.exporting.get().then(|| view! { <ExportDialog state chosen tenant=tenant.clone() /> });
    view! { <div class="large-place">{dialog}</div> }
}

/// Says what is in the file and where it stays, and asks whether the codes are to be in it.
#[component]
fn ExportDialog(
    /// The list.
    state: ListState,
    /// The entries that are listed.
    chosen: Memo<Arc<[Id]>>,
    /// The tenant.
    tenant: String,
) -> impl IntoView {
    let t = texts();
    // The codes that were selected when the dialog was opened: it is about no others.
    let ids = StoredValue::new(state.picked_in_order(&chosen.get_untracked()));
    let count = ids.with_value(Vec::len);
    let tenant = StoredValue::new(tenant);
    let save = move |with_codes: bool| {
        let (Some(ids), Some(tenant)) = (ids.try_get_value(), tenant.try_get_value()) else { return };
        let is_saved = save_file(state, &ids, &tenant, with_codes);
        state.picked_message.set(if is_saved {
            t.fill(Key::ExportSaved, &[("name", FILE_NAME)])
        } else {
            t.say(Key::ExportNotSaved).to_owned()
        });
        state.exporting.set(false);
    };
    view! {
        <Dialog class="export" title=t.say(Key::ExportTitle) on_close=move |()| state.exporting.set(false)>
            <IdleLock />
            <div class="export-body">
                <p>{t.count(Key::ExportContent, count)}</p>
                <p>{t.say(Key::ExportStays)}</p>
                <h3>{t.say(Key::ExportQuestion)}</h3>
                <Notice icon=IconName::Trouble text=t.say(Key::ExportWarning) />
                <div class="actions">
                    <button type="button" class="button" on:click=move |_| save(false)>
                        <Icon name=IconName::Save />
                        {t.say(Key::ExportWithout)}
                    </button>
                    <button type="button" class="button secondary" on:click=move |_| save(true)>
                        {t.say(Key::ExportWith)}
                    </button>
                </div>
            </div>
        </Dialog>
    }
}

/// Hands the file over to the browser. Returns whether that was possible.
fn save_file(state: ListState, ids: &[Id], tenant: &str, with_codes: bool) -> bool {
    let (t, now) = (state.t, state.app.clock.now());
    let entries: Vec<_> = ids.iter().filter_map(|id| untrack(|| state.entry(*id))).collect();
    let name_of = |kind: CodeState| {
        t.say(match kind {
            CodeState::Valid => Key::StateValid,
            CodeState::Ending => Key::StateEnding,
            CodeState::NoEnd => Key::StateNoEnd,
            CodeState::Expired => Key::StateExpired,
        })
    };
    let user = untrack(|| state.user());
    let words = ExportWords {
        heads: [
            t.say(Key::UserIdName),
            t.say(Key::TenantName),
            t.say(Key::ListHeadEnd),
            t.say(Key::ListHeadState),
        ],
        code_head: t.say(Key::ListHeadCode),
        user: &user,
        tenant,
        state: &name_of,
    };
    let file = to_csv(&entries, &words, with_codes, now.time, now.error_ms);
    download::save(FILE_NAME, MEDIA_TYPE, file.reveal().as_bytes())
}
