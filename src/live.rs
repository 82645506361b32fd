//! The one kind of signal of the app.

use std::{any::Any, marker::PhantomData};

use leptos::prelude::{RwSignal, Set, Track, Update, WithUntracked};

/// A value of any kind. Its kind is known where it is made and read, and nowhere between.
type Held = Box<dyn Any + Send + Sync>;

/// A signal: a value that views follow. A copy is the same signal.
///
/// Leptos compiles all that a signal does for each kind of value anew, a kilobyte and more for each. This is the
/// same signal, compiled once for all kinds; what there is for each is the step from [`Held`] to the value.
pub struct Live<T> {
    signal: RwSignal<Held>,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Live<T> {}

impl<T: Send + Sync + 'static> Live<T> {
    /// A signal with a first value. It ends with the surrounding owner.
    #[must_use]
    pub fn new(value: T) -> Self {
        Self { signal: hold(Box::new(value)), kind: PhantomData }
    }

    /// Another value.
    pub fn set(self, value: T) {
        put(self.signal, Box::new(value));
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let mut change = Some(change);
        touch(self.signal, &mut |held| {
            if let (Some(value), Some(change)) = (held.downcast_mut(), change.take()) {
                change(value);
            }
        });
    }

    /// What `see` says of the value, which is followed; nothing when the signal has ended.
    pub fn try_with<U>(self, see: impl FnOnce(&T) -> U) -> Option<U> {
        track(self.signal);
        self.try_with_untracked(see)
    }

    /// What `see` says of the value as it is now; nothing when the signal has ended.
    pub fn try_with_untracked<U>(self, see: impl FnOnce(&T) -> U) -> Option<U> {
        let (mut see, mut seen) = (Some(see), None);
        look(self.signal, &mut |held| {
            seen = held.downcast_ref().zip(see.take()).map(|(value, see)| see(value));
        });
        seen
    }

    /// What `see` says of the value, which is followed. Only for signals that stand.
    pub fn with<U>(self, see: impl FnOnce(&T) -> U) -> U {
        self.try_with(see).unwrap_or_else(ended)
    }

    /// What `see` says of the value as it is now. Only for signals that stand.
    pub fn with_untracked<U>(self, see: impl FnOnce(&T) -> U) -> U {
        self.try_with_untracked(see).unwrap_or_else(ended)
    }
}

impl<T: Clone + Send + Sync + 'static> Live<T> {
    /// The value, which is followed. Only for signals that stand.
    #[must_use]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value as it is now. Only for signals that stand.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

fn ended<U>() -> U {
    unreachable!("a signal was read after its owner had ended")
}

#[inline(never)]
fn hold(held: Held) -> RwSignal<Held> {
    RwSignal::new(held)
}

/// A signal that has ended takes no value, and nobody minds: what it belonged to is gone.
#[inline(never)]
fn put(signal: RwSignal<Held>, held: Held) {
    let _ = signal.try_set(held);
}

#[inline(never)]
fn touch(signal: RwSignal<Held>, change: &mut dyn FnMut(&mut (dyn Any + Send + Sync))) {
    let _ = signal.try_update(|held| change(&mut **held));
}

#[inline(never)]
fn track(signal: RwSignal<Held>) {
    signal.track();
}

#[inline(never)]
fn look(signal: RwSignal<Held>, see: &mut dyn FnMut(&(dyn Any + Send + Sync))) {
    let _ = signal.try_with_untracked(|held| see(&**held));
}
