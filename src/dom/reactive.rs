use std::cell::RefCell;

use leptos::{prelude::*, reactive::owner::WeakOwner};

use super::El;

/// Says a text, or that there is none.
type Say = Box<dyn Fn() -> Option<String>>;
/// Writes a text where it belongs.
type Write = Box<dyn Fn(Option<&str>)>;

/// A state that differs from the last one, if it does.
type Changed<T> = Box<dyn Fn(Option<&T>) -> Option<T>>;
/// Makes elements of a state.
type Build<T> = Box<dyn Fn(T) -> Vec<El>>;
/// Puts elements where they belong.
type Place = Box<dyn Fn(&[El])>;

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

/// Makes a part of a view anew whenever `changed` has a new state for it. Each making has an owner of its own,
/// which ends with it: its effects, timers and requests go too.
pub(super) fn part<T: Clone + 'static>(changed: Changed<T>, build: Build<T>, place: Place) {
    let last = RefCell::new(None::<T>);
    let standing = Standing::new(place);
    run(Box::new(move || {
        let state = changed(last.borrow().as_ref());
        if let Some(state) = state {
            *last.borrow_mut() = Some(state.clone());
            standing.replace(&mut || build(state.clone()));
        }
    }));
}

/// What stands in the place of a part, and what keeps it alive.
struct Standing {
    /// The owner of the view around the part; each making is its child. Weak, or they would keep each other.
    around: WeakOwner,
    made: RefCell<Vec<El>>,
    owner: RefCell<Option<Owner>>,
    place: Place,
}

impl Standing {
    fn new(place: Place) -> Self {
        let around = Owner::current().unwrap_or_default().downgrade();
        Self { around, made: RefCell::default(), owner: RefCell::default(), place }
    }

    fn replace(&self, build: &mut dyn FnMut() -> Vec<El>) {
        let Some(owner) = self.around.upgrade().map(|around| around.child()) else { return };
        if let Some(before) = self.owner.borrow_mut().replace(owner.clone()) {
            before.cleanup();
        }
        self.made.borrow().iter().for_each(El::remove);
        let made = owner.with(|| untrack(build));
        (self.place)(&made);
        *self.made.borrow_mut() = made;
    }
}

/// Runs `work` now and whenever a signal it has read changes, for the life of the surrounding owner. One kind of
/// effect for the whole app: each kind of its own would be compiled anew.
pub fn effect(work: impl Fn() + 'static) {
    run(Box::new(work));
}

#[inline(never)]
fn run(work: Box<dyn Fn()>) {
    let effect = RenderEffect::new(move |_| work());
    StoredValue::new_local(effect);
}
