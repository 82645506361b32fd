use latchkey_core::{
    activation_code::{Arrangement, Counts, Order, State},
    route::Route,
};
use leptos::prelude::*;

use super::list_state::ListState;
use crate::{
    browser::{document, events::hear_here, intl},
    components::{Mark, state_mark},
    context::AppContext,
    dom::{El, el},
    i18n::Key,
};

/// The name of the field in the page.
const FIELD: &str = "search";

/// The orders with their names.
const ORDERS: [(Order, Key); 3] =
    [(Order::End, Key::OrderEnd), (Order::Sent, Key::OrderSent), (Order::Code, Key::OrderCode)];

/// Search, order, and which states are shown: one bar that stays. Order and states are kept in the address; what is
/// searched for is part of a code, and is not.
#[must_use]
pub fn bar(listing: ListState, search: RwSignal<String>, counts: RwSignal<Counts>) -> El {
    let ListState { app, t, .. } = listing;
    let field = el("input")
        .attr("id", FIELD)
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("autocorrect", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", t.say(Key::SearchPlaceholder))
        .attr("aria-label", t.say(Key::SearchLabel))
        .live_value(move || search.get())
        .on_value("input", move |text| search.set(text));
    find_in_page(listing, field.clone());
    let order = move |(order, name): (Order, Key)| el("option").attr("value", order.word()).say(t, name);
    // Told as a value: once somebody has chosen, the browser looks at no attribute of the options any more.
    let orders = el("select")
        .attr("aria-label", t.say(Key::OrderLabel))
        .children(ORDERS.map(order))
        .live_value(move || arrangement(app).order.word().to_owned())
        .on_value("change", move |word| {
            rearrange(app, |arrangement| arrangement.order = Order::of_word(&word).unwrap_or_default());
        });
    let state = move |state: State| {
        let (mark, name) = match state {
            State::Valid => (Mark::Good, Key::StateValid),
            State::Ending => (Mark::Soon, Key::StateEnding),
            State::NoEnd => (Mark::Plain, Key::StateNoEnd),
            State::Expired => (Mark::Over, Key::StateExpired),
        };
        let count = move || intl::number_in_time(t.language(), counts.with(|counts| counts.of(state)));
        el("button")
            .attr("type", "button")
            .class("chip")
            .live_attr("aria-pressed", move || Some(arrangement(app).states.contains(state).to_string()))
            .child(state_mark(mark, t.say(name)))
            .child(el("span").class("chip-count").live_text(count))
            .on_click(move || {
                rearrange(app, |arrangement| arrangement.states = arrangement.states.toggled(state));
            })
    };
    let states = el("div").class("chips").attr("role", "group").attr("aria-label", t.say(Key::FilterLabel));
    let line = el("div").class("list-search").child(field).child(orders);
    el("div").class("list-bar").child(line).child(states.children(State::ALL.map(state)))
}

/// What stands in the page is a small part of a long list, so looking for a text in the page means the search field.
/// Pressed once more, there, the browser's own search opens.
fn find_in_page(listing: ListState, field: El) {
    // What stands behind a code shown large cannot be reached.
    let behind = move || listing.large.try_with_untracked(Option::is_some) == Some(true);
    hear_here(&["keydown"], move |event| {
        let event: &web_sys::KeyboardEvent = wasm_bindgen::JsCast::unchecked_ref(&event);
        let find = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
        if find && event.key().eq_ignore_ascii_case("f") && !field.has_focus() && !behind() {
            event.prevent_default();
            document::focus(FIELD_SELECTOR);
        }
    });
}

/// Finds the field.
const FIELD_SELECTOR: &str = "#search";

/// Puts what was typed elsewhere into the field, and the focus with it.
pub fn type_into_search(search: RwSignal<String>, text: &str) {
    search.update(|search| search.push_str(text));
    document::focus(FIELD_SELECTOR);
}

/// The order and the states of the address. Followed.
#[must_use]
pub fn arrangement(app: AppContext) -> Arrangement {
    app.route.with(|route| match route {
        Route::Activation { arrangement, .. } => *arrangement,
        Route::Home | Route::Access { .. } | Route::NewConnection | Route::About | Route::NotFound => {
            Arrangement::default()
        }
    })
}

/// Changes order or states, and the address with them.
pub fn rearrange(app: AppContext, change: impl FnOnce(&mut Arrangement)) {
    let mut route = app.route.get_untracked();
    if let Route::Activation { arrangement, .. } = &mut route {
        change(arrangement);
        app.rewrite(route);
    }
}
