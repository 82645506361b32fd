use std::cell::{OnceCell, RefCell};

use leptos::{prelude::*, reactive::owner::WeakOwner};
use web_sys::Text;

use super::El;
use leptos::prelude::RwSignal;

/// Says a text, or that there is none.
type Say = Box<dyn Fn() -> Option<String>>;
/// Writes a text where it belongs.
type Write = Box<dyn Fn(Option<&str>)>;

/// Makes the elements of a part.
type Build<'a> = &'a mut dyn FnMut() -> Vec<El>;
/// Puts new elements where those of a part stand.
pub(super) type Replace<'a> = &'a dyn Fn(Build<'_>);
/// Looks at a state and, where it has changed, has the part replaced.
pub(super) type Follow = Box<dyn Fn(Replace<'_>)>;

/// Writes what `say` says, now and whenever it says something else, for the life of the surrounding owner.
pub(super) fn follow(say: Say, write: Write) {
    let last = RefCell::new(None::<Option<String>>);
    run(Box::new(move || {
        let now = say();
        let mut last = last.borrow_mut();
        if last.as_ref() != Some(&now) {
            write(now.as_deref());
            *last = Some(now);
        }
    }));
}

/// Makes a part of a view, which stands before `end`, anew whenever `follow` asks for it. Whatever a making
/// has set up ends with it: its effects, timers and requests go too.
pub(super) fn part(follow: Follow, end: Text) {
    let standing = Standing::new(end);
    run(Box::new(move || follow(&|build| standing.replace(build))));
}

/// What stands in the place of a part, and what keeps it alive.
struct Standing {
    /// The owner of the view around the part. Weak, or they would keep each other.
    around: WeakOwner,
    made: RefCell<Vec<El>>,
    /// Its child, for what the making that stands has set up. Emptied for the next one and not replaced, because an
    /// owner remembers each child that it ever had.
    owner: OnceCell<Owner>,
    /// The empty text behind the part: in the document or nowhere.
    end: Text,
}

impl Standing {
    fn new(end: Text) -> Self {
        let around = Owner::current().unwrap_or_default().downgrade();
        Self { around, made: RefCell::default(), owner: OnceCell::new(), end }
    }

    fn replace(&self, build: Build<'_>) {
        let Some(around) = self.around.upgrade() else { return };
        let owner = self.owner.get_or_init(|| around.child());
        owner.cleanup();
        self.made.borrow().iter().for_each(El::remove);
        let made = owner.with(|| untrack(build));
        for element in &made {
            element.insert_before(&self.end);
        }
        *self.made.borrow_mut() = made;
    }
}

/// Runs `work` now and whenever a signal it has read changes, for the life of the surrounding owner. One kind of
/// effect for the whole app: each kind of its own would be compiled anew.
pub fn effect(work: impl Fn() + 'static) {
    run(Box::new(work));
}

/// A signal that says what `say` says, and tells of it only when that is something else. `first` is what it holds before `say`
/// was asked for the first time, which is at once.
#[must_use]
pub fn memo<T: PartialEq + Send + Sync + 'static>(first: T, say: impl Fn() -> T + 'static) -> RwSignal<T> {
    let memo = RwSignal::new(first);
    keep(memo, Box::new(say));
    memo
}

/// Compiled once for each kind of value, not for each that says one.
fn keep<T: PartialEq + Send + Sync + 'static>(memo: RwSignal<T>, say: Box<dyn Fn() -> T>) {
    run(Box::new(move || {
        let now = say();
        if memo.try_with_untracked(|last| *last != now) == Some(true) {
            memo.set(now);
        }
    }));
}

#[inline(never)]
fn run(work: Box<dyn Fn()>) {
    let effect = RenderEffect::new(move |_| work());
    StoredValue::new(effect);
}
