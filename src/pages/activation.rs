use latchkey_core::{
    connection::{Connection, Service, Subject},
    ids::{ConnectionId, UserName},
    request::{ImageWish, QrType, Whose},
};

use super::{
    activation_list::{List, code_list},
    ask::Ask,
    gate::gate,
    not_found,
};
use crate::{
    components::{Keyboard, Symbol, notice, user_error},
    dom::{El, el},
    i18n::{Key, texts},
    live::Live,
    route::Route,
    world::World,
};

/// A user's activation codes through one connection; asks first for whatever is still missing.
#[must_use]
pub fn activation(world: &'static World, id: ConnectionId, user: Option<UserName>, images: ImageWish) -> El {
    gate(world, id, "rows", move |connection, refused| {
        let Service::ActivationCodes { base, tenant, installation } = connection.service.clone() else {
            return vec![not_found()];
        };
        let whose = match (connection.subject, &user) {
            (_, Some(user)) => Some(Whose::from(user)),
            (Subject::Me, None) => Some(Whose::me()),
            (Subject::Named, None) => None,
        };
        let list = whose.map(|whose| {
            let list = List {
                base,
                tenant,
                installation,
                whose,
                user: user.clone(),
                images,
                connection: connection.id.clone(),
                language: texts().language(),
                world,
                codes: Live::new(None),
                refused,
            };
            code_list(list)
        });
        let heading = el("h1").focusable().text(&connection.name);
        let mut view = vec![heading, wanted(connection, user.clone(), images)];
        view.extend(list);
        view
    })
}

/// Whose codes, and which options: every choice is an address.
fn wanted(connection: Connection, user: Option<UserName>, images: ImageWish) -> El {
    let t = texts();
    let first = user.as_ref().map(UserName::to_string).unwrap_or_default();
    let subject = connection.subject;
    let slash = user.as_ref().is_some_and(UserName::holds_slash);
    let slash = slash.then(|| notice(Symbol::Note, t.say(Key::UserSlash)));
    let go = move |user: Option<UserName>, images: ImageWish| {
        Route::Activation { connection: connection.id.clone(), user, images }.visit();
    };
    let ask = (subject == Subject::Named).then(|| {
        let go = go.clone();
        let ask = Ask {
            label: Key::UserLabel,
            hint: Key::UserHint,
            first,
            keyboard: Keyboard::Email,
            wrong: |t, text| text.parse::<UserName>().err().map(|error| user_error(t, error)),
        };
        ask.view(move |text| {
            if let Ok(user) = text.parse() {
                go(Some(user), images);
            }
        })
    });
    let (go_format, user_format) = (go.clone(), user.clone());
    let choose_format = move |word: String| {
        let format = if word == "mpower" { QrType::Mpower } else { QrType::Normal };
        go_format(user_format.clone(), ImageWish { format, ..images });
    };
    let option = |format: QrType, name| {
        let option = el("option").attr("value", format.as_str()).say(t, name);
        if images.format == format { option.attr("selected", "") } else { option }
    };
    let formats = el("select")
        .child(option(QrType::Normal, Key::OptionFormatNormal))
        .child(option(QrType::Mpower, Key::OptionFormatMpower))
        .on_value("change", choose_format);
    let tick = el("input").attr("type", "checkbox");
    let tick = if images.wanted { tick.attr("checked", "") } else { tick };
    let tick = tick.on_tick(move |wanted| go(user.clone(), ImageWish { wanted, ..images }));
    let options = el("div")
        .class("options")
        .child(el("label").child(el("span").say(t, Key::OptionFormat)).child(formats))
        .child(el("label").class("check").child(tick).child(el("span").say(t, Key::OptionImages)));
    el("section").class("card form wanted").children(ask).children(slash).child(options)
}
