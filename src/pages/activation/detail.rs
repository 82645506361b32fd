use latchkey_core::activation_code::ActivationCode;
use latchkey_qr::Symbol as Modules;
use leptos::{prelude::*, task::spawn_local};

use super::{
    card::{Life, Remarks, Revealed, shown_text},
    letter::print_letters,
    list_state::{Id, ListState},
    symbol::{entry_symbol, image_deadline},
    visibility::Visibility,
};
use crate::{
    browser::{document, download, share},
    components::{Symbol, button, copy_button, copy_row, icon, notice},
    dom::{El, el},
    i18n::Key,
    pages::bridge::watch,
};

/// What there is to see of the code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Face {
    /// Symbol and text.
    Open,
    /// That it is hidden.
    Covered,
    /// That it has ended.
    Ended,
    /// That it is no longer listed.
    Gone,
}

/// One activation code in front of everything else: the symbol as large as it can be, the code, what the app asks for
/// besides, and everything that can be done with them. It stands open at first, as if somebody had asked to see it, and
/// is hidden when a card's would be.
#[component]
pub fn Detail(
    /// The list.
    state: ListState,
    /// Which.
    id: Id,
    /// Whose.
    user: String,
    /// Tenant.
    tenant: String,
) -> impl IntoView {
    detail(state, id, user, tenant).into_view()
}

fn detail(listing: ListState, id: Id, user: String, tenant: String) -> El {
    let ListState { app, t, .. } = listing;
    let dialog = el("dialog")
        .class("detail")
        .attr("aria-labelledby", "detail-title")
        .on("close", move |_| listing.large.set(None));
    let Some(entry) = untrack(|| listing.entry(id)) else { return dialog };
    // Kept with the view and not in what hears a press: that goes only when the browser tidies up.
    let this = StoredValue::new_local(dialog.clone());
    let shut = move || {
        this.try_update_value(|dialog| dialog.close_dialog());
    };
    // Not before it stands in the document, and before anybody sees that it does.
    spawn_local(async move {
        this.try_update_value(|dialog| dialog.open_dialog());
    });
    let end = entry.end;
    let reveal = Visibility::new(app, end, true, || {});
    let face = move || match (listing.contains(id), reveal.is_over()) {
        (false, _) => Face::Gone,
        (true, true) => Face::Ended,
        (true, false) if reveal.is_shown() => Face::Open,
        (true, false) => Face::Covered,
    };
    let shown = move |face: Face| match face {
        Face::Open => vec![El::of_view(view! { <Revealed state=listing id /> })],
        Face::Covered => covered(Symbol::Eye, t.say(Key::DetailCovered)),
        Face::Ended => covered(Symbol::Over, t.say(Key::CoverEnded)),
        Face::Gone => covered(Symbol::Over, t.say(Key::DetailGone)),
    };
    let head = el("header")
        .class("detail-head")
        .child(el("h2").attr("id", "detail-title").say(t, Key::DetailTitle))
        .child(button("quiet-button", Some(Symbol::Close), t.say(Key::DetailClose)).on_click(shut));
    let rows =
        [(Key::UserIdName, user.clone(), Key::CopyUser), (Key::TenantName, tenant.clone(), Key::CopyTenant)];
    let rows = rows.into_iter().filter(|(_, text, _)| !text.is_empty());
    let rows = rows.map(|(name, text, copy)| copy_row(t.say(name), text, t.say(copy)));
    let type_these = el("dl").class("type-these").children(rows);
    let names = StoredValue::new((user, tenant));
    let good = move || matches!(face(), Face::Open | Face::Covered);
    let seen = move |good: bool| {
        let entry = good.then(|| listing.entry(id)).flatten();
        entry.map(|entry| eye(listing, &entry, reveal))
    };
    let tools = move |good: bool| {
        if good { tools(listing, id, names) } else { Vec::new() }
    };
    let facts = el("div")
        .class("detail-facts")
        .part(good, seen)
        .child(
            el("p")
                .class("notice own-screen")
                .child(icon(Symbol::Note))
                .child(el("span").say(t, Key::DetailOwnScreen)),
        )
        .child(type_these)
        .child(El::of_view(view! { <Life end /> }))
        .view(view! { <Remarks entry=entry.clone() /> })
        .part(good, tools);
    let body =
        el("div").class("detail-body").child(el("div").class("detail-code").part(face, shown)).child(facts);
    // The space around what is in it belongs to the dialog as well: only what is pressed beside it is.
    let inside = el("div").class("detail-inside").child(watch()).child(head).child(body);
    dialog.child(inside).on("click", move |event| {
        if event.target() == event.current_target() {
            shut();
        }
    })
}

/// In the place of symbol and text: why they are not there.
fn covered(symbol: Symbol, words: &str) -> Vec<El> {
    vec![el("div").class("qr-panel covered").child(icon(symbol)).child(el("p").text(words))]
}

/// What hides the code or shows it again, and what copies it.
fn eye(listing: ListState, entry: &ActivationCode, reveal: Visibility) -> El {
    let ListState { app, t, .. } = listing;
    let code = shown_text(entry);
    let (show, hide) =
        if code.is_some() { (Key::CardShow, Key::CardHide) } else { (Key::CardShowQr, Key::CardHideQr) };
    let label = move || t.say(if reveal.is_shown() { hide } else { show }).to_owned();
    let show = move |always: bool| {
        let show = button("quiet-button", Some(Symbol::Eye), "");
        (!always).then(|| show.live_text(label).on_click(move || reveal.toggle()))
    };
    el("div")
        .class("card-actions")
        .part(move || app.preferences.codes_open.get(), show)
        .children(code.map(|code| copy_button(code, t.say(Key::CopyCode))))
}

/// What else can be done with the code: hand it on, save the symbol, print a letter.
fn tools(listing: ListState, id: Id, names: StoredValue<(String, String)>) -> Vec<El> {
    let t = listing.t;
    let said = RwSignal::new(String::new());
    let sharing = RwSignal::new(false);
    let tool = |symbol: Symbol, key: Key| button("quiet-button", Some(symbol), t.say(key));
    let save = move |picture: bool| {
        spawn_local(async move {
            match entry_symbol(listing, id, image_deadline()).await {
                Ok(modules) => save(&modules, picture),
                Err(why) => said.set(t.say(why).to_owned()),
            }
        });
    };
    let print = move || {
        if let Some((user, tenant)) = names.try_get_value() {
            print_letters(listing, vec![id], user, tenant, said);
        }
    };
    let can_share =
        share::there_is() && untrack(|| listing.entry(id)).as_ref().and_then(shown_text).is_some();
    let share = can_share.then(|| {
        let share = tool(Symbol::Share, Key::DetailShare).attr("id", "share");
        share.live_attr("aria-expanded", move || Some(sharing.get().to_string())).on_click(move || {
            sharing.update(|sharing| *sharing = !*sharing);
            focus_soon("#share-warning");
        })
    });
    let actions = el("div")
        .class("card-actions")
        .children(share)
        .child(tool(Symbol::Save, Key::DetailSvg).on_click(move || save(false)))
        .child(tool(Symbol::Save, Key::DetailPng).on_click(move || save(true)))
        .child(tool(Symbol::Print, Key::DetailPrint).on_click(print));
    let warning = move |sharing_now: bool| {
        sharing_now.then(|| {
            let done = move || {
                sharing.set(false);
                focus_soon("#share");
            };
            let hand_on = move || {
                if let (Some(entry), Some((user, tenant))) =
                    (untrack(|| listing.entry(id)), names.try_get_value())
                    && let Some(code) = shown_text(&entry)
                {
                    let line = |key, text: &str| [t.say(key), ": ", text, "\n"].concat();
                    let lines = [
                        line(Key::UserIdName, &user),
                        line(Key::TenantName, &tenant),
                        line(Key::DetailTitle, code.reveal()),
                    ];
                    share::text(lines.concat().trim_end());
                }
                done();
            };
            let words = notice(Symbol::Trouble, t.say(Key::DetailShareWarning)).attr("id", "share-warning");
            let choice = el("div")
                .class("actions")
                .child(button("button", None, t.say(Key::DetailShareDo)).on_click(hand_on))
                .child(button("button secondary", None, t.say(Key::DetailShareNot)).on_click(done));
            el("div").class("share-warning").child(words.focusable()).child(choice)
        })
    };
    let said = el("p").class("quiet detail-said").attr("role", "status").live_text(move || said.get());
    vec![actions, el("div").part(move || sharing.get(), warning), said]
}

/// Saves a symbol under a name that does not tell which.
fn save(modules: &Modules, picture: bool) {
    if picture {
        download::save("activation-code.png", "image/png", &modules.to_png());
    } else {
        download::save("activation-code.svg", "image/svg+xml", modules.to_svg().as_bytes());
    }
}

/// Moves the focus to what is about to stand there.
fn focus_soon(selector: &'static str) {
    request_animation_frame(move || document::focus(selector));
}
