//! What cannot leave its thread, such as an element, kept for the life of an owner.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    marker::PhantomData,
    rc::Rc,
};

use leptos::prelude::on_cleanup;

/// Everything kept, by number. It is little, so none is searched for long.
type Shelf = Vec<(u64, Rc<dyn Any>)>;

thread_local! {
    static SHELF: RefCell<Shelf> = RefCell::default();
    /// The last number that was given.
    static LAST: Cell<u64> = Cell::default();
}

/// A value that stands as long as the owner that surrounded its making. A copy is the same value; one that is held for
/// longer finds nothing.
///
/// Leptos' own for this ([`StoredValue::new_local`](leptos::prelude::StoredValue::new_local)) asks at each look on which
/// thread it is. A page has one, and what answers that brings along std's allocator beside ours, two kilobytes packed.
pub struct Kept<T> {
    number: u64,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Kept<T> {}

impl<T: 'static> Kept<T> {
    /// Keeps a value. It is dropped when the surrounding owner is cleaned up, and then is gone for whatever has asked to be
    /// told of that later than this.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self { number: put(Rc::new(RefCell::new(value))), kind: PhantomData }
    }

    /// What `work` makes of the value; nothing when it is gone, or is being worked on further out.
    pub fn with<U>(self, work: impl FnOnce(&mut T) -> U) -> Option<U> {
        let kept = find(self.number)?;
        let value: &RefCell<T> = kept.downcast_ref()?;
        Some(work(&mut *value.try_borrow_mut().ok()?))
    }
}

#[inline(never)]
fn put(value: Rc<dyn Any>) -> u64 {
    let number = LAST.get() + 1;
    LAST.set(number);
    SHELF.with_borrow_mut(|shelf| shelf.push((number, value)));
    on_cleanup(move || {
        let gone = SHELF.with_borrow_mut(|shelf| {
            let place = shelf.iter().position(|(other, _)| *other == number)?;
            Some(shelf.swap_remove(place))
        });
        // Only now, for what goes with it may look for others here.
        drop(gone);
    });
    number
}

#[inline(never)]
fn find(number: u64) -> Option<Rc<dyn Any>> {
    SHELF.with_borrow(|shelf| {
        shelf.iter().find(|(other, _)| *other == number).map(|(_, value)| Rc::clone(value))
    })
}
