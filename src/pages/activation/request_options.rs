use latchkey_core::{
    connection::{Installation, Subject},
    ids::UserName,
    request::{ImageOptions, QrType},
    route::Route,
};
use leptos::prelude::*;

use super::list_options::list_options;
use crate::{
    browser::address,
    components::{Checkbox, IconName, Keyboard, Notice, user_name_problem},
    context::use_app,
    i18n::{Key, texts},
    pages::lookup_form::LookupForm,
};

/// Form for the user and the options of the request. Every choice navigates to an address.
#[component]
pub fn RequestOptions(
    /// The address of the view, without the list options.
    here: Route,
    /// Whose codes the connection shows.
    subject: Subject,
    /// The connection's own address form.
    default_installation: Installation,
) -> impl IntoView {
    let t = texts();
    let Route::Activation { user, images, installation, .. } = here.clone() else { return ().into_any() };
    let has_slash = user.as_ref().is_some_and(UserName::has_slash);
    let initial = user.map(|user| user.to_string()).unwrap_or_default();
    let current = here.clone();
    let visit = move |text: String| {
        let mut next = current.clone();
        if let (Ok(other), Route::Activation { user: asked, .. }) = (text.parse(), &mut next) {
            *asked = Some(other);
            address::navigate_to(&next);
        }
    };
    let question = (subject == Subject::Named).then(|| {
        view! {
            <LookupForm
                label=Key::UserLabel
                hint=Key::UserHint
                initial
                keyboard=Keyboard::Email
                validate=user_name_problem
                on_found=visit
            />
        }
    });
    let slash_notice = has_slash.then(|| view! { <Notice icon=IconName::Note text=t.say(Key::UserSlash) /> });
    // Options that are not the default must not be hidden away.
    let is_open = images != ImageOptions::default() || installation.is_some();
    let was_opened = RwSignal::new(false);
    let options =
        move || was_opened.get().then(|| view! { <Options here=here.clone() default_installation /> });
    view! {
        <section class="card form wanted">
            {question} {slash_notice}
            <details class="option-fold" open=is_open on:toggle=move |_| was_opened.set(true)>
                <summary>{t.say(Key::OptionTitle)}</summary>
                {options}
            </details>
        </section>
    }
    .into_any()
}

/// The options of the request.
#[component]
fn Options(
    /// The address of the view, without the list options.
    here: Route,
    /// The connection's own address form.
    default_installation: Installation,
) -> impl IntoView {
    let app = use_app();
    let t = texts();
    let Route::Activation { images, installation, .. } = here.clone() else { return ().into_any() };
    let visit = Callback::new(move |(new_images, new_form): (ImageOptions, Option<Installation>)| {
        let mut next = here.clone();
        if let Route::Activation {
            images: to_images,
            installation: to_form,
            list_options: to_list_options,
            ..
        } = &mut next
        {
            (*to_images, *to_form) = (new_images, new_form);
            *to_list_options = untrack(|| list_options(app));
            address::navigate_to(&next);
        }
    });
    let change_format = move |word: String| {
        let format = if word == QrType::Mpower.as_str() { QrType::Mpower } else { QrType::Normal };
        visit.run((ImageOptions { format, ..images }, installation));
    };
    let change_form = move |word: String| {
        let form = if word == "shift" { Installation::Shift } else { Installation::Ssms };
        visit.run((images, (form != default_installation).then_some(form)));
    };
    let include_images = move |is_included| visit.run((ImageOptions { is_included, ..images }, installation));
    let form = installation.unwrap_or(default_installation);
    let format_option = |format: QrType, name| {
        view! {
            <option value=format.as_str() selected=images.format == format>
                {t.say(name)}
            </option>
        }
    };
    let form_option = |value: &'static str, option_form, name| {
        view! {
            <option value=value selected=form == option_form>
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
            <Checkbox name=Key::OptionImages is_checked=images.is_included on_change=include_images />
        </div>
    }
    .into_any()
}
