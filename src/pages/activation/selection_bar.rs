use std::sync::Arc;

use leptos::prelude::*;

use super::{
    letter::print_letters,
    list_state::{Id, ListState},
};
use crate::{
    components::{Symbol, button},
    dom::{El, el},
    i18n::Key,
};

/// While codes are being picked: letters of them, and a way to pick all that were chosen.
#[must_use]
pub fn picks(listing: ListState, chosen: RwSignal<Arc<[Id]>>, tenant: &str) -> El {
    let picked = listing.picked;
    let tenant = StoredValue::new(tenant.to_owned());
    let picking_tools = move |picking: bool| picking.then(|| tools(listing, chosen, tenant));
    el("div").part(move || picked.with(Option::is_some), picking_tools)
}

fn tools(listing: ListState, chosen: RwSignal<Arc<[Id]>>, tenant: StoredValue<String>) -> El {
    let (t, picked) = (listing.t, listing.picked);
    let said = RwSignal::new(String::new());
    let count = move || picked.with(|picked| picked.as_ref().map_or(0, Vec::len));
    let none = move || count() == 0;
    let all = move || t.count(Key::PickAll, chosen.with(|chosen| chosen.len()));
    let all = button("quiet-button", Some(Symbol::Tick), "").live_text(all).on_click(move || {
        picked.update(|picked| {
            if let Some(picked) = picked {
                // Those picked before under another search stay.
                let chosen = chosen.get_untracked();
                picked.retain(|id| !chosen.contains(id));
                picked.extend(chosen.iter());
            }
        });
    });
    let print = move || {
        let ids = picked.with_untracked(Option::clone).unwrap_or_default();
        if ids.is_empty() {
            said.set(t.say(Key::PickSome).to_owned());
            return;
        }
        let user = untrack(|| listing.read()).map(|read| read.value.user.clone()).unwrap_or_default();
        print_letters(listing, ids, user, tenant.get_value(), said);
    };
    let print = button("button", Some(Symbol::Print), "")
        .live_text(move || t.count(Key::PickPrint, count()))
        .live_attr("aria-disabled", move || Some(none().to_string()))
        .on_click(print);
    let done = button("quiet-button", None, t.say(Key::PickDone)).on_click(move || picked.set(None));
    let words = el("p").class("quiet").attr("role", "status").live_text(move || said.get());
    let actions = el("div").class("pick-actions").child(print).child(all).child(done);
    el("div").class("picks").child(actions).child(words)
}

/// A box that picks one code, there while codes are being picked.
#[must_use]
pub fn pick_box(listing: ListState, id: Id) -> El {
    let (t, picked) = (listing.t, listing.picked);
    let is_picked = move || picked.with(|picked| picked.as_ref().is_some_and(|picked| picked.contains(&id)));
    let change = move |ticked: bool| {
        picked.update(|picked| {
            if let Some(picked) = picked {
                picked.retain(|other| *other != id);
                picked.extend(ticked.then_some(id));
            }
        });
    };
    let tick = el("input").attr("type", "checkbox").live_checked(is_picked).on_tick(change);
    el("label").class("check pick").child(tick).child(el("span").say(t, Key::PickThis))
}
