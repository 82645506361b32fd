//! Leptos' views in elements, and elements in Leptos' views, while both are in use.
#![allow(
    missing_docs,
    clippy::must_use_candidate,
    clippy::wildcard_imports,
    clippy::return_self_not_must_use,
    reason = "goes with the last such view"
)]

use leptos::{
    attr::{Attribute, any_attribute::AnyAttribute},
    prelude::*,
    tachys::{
        hydration::Cursor,
        renderer::types,
        view::{Mountable, Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr},
    },
};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{El, el};

impl El {
    /// The one element of a view.
    pub fn of_view(view: impl IntoView + 'static) -> Self {
        let holder = el("div");
        let holder = holder.view(view);
        let first = holder.as_element().first_element_child();
        first.map_or(holder, El::standing)
    }

    /// Appends a view.
    pub fn view(self, view: impl IntoView + 'static) -> Self {
        let mut state = view.into_any().build();
        state.mount(self.as_element(), None);
        StoredValue::new_local(state);
        self
    }

    pub fn into_view(self) -> AnyView {
        ElView(SendWrapper::new(self.as_element().clone())).into_any()
    }
}

struct ElView(SendWrapper<Element>);
struct ElState(Element);

impl Mountable for ElState {
    fn unmount(&mut self) {
        self.0.remove();
    }
    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        let _ = parent.insert_before(&self.0, marker);
    }
    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        if let Some(parent) = self.0.parent_element() {
            child.mount(&parent, Some(self.0.unchecked_ref()));
            return true;
        }
        false
    }
    fn elements(&self) -> Vec<types::Element> {
        vec![self.0.clone()]
    }
}

impl Render for ElView {
    type State = ElState;
    fn build(self) -> ElState {
        ElState(self.0.take())
    }
    fn rebuild(self, state: &mut ElState) {
        let new = self.0.take();
        let _ = state.0.replace_with_with_node_1(&new);
        state.0 = new;
    }
}

impl AddAnyAttr for ElView {
    type Output<A: Attribute> = Self;
    fn add_any_attr<A: Attribute>(self, _: A) -> Self {
        self
    }
}

impl RenderHtml for ElView {
    type AsyncOutput = Self;
    type Owned = Self;
    const MIN_LENGTH: usize = 0;
    fn dry_resolve(&mut self) {}
    async fn resolve(self) -> Self {
        self
    }
    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}
    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> ElState {
        self.build()
    }
    fn into_owned(self) -> Self {
        self
    }
}
