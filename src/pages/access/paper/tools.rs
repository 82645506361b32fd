use latchkey_core::{access_code::AccessCode, ids::CustomerId};
use leptos::{prelude::*, task::spawn_local};

use super::printed_pass::PrintedPass;
use crate::{
    browser::print,
    components::{Icon, IconName, ImageFormat, SaveButtons, download_symbol},
    context::{AppContext, use_app},
    i18n::{Key, texts},
    pages::{
        access::{code_panel::symbol_of, shown_pass::ShownPass},
        printout::{self, Printout},
    },
};

/// Prints a static code on a card, or saves its symbol.
#[component]
pub fn PaperTools(
    /// The pass.
    shown: ShownPass,
    /// The name of the pass.
    name: String,
    /// The customer, if the address names one.
    customer: Option<CustomerId>,
    /// Whether the code has a symbol.
    has_symbol: bool,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let message = RwSignal::new(String::new());
    // Read when it is needed, so that nothing here keeps the code.
    let code = move || shown.code.get_untracked().map(|decoded| decoded.value);
    let save = move |format: ImageFormat| {
        let symbol = code().and_then(|code| symbol_of(&code).ok());
        let saved = symbol.and_then(|symbol| download_symbol(&symbol, "access-code", format));
        message.set(match saved {
            Some(file) => t.fill(Key::PaperSaved, &[("name", &file)]),
            None => t.say(Key::PaperNotSaved).to_owned(),
        });
    };
    let print = move |_| {
        if let Some(code) = code() {
            print_card(app, shown, code, name.clone(), customer, message);
        }
    };
    let save_buttons = has_symbol.then(|| view! { <SaveButtons on_save=save /> });
    view! {
        <div class="pass-actions">
            <button type="button" class="quiet-button" on:click=print>
                <Icon name=IconName::Print />
                {t.say(Key::PaperPrint)}
            </button>
            {save_buttons}
        </div>
        <p class="quiet detail-said" role="status" prop:textContent=message />
    }
}

/// Prints a card. It stays until the person uses the page again, locks it, or leaves the pass. `message` is
/// set to why that cannot be done.
fn print_card(
    app: AppContext,
    shown: ShownPass,
    code: AccessCode,
    name: String,
    customer: Option<CustomerId>,
    message: RwSignal<String>,
) {
    let view_state = shown.controller.view_state;
    // In a task: otherwise the owner of the pressed button would own the printout and dispose of it.
    spawn_local(async move {
        // Not over while the page is hidden, as phones hide it behind their print dialog.
        let is_over = move || view_state.try_with(|view| view.display.is_over()) != Some(false);
        let printout = Printout::begin(app, is_over);
        let sheet = move || view! { <PrintedPass code name customer /> }.into_any();
        if printout.add(sheet).is_none() || !printout.show() {
            return;
        }
        if print::open() {
            printout.remove_on_interaction(app.lifecycle.interactions);
        } else {
            let _ = message.try_set(texts().say(Key::LetterNotHere).to_owned());
            printout::remove();
        }
    });
}
