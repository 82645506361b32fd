use latchkey_core::{
    connection::{Installation, Subject},
    ids::UserName,
    request::{ImageWish, QrType},
    route::Route,
};
use leptos::prelude::*;

use super::bar::arrangement;
use crate::{
    browser::address,
    components::{Keyboard, Symbol, notice, user_name_problem},
    context::AppContext,
    dom::{El, el},
    i18n::{Key, Texts, texts},
    pages::lookup_form::LookupForm,
};

/// Whose codes, and which options. Every choice but those of the device is an address.
pub fn request_options(app: AppContext, here: Route, subject: Subject, usual: Installation) -> El {
    let t = texts();
    let Route::Activation { user, images, installation, .. } = here.clone() else { return el("section") };
    let first = user.as_ref().map(UserName::to_string).unwrap_or_default();
    let slash = user.as_ref().is_some_and(UserName::holds_slash);
    let slash = slash.then(|| notice(Symbol::Note, t.say(Key::UserSlash)));
    let next = here.clone();
    let ask = (subject == Subject::Named).then(|| {
        let visit = Callback::new(move |text: String| {
            let mut next = next.clone();
            if let (Ok(other), Route::Activation { user, .. }) = (text.parse(), &mut next) {
                *user = Some(other);
                address::visit(&next);
            }
        });
        El::of_view(view! {
            <LookupForm
                label=Key::UserLabel
                hint=Key::UserHint
                initial=first
                keyboard=Keyboard::Email
                validate=user_name_problem
                on_found=visit
            />
        })
    });
    let fold = el("details").class("option-fold").child(el("summary").say(t, Key::OptionTitle));
    // What is not as usual must not be hidden away.
    let plain = images == ImageWish::default() && installation.is_none();
    let fold = if plain { fold } else { fold.attr("open", "") };
    let opened = RwSignal::new(false);
    let chosen = move |opened: bool| opened.then(|| options(app, here.clone(), usual));
    let fold = fold.part(move || opened.get(), chosen).on("toggle", move |_| opened.set(true));
    el("section").class("card form wanted").children(ask).children(slash).child(fold)
}

/// What can be chosen besides: how the codes are asked for, and what this device does with them.
#[must_use]
fn options(app: AppContext, here: Route, usual: Installation) -> El {
    let t = texts();
    let Route::Activation { images, installation, .. } = here.clone() else { return el("div") };
    let go = move |images: ImageWish, installation: Option<Installation>| {
        let mut next = here.clone();
        if let Route::Activation { images: now, installation: form, arrangement: kept, .. } = &mut next {
            (*now, *form, *kept) = (images, installation, untrack(|| arrangement(app)));
            address::visit(&next);
        }
    };
    let (go_format, go_form) = (go.clone(), go.clone());
    let formats = [(QrType::Normal, Key::OptionFormatNormal), (QrType::Mpower, Key::OptionFormatMpower)];
    let formats = formats.map(|(format, name)| option(t, format.as_str(), name, images.format == format));
    let formats = el("select").children(formats).on_value("change", move |word| {
        let format = if word == QrType::Mpower.as_str() { QrType::Mpower } else { QrType::Normal };
        go_format(ImageWish { format, ..images }, installation);
    });
    let shown = installation.unwrap_or(usual);
    let forms = [(Installation::Ssms, "ssms", Key::FormSsms), (Installation::Shift, "shift", Key::FormShift)];
    let forms = forms.map(|(form, word, name)| option(t, word, name, shown == form));
    let forms = el("select").children(forms).on_value("change", move |word| {
        let form = if word == "shift" { Installation::Shift } else { Installation::Ssms };
        go_form(images, (form != usual).then_some(form));
    });
    let pictures = tick(
        t,
        Key::OptionImages,
        move || images.wanted,
        move |wanted| {
            go(ImageWish { wanted, ..images }, installation);
        },
    );
    let (open, minute) = (app.preferences.codes_open, app.preferences.every_minute);
    el("div")
        .class("options")
        .child(el("label").child(el("span").say(t, Key::OptionFormat)).child(formats))
        .child(el("label").child(el("span").say(t, Key::FormInstallation)).child(forms))
        .child(pictures)
        .child(preference(t, Key::OptionOpen, open))
        .child(preference(t, Key::OptionMinute, minute))
}

fn option(t: Texts, word: &str, name: Key, chosen: bool) -> El {
    let option = el("option").attr("value", word).say(t, name);
    if chosen { option.attr("selected", "") } else { option }
}

fn preference(t: Texts, name: Key, chosen: RwSignal<bool>) -> El {
    tick(t, name, move || chosen.get_untracked(), move |ticked| chosen.set(ticked))
}

fn tick(t: Texts, name: Key, ticked: impl Fn() -> bool, hear: impl FnMut(bool) + 'static) -> El {
    let tick = el("input").attr("type", "checkbox");
    let tick = if ticked() { tick.attr("checked", "") } else { tick };
    el("label").class("check").child(tick.on_tick(hear)).child(el("span").say(t, name))
}
