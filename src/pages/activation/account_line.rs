use latchkey_core::{
    connection::{Installation, Subject},
    request::{ImageOptions, QrType},
    route::Route,
};
use leptos::{ev::KeyboardEvent, html, prelude::*};

use super::request_options::RequestOptions;
use crate::{
    browser::document,
    components::{CodeText, CopyButton, IconName, Notice, return_focus},
    i18n::{Key, Texts, texts},
};

/// What the form begins with: the field for the user, or the first option.
const FIRST_CONTROL: &str = ".wanted input, .wanted select";

/// Whose codes are listed, in one line: what people enter in the vendor's app besides a code, and a button
/// that opens the form for another user and other options.
#[component]
pub fn AccountLine(
    /// The address of the view, without the list options.
    here: Route,
    /// Whose codes the connection shows.
    subject: Subject,
    /// The connection's own address form.
    default_installation: Installation,
    /// The user; empty while it is not known.
    #[prop(into)]
    user: Signal<String>,
    /// The tenant.
    tenant: String,
) -> impl IntoView {
    let t = texts();
    let button = NodeRef::<html::Button>::new();
    let is_changing = RwSignal::new(false);
    return_focus(button, is_changing.into());
    Effect::new(move || {
        if is_changing.get() {
            request_animation_frame(|| document::focus(FIRST_CONTROL));
        }
    });
    let close_by_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            is_changing.set(false);
        }
    };
    let current_user = Memo::new(move |_| user.get());
    let user_name = move || {
        let text = current_user.get();
        let label = t.say(Key::CopyUser);
        (!text.is_empty()).then(|| view! { <AccountName name=t.say(Key::UserIdName) text label /> })
    };
    let change = if subject == Subject::Named { Key::AccountChange } else { Key::OptionTitle };
    let has_slash = matches!(&here, Route::Activation { user: Some(name), .. } if name.has_slash());
    let slash_notice = has_slash.then(|| view! { <Notice icon=IconName::Note text=t.say(Key::UserSlash) /> });
    // Options that are not the default must not be hidden away.
    let options = unusual_options(t, &here);
    let form = move || {
        is_changing.get().then(|| {
            view! {
                <div on:keydown=close_by_key>
                    <RequestOptions
                        here=here.clone()
                        subject
                        default_installation
                        on_unchanged=Callback::new(move |()| is_changing.set(false))
                    />
                </div>
            }
        })
    };
    view! {
        <div class="account">
            {user_name} <AccountName name=t.say(Key::TenantName) text=tenant label=t.say(Key::CopyTenant) />
            <p class="quiet account-options">{options}</p>
            <button
                type="button"
                class="quiet-button account-change"
                aria-expanded=move || is_changing.get().to_string()
                on:click=move |_| is_changing.update(|is_changing| *is_changing = !*is_changing)
                node_ref=button
            >
                {t.say(change)}
            </button>
        </div>
        {slash_notice}
        {form}
    }
}

/// One of the names that people enter in the vendor's app, and a button that copies it.
#[component]
fn AccountName(
    /// What it is.
    name: &'static str,
    /// The name itself, shown and copied.
    text: String,
    /// What the button does.
    label: &'static str,
) -> impl IntoView {
    let text = latchkey_core::secret::Secret::new(text);
    view! {
        <div class="account-name">
            <p>
                <span class="quiet">{name}</span>
                " "
                <CodeText code=text.clone() />
            </p>
            <CopyButton text label is_compact=true />
        </div>
    }
}

/// Returns the options of the request that are not the default, in words.
fn unusual_options(t: Texts, here: &Route) -> String {
    let Route::Activation { images, installation, .. } = here else { return String::new() };
    let ImageOptions { format, is_included } = *images;
    let installation_name = installation.map(|installation| match installation {
        Installation::Ssms => Key::FormSsms,
        Installation::Shift => Key::FormShift,
    });
    let names = [
        (format == QrType::Mpower).then_some(Key::OptionFormatMpower),
        installation_name,
        is_included.then_some(Key::AccountImages),
    ];
    names.into_iter().flatten().map(|name| t.say(name)).collect::<Vec<_>>().join(", ")
}
