use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use crate::browser::device_clock;
use latchkey_core::{activation_code::ActivationCode, time::End};
use latchkey_qr::Symbol as Modules;
use leptos::{prelude::*, task::spawn_local};

use super::{
    card::{Remarks, shown_text},
    list_state::{Id, ListState},
    symbol::{entry_symbol, image_deadline},
    visibility::is_over,
};
use crate::{
    browser::{intl, print, scheduler::sleep},
    components::{self, Symbol, code_text, icon, no_symbol},
    dom::{El, effect, el},
    i18n::{Key, Texts},
};

/// Letters that are printed at once, at most.
const MOST: usize = 500;
/// Letters are written for no longer than this without a break, in milliseconds.
const SLICE: i64 = 30;

thread_local! {
    static STANDING: RefCell<Option<Letters>> = const { RefCell::new(None) };
    static LAST: Cell<u32> = const { Cell::new(0) };
}

/// Letters that stand in the document, where only a printer sees them, and what keeps them alive.
struct Letters {
    number: u32,
    root: El,
    owner: Owner,
}

/// Prints a letter for each of these entries, or says in `said` why not and how far it has got. What is written is
/// taken away again once it was printed, or when the list goes.
pub fn print_letters(listing: ListState, ids: Vec<Id>, user: String, tenant: String, said: RwSignal<String>) {
    let t = listing.t;
    if ids.len() > MOST {
        said.set(t.fill(Key::LetterTooMany, &[("most", &intl::number(t.language(), MOST))]));
        return;
    }
    let number = begin(listing);
    spawn_local(async move {
        let outcome = write(listing, &ids, (&user, &tenant), said, number).await;
        let words = match outcome {
            Some((0, _)) => t.say(Key::LetterNone).to_owned(),
            Some((_, 0)) => String::new(),
            Some((_, left_out)) => t.count(Key::LetterLeftOut, left_out),
            // Somebody has gone elsewhere meanwhile.
            None => return,
        };
        said.set(words);
        if matches!(outcome, Some((0, _))) {
            take_away();
            return;
        }
        // So that what was said stands there first: the browser may stop everything until it has printed.
        sleep(Duration::ZERO).await;
        if stand(number) && !print::open() {
            said.set(t.say(Key::LetterNotHere).to_owned());
            take_away();
        }
    });
}

/// Takes away what stood there before and gives the next letters a place, not yet in the document.
fn begin(listing: ListState) -> u32 {
    take_away();
    let number = LAST.get().wrapping_add(1);
    if LAST.replace(number) == 0 {
        print::on_end(take_away);
    }
    let ListState { app, t, .. } = listing;
    let owner = Owner::new();
    owner.with(|| {
        let view = untrack(|| app.route.get()).view();
        effect(move || {
            let left = app.lifecycle.left.get() || app.lifecycle.frozen.get();
            if left || app.locked.get() || !listing.is_loaded() || app.route.get().view() != view {
                queue_microtask(take_away);
            }
        });
    });
    let root = el("div").class("letters").attr("lang", t.language());
    STANDING.set(Some(Letters { number, root, owner }));
    number
}

/// Takes the letters away that stand.
fn take_away() {
    if let Some(letters) = STANDING.take() {
        letters.root.remove();
        letters.owner.cleanup();
    }
}

/// Does something with the letters of this number; nothing where they have been taken away.
fn with<T>(number: u32, work: impl FnOnce(&Letters) -> T) -> Option<T> {
    STANDING.with_borrow(|standing| standing.as_ref().filter(|letters| letters.number == number).map(work))
}

/// Puts the letters of this number into the document; whether they are still there.
fn stand(number: u32) -> bool {
    let body = document().body().map(|body| El::standing(body.into()));
    with(number, |letters| body.map(|body| body.child(letters.root.clone()))).is_some()
}

/// Writes the letters a few at a time: how many were written, and how many left out. Nothing where they were taken
/// away meanwhile.
async fn write(
    listing: ListState,
    ids: &[Id],
    names: (&str, &str),
    said: RwSignal<String>,
    number: u32,
) -> Option<(usize, usize)> {
    let ListState { app, t, .. } = listing;
    let from = untrack(|| app.route.get().connection().and_then(|id| app.connections.find(id)));
    let from = from.map(|connection| connection.name).unwrap_or_default();
    let deadline = image_deadline();
    let mut written = 0;
    let mut begun = device_clock::read().steady;
    for (at, id) in ids.iter().enumerate() {
        let modules = entry_symbol(listing, *id, deadline).await;
        let add =
            |letters: &Letters| letters.owner.with(|| add(letters, listing, *id, &modules, &from, names));
        if with(number, add)? {
            written += 1;
        }
        if device_clock::read().steady.saturating_sub(begun) > SLICE {
            let places = [
                ("number", &*intl::number(t.language(), at + 1)),
                ("all", &*intl::number(t.language(), ids.len())),
            ];
            said.set(t.fill(Key::LetterPreparing, &places));
            sleep(Duration::ZERO).await;
            begun = device_clock::read().steady;
        }
    }
    with(number, |_| (written, ids.len() - written))
}

/// Adds the letter of an entry, which goes when the code ends; whether there is anything to write.
fn add(
    letters: &Letters,
    listing: ListState,
    id: Id,
    modules: &Result<Modules, Key>,
    from: &str,
    names: (&str, &str),
) -> bool {
    let ListState { app, t, .. } = listing;
    let Some(entry) = untrack(|| listing.entry(id)) else { return false };
    let end = entry.end;
    let over = move || is_over(end, app.clock.ticking());
    if untrack(over) || (shown_text(&entry).is_none() && modules.is_err()) {
        return false;
    }
    let letter = letter(t, &entry, modules, from, names);
    let _ = letters.root.clone().part(over, move |over| (!over).then(|| letter.clone()));
    true
}

/// One letter: what to do, what to scan, what to type, until when, and what to do with it afterwards.
fn letter(
    t: Texts,
    entry: &ActivationCode,
    modules: &Result<Modules, Key>,
    from: &str,
    (user, tenant): (&str, &str),
) -> El {
    let scan = if modules.is_ok() { Key::LetterStepScan } else { Key::LetterStepType };
    let steps = [Key::LetterStepOpen, scan, Key::LetterStepPassword].map(|step| el("li").say(t, step));
    let symbol = match modules {
        Ok(modules) => components::qr(modules, t.say(Key::CardQr)),
        Err(why) => no_symbol(t.say(*why)),
    };
    let code = match shown_text(entry) {
        Some(code) => code_text(&code),
        None => el("span").say(t, Key::CardHidden),
    };
    let name = |name: &str| el("bdi").attr("translate", "no").text(name);
    let end = match entry.end {
        End::At(end) => intl::whole_moment(t.language(), end.millis()),
        End::NotStated => t.say(Key::EndNotStated).to_owned(),
        End::Unknown => t.say(Key::EndUnknown).to_owned(),
    };
    let rows = [
        (Key::UserIdName, name(user)),
        (Key::TenantName, name(tenant)),
        (Key::DetailTitle, code),
        (Key::LetterEnd, el("span").text(&end)),
    ];
    let rows = rows.map(|(name, value)| el("div").child(el("dt").say(t, name)).child(el("dd").child(value)));
    let destroy = el("p").class("letter-destroy").child(icon(Symbol::Trouble));
    el("article")
        .class("letter")
        .child(el("p").class("letter-from").text(from))
        .child(el("h1").say(t, Key::LetterTitle))
        .child(el("ol").children(steps))
        .child(el("div").class("letter-symbol").child(symbol))
        .child(el("dl").children(rows))
        .view(view! { <Remarks entry=entry.clone() /> })
        .child(destroy.child(el("span").say(t, Key::LetterDestroy)))
}
