//! What the palette finds.

use latchkey_core::{
    connection::{Connection, Service, Subject},
    remembered_passes::RememberedPass,
    route::Route,
};
use leptos::prelude::*;

use crate::{
    browser::address,
    components::IconName,
    context::{Action, AppContext, FrameDialog},
    i18n::{Key, Texts},
};

/// What an entry of the palette does.
#[derive(Clone)]
enum Target {
    View(Route),
    Action(Action),
    Dialog(FrameDialog),
    Lock,
}

/// An entry of the palette.
#[derive(Clone)]
pub struct Entry {
    /// Its icon.
    pub icon: IconName,
    /// Its name.
    pub name: String,
    target: Target,
}

impl Entry {
    fn new(icon: IconName, name: impl Into<String>, target: Target) -> Self {
        Self { icon, name: name.into(), target }
    }

    /// Does what the entry names.
    pub fn follow(&self, app: AppContext) {
        match &self.target {
            Target::View(route) => address::navigate_to(route),
            Target::Action(action) => action.run(),
            Target::Dialog(dialog) => app.dialog.set(Some(*dialog)),
            Target::Lock => app.lock(),
        }
    }
}

/// Returns all entries: remembered passes, then what the view offers, then connections and views. Tracked.
pub fn collect_entries(app: AppContext, t: Texts) -> Vec<Entry> {
    let mut entries: Vec<Entry> = app.passes.with(|passes| {
        let entry = |pass: &RememberedPass| {
            Entry::new(IconName::Pass, pass.name.clone(), Target::View(Route::from(pass.id.clone())))
        };
        passes.as_slice().iter().map(entry).collect()
    });
    let action = |action: &Action| Entry::new(IconName::Onward, action.name, Target::Action(*action));
    entries.extend(app.actions.with(|actions| actions.iter().map(action).collect::<Vec<_>>()));
    if app.can_lock() {
        entries.push(Entry::new(IconName::Lock, t.say(Key::LockButton), Target::Lock));
    }
    let connections = app.connections.all();
    let is_for_desk = |one: &&Connection| {
        matches!(one.service, Service::AccessCode { .. }) && one.subject == Subject::Named
    };
    let desk = |one: &Connection| {
        let name = format!("{} · {}", one.name, t.say(Key::DeskTitle));
        Entry::new(IconName::Pass, name, Target::View(Route::Desk { connection: one.id.clone() }))
    };
    let desks: Vec<Entry> = connections.iter().filter(is_for_desk).map(desk).collect();
    let connection = |Connection { id, name, service, .. }: Connection| match service {
        Service::AccessCode { .. } => {
            Entry::new(IconName::Pass, name, Target::View(Route::Access { connection: id, customer: None }))
        }
        Service::ActivationCodes { .. } => {
            Entry::new(IconName::Key, name, Target::View(Route::activation_list(id)))
        }
    };
    entries.extend(connections.into_iter().map(connection));
    entries.extend(desks);
    entries.push(Entry::new(IconName::Pass, t.say(Key::HomeTitle), Target::View(Route::Home)));
    if app.connections.can_add() {
        entries.push(Entry::new(IconName::Plus, t.say(Key::HomeAdd), Target::View(Route::NewConnection)));
    }
    let dialog = |icon, name, dialog| Entry::new(icon, t.say(name), Target::Dialog(dialog));
    entries.push(dialog(IconName::Settings, Key::SettingsTitle, FrameDialog::Settings));
    entries.push(dialog(IconName::Note, Key::KeysTitle, FrameDialog::Keys));
    entries.push(Entry::new(IconName::Note, t.say(Key::AboutTitle), Target::View(Route::About)));
    entries
}
