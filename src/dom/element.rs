use std::cell::RefCell;

use leptos::prelude::document;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, Node};

use super::reactive;
use crate::i18n::{Key, Texts};

/// An element under construction, or one that stands. A copy is the same element.
///
/// One number wide, so that a chain of calls stays small: none of them is inlined, and none can fail, because the
/// browser refuses none of the fixed names used here.
#[derive(Clone)]
pub struct El(Element);

/// A new HTML element.
#[must_use]
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(document().create_element(tag).unwrap_or_else(JsCast::unchecked_into))
}

/// A new SVG element.
#[must_use]
#[inline(never)]
pub fn svg(tag: &'static str) -> El {
    let made = document().create_element_ns(Some("http://www.w3.org/2000/svg"), tag);
    El(made.unwrap_or_else(JsCast::unchecked_into))
}

impl El {
    /// Wraps an element that stands already.
    #[must_use]
    pub fn standing(element: Element) -> Self {
        Self(element)
    }

    /// Sets an attribute.
    #[must_use]
    #[inline(never)]
    pub fn attr(self, name: &str, value: &str) -> Self {
        self.set(name, Some(value));
        self
    }

    /// Sets the class.
    #[must_use]
    #[inline(never)]
    pub fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    /// Puts one more class on.
    #[must_use]
    pub fn add_class(self, name: &str) -> Self {
        // A class name without blanks is never refused.
        let _ = self.0.class_list().add_1(name);
        self
    }

    /// Lets the focus be moved here, though not by the Tab key.
    #[must_use]
    #[inline(never)]
    pub fn focusable(self) -> Self {
        self.attr("tabindex", "-1")
    }

    /// Appends text.
    #[must_use]
    #[inline(never)]
    pub fn text(self, text: &str) -> Self {
        self.append(&document().create_text_node(text));
        self
    }

    /// Appends a text of the catalog.
    #[must_use]
    #[inline(never)]
    pub fn say(self, t: Texts, key: Key) -> Self {
        self.text(t.say(key))
    }

    /// Appends an element.
    #[must_use]
    #[inline(never)]
    pub fn child(self, child: El) -> Self {
        let El(child) = child;
        self.append(&child);
        self
    }

    /// Appends elements, or the one there may be.
    #[must_use]
    pub fn children(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Keeps an attribute in step with what `value` says; it is absent while that is nothing.
    #[must_use]
    pub fn live_attr(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Self {
        let this = self.clone();
        reactive::follow(Box::new(value), Box::new(move |value| this.set(name, value)));
        self
    }

    /// Appends text that stays in step with what `text` says.
    #[must_use]
    pub fn live_text(self, text: impl Fn() -> String + 'static) -> Self {
        let node = document().create_text_node("");
        self.append(&node);
        let write = move |text: Option<&str>| node.set_data(text.unwrap_or_default());
        reactive::follow(Box::new(move || Some(text())), Box::new(write));
        self
    }

    /// Puts a class on while `on` says so.
    #[must_use]
    pub fn live_class(self, name: &'static str, on: impl Fn() -> bool + 'static) -> Self {
        let this = self.clone();
        let write = move |on: Option<&str>| {
            // A class name without blanks is never refused.
            let _ = this.0.class_list().toggle_with_force(name, on.is_some());
        };
        reactive::follow(Box::new(move || on().then(String::new)), Box::new(write));
        self
    }

    /// Keeps what stands in an input, or which of its options a list shows, in step with what `value` says, without
    /// moving the caret while it does.
    #[must_use]
    pub fn live_value(self, value: impl Fn() -> String + 'static) -> Self {
        // A list of options has a value of the same name; options have to stand by now.
        let input: HtmlInputElement = self.0.clone().unchecked_into();
        let write = move |value: Option<&str>| {
            if let Some(value) = value
                && input.value() != value
            {
                input.set_value(value);
            }
        };
        reactive::follow(Box::new(move || Some(value())), Box::new(write));
        self
    }

    /// Keeps a box ticked while `ticked` says so.
    #[must_use]
    pub fn live_checked(self, ticked: impl Fn() -> bool + 'static) -> Self {
        let input: HtmlInputElement = self.0.clone().unchecked_into();
        let write = move |ticked: Option<&str>| input.set_checked(ticked.is_some());
        reactive::follow(Box::new(move || ticked().then(String::new)), Box::new(write));
        self
    }

    /// Appends what `build` makes of what `state` says, and makes it anew whenever that has changed. Only `state`
    /// is followed: what `build` reads in passing is not.
    #[must_use]
    pub fn part<T, I>(self, state: impl Fn() -> T + 'static, build: impl Fn(T) -> I + 'static) -> Self
    where
        T: Clone + PartialEq + 'static,
        I: IntoIterator<Item = El>,
    {
        let last = RefCell::new(None::<T>);
        // The one closure made for each kind of state: what happens around it is compiled once (`reactive::part`).
        let follow = move |replace: reactive::Replace<'_>| {
            let now = state();
            if last.borrow().as_ref() != Some(&now) {
                *last.borrow_mut() = Some(now.clone());
                let mut now = Some(now);
                replace(&mut || now.take().map(|now| build(now).into_iter().collect()).unwrap_or_default());
            }
        };
        self.follow_part(Box::new(follow))
    }

    /// Sets a style property, such as `animation-delay` or `--modules`, the way the content policy allows.
    #[must_use]
    #[inline(never)]
    pub fn style(self, name: &str, value: &str) -> Self {
        self.restyle(name, value);
        self
    }

    /// Hears an event. The listener goes with the element.
    #[must_use]
    pub fn on(self, event: &'static str, hear: impl FnMut(Event) + 'static) -> Self {
        self.listen(event, Box::new(hear))
    }

    /// Hears a click.
    #[must_use]
    pub fn on_click(self, mut hear: impl FnMut() + 'static) -> Self {
        self.on("click", move |_| hear())
    }

    /// Hears what is typed or chosen.
    #[must_use]
    pub fn on_value(self, event: &'static str, mut hear: impl FnMut(String) + 'static) -> Self {
        self.on(event, move |event| {
            let Some(target) = event.target() else { return };
            if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
                hear(input.value());
            } else if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
                hear(select.value());
            }
        })
    }

    /// Hears a box being ticked or not.
    #[must_use]
    pub fn on_tick(self, mut hear: impl FnMut(bool) + 'static) -> Self {
        self.on("change", move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            hear(target.is_some_and(|input| input.checked()));
        })
    }

    /// Hears a form being sent, in place of the browser.
    #[must_use]
    pub fn on_submit(self, mut hear: impl FnMut() + 'static) -> Self {
        self.on("submit", move |event| {
            event.prevent_default();
            hear();
        })
    }

    /// Puts the element before a node that stands; that is never refused.
    pub fn insert_before(&self, node: &Node) {
        if let Some(parent) = node.parent_node() {
            let _ = parent.insert_before(&self.0, Some(node));
        }
    }

    /// The element itself.
    pub(super) fn as_element(&self) -> &Element {
        &self.0
    }

    /// Puts the element before another one that stands, or at the end of `parent` where there is none. What stands
    /// there already is not touched: an element that is moved loses the focus.
    pub fn stand_before(&self, next: Option<&El>, parent: &El) {
        let next = next.map(|El(next)| next);
        if self.0.parent_node().is_none() || self.0.next_element_sibling().as_ref() != next {
            let _ = parent.0.insert_before(&self.0, next.map(AsRef::as_ref));
        }
    }

    /// Sets an attribute of an element that stands.
    pub fn renew(&self, name: &str, value: &str) {
        self.set(name, Some(value));
    }

    /// Sets a style property of an element that stands.
    #[inline(never)]
    pub fn restyle(&self, name: &str, value: &str) {
        // HTML and SVG elements both have a style; only the former has a type for it here.
        let _ = self.0.unchecked_ref::<HtmlElement>().style().set_property(name, value);
    }

    /// Takes the element out of the document.
    pub fn remove(&self) {
        self.0.remove();
    }

    #[inline(never)]
    fn follow_part(self, follow: reactive::Follow) -> Self {
        let end = document().create_text_node("");
        self.append(&end);
        reactive::part(follow, end);
        self
    }

    #[inline(never)]
    fn listen(self, event: &'static str, hear: Box<dyn FnMut(Event)>) -> Self {
        let hear = Closure::wrap(hear).into_js_value();
        let _ = self.0.add_event_listener_with_callback(event, hear.unchecked_ref());
        self
    }

    fn set(&self, name: &str, value: Option<&str>) {
        let _ = match value {
            Some(value) => self.0.set_attribute(name, value),
            None => self.0.remove_attribute(name),
        };
    }

    #[inline(never)]
    fn append(&self, node: &Node) {
        // Refused only for a node that contains the element, which a new one never does.
        let _ = self.0.append_child(node);
    }
}
