use latchkey_core::{
    connection::{Installation, Subject},
    ids::UserName,
    request::{ImageOptions, QrType},
    route::Route,
};
use leptos::{ev::SubmitEvent, prelude::*};

use super::list_options::list_options;
use crate::{
    browser::address,
    components::{Checkbox, Keyboard, user_name_problem},
    context::use_app,
    i18n::{Key, texts},
    pages::lookup_form::LookupForm,
};

/// The options of the request, as chosen in the form.
#[derive(Clone, Copy)]
struct Draft {
    /// Which images are requested.
    images: RwSignal<ImageOptions>,
    /// The address form.
    installation: RwSignal<Installation>,
    /// The connection's own address form.
    default_installation: Installation,
}

/// Form for the user and the options of the request. Submitting it navigates to their address.
#[component]
pub fn RequestOptions(
    /// The address of the view, without the list options.
    here: Route,
    /// Whose codes the connection shows.
    subject: Subject,
    /// The connection's own address form.
    default_installation: Installation,
    /// Called instead if the address would be the same.
    #[prop(optional)]
    on_unchanged: Option<Callback<()>>,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let Route::Activation { user, images, installation, .. } = here.clone() else { return ().into_any() };
    let draft = Draft {
        images: RwSignal::new(images),
        installation: RwSignal::new(installation.unwrap_or(default_installation)),
        default_installation,
    };
    let initial = user.as_ref().map(ToString::to_string).unwrap_or_default();
    let visit = move |next_user: Option<UserName>| {
        let next = draft.apply_to(&here, next_user.clone());
        if next == here
            && let Some(on_unchanged) = on_unchanged
        {
            on_unchanged.run(());
            return;
        }
        let mut next = next;
        if let Route::Activation { list_options: kept, .. } = &mut next
            && next_user == user
        {
            *kept = untrack(|| list_options(app));
        }
        address::navigate_to(&next);
    };
    let is_unusual = images != ImageOptions::default() || installation.is_some();
    let form = if subject == Subject::Named {
        let visit_typed = move |text: String| {
            if let Ok(typed) = text.parse() {
                visit(Some(typed));
            }
        };
        view! {
            <LookupForm
                label=Key::UserLabel
                hint=Key::UserHint
                initial
                keyboard=Keyboard::Email
                validate=user_name_problem
                on_found=visit_typed
            >
                <details class="option-fold" open=is_unusual>
                    <summary>{t.say(Key::OptionTitle)}</summary>
                    <Options draft />
                </details>
            </LookupForm>
        }
        .into_any()
    } else {
        view! { <OptionsForm draft on_submit=move |()| visit(None) /> }.into_any()
    };
    view! { <section class="card form wanted">{form}</section> }.into_any()
}

/// The options alone, where the gateway knows whose codes they are.
#[component]
fn OptionsForm(
    /// Where the options are kept.
    draft: Draft,
    /// Called when the form is submitted.
    #[prop(into)]
    on_submit: Callback<()>,
) -> impl IntoView {
    let t = texts();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form class="ask" on:submit=submit>
            <Options draft />
            <button class="button" type="submit">
                {t.say(Key::AskShow)}
            </button>
        </form>
    }
}

impl Draft {
    /// Returns the address for this user and the chosen options.
    fn apply_to(self, here: &Route, user: Option<UserName>) -> Route {
        let mut next = here.clone();
        if let Route::Activation { user: next_user, images, installation, .. } = &mut next {
            *next_user = user;
            *images = self.images.get_untracked();
            let chosen = self.installation.get_untracked();
            *installation = (chosen != self.default_installation).then_some(chosen);
        }
        next
    }
}

/// The options of the request.
#[component]
fn Options(
    /// Where they are kept.
    draft: Draft,
) -> impl IntoView {
    let t = texts();
    let Draft { images, installation, .. } = draft;
    let ImageOptions { format: initial_format, is_included } = images.get_untracked();
    let initial_form = installation.get_untracked();
    let change_format = move |word: String| {
        let format = if word == QrType::Mpower.as_str() { QrType::Mpower } else { QrType::Normal };
        images.update(|images| images.format = format);
    };
    let change_form = move |word: String| {
        installation.set(if word == "shift" { Installation::Shift } else { Installation::Ssms });
    };
    let include_images = move |is_checked| images.update(|images| images.is_included = is_checked);
    let format_option = |format: QrType, name| {
        view! {
            <option value=format.as_str() selected=initial_format == format>
                {t.say(name)}
            </option>
        }
    };
    let form_option = |value: &'static str, option_form, name| {
        view! {
            <option value=value selected=initial_form == option_form>
                {t.say(name)}
            </option>
        }
    };
    view! {
        <div class="options">
            <label>
                <span>{t.say(Key::OptionFormat)}</span>
                <select on:change:target=move |event| change_format(
                    event.target().value(),
                )>
                    {format_option(QrType::Normal, Key::OptionFormatNormal)}
                    {format_option(QrType::Mpower, Key::OptionFormatMpower)}
                </select>
            </label>
            <label>
                <span>{t.say(Key::FormInstallation)}</span>
                <select on:change:target=move |event| change_form(
                    event.target().value(),
                )>
                    {form_option("ssms", Installation::Ssms, Key::FormSsms)}
                    {form_option("shift", Installation::Shift, Key::FormShift)}
                </select>
            </label>
            <Checkbox name=Key::OptionImages is_checked=is_included on_change=include_images />
        </div>
    }
}
