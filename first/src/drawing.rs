//! The card of the pass: the template of `index.html`, filled in.

use latchkey_core::{
    code_text::CodeText,
    countdown::{Ring, clock_face},
    symbol_size::is_larger_than_card,
};
use latchkey_qr::{QUIET_ZONE, Symbol};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::{Document, Element, HtmlElement, HtmlTemplateElement};

use crate::plan::Plan;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static DOCUMENT: Document;
}

/// A pass in the shell of the page, in the place of its skeleton.
pub struct Drawing {
    card: Element,
    skeleton: Element,
}

impl Drawing {
    /// Puts the pass there. `left_ms` and `lock_ms` are those of [`crate::code::View::Shown`].
    #[must_use]
    pub fn put(
        plan: &Plan,
        content: &str,
        symbol: &Symbol,
        left_ms: Option<i64>,
        lock_ms: Option<i64>,
    ) -> Option<Self> {
        let template: HtmlTemplateElement = find_in_page("#pass-card")?.unchecked_into();
        let card: Element =
            template.content().first_element_child()?.clone_node_with_deep(true).ok()?.unchecked_into();
        text(&card, "h1", &plan.name);
        match &plan.customer {
            Some(customer) => text(&card, ".pass-customer bdi", customer),
            None => remove(&card, ".pass-customer"),
        }
        draw_symbol(&card, symbol);
        write_code(&card, content);
        match (left_ms, lock_ms) {
            (Some(left_ms), Some(lock_ms)) => {
                lock(&card, ".qr-panel", "qr-panel expires", lock_ms);
                lock(&card, ".code-line", "code-line expires", lock_ms);
                run_down(&card, left_ms);
            }
            _ => remove(&card, ".countdown"),
        }
        let skeleton = find_in_page("#shell .skeleton")?;
        skeleton.replace_with_with_node_1(&card).ok()?;
        let drawing = Self { card, skeleton };
        drawing.count(left_ms);
        Some(drawing)
    }

    /// Shows how long the code is still good.
    pub fn count(&self, left_ms: Option<i64>) {
        if let Some(left_ms) = left_ms {
            text(&self.card, ".digits", &clock_face(left_ms));
        }
    }
}

impl Drop for Drawing {
    /// Takes the pass away. Where it is still in the page, its skeleton comes back.
    fn drop(&mut self) {
        let _ = self.card.replace_with_with_node_1(&self.skeleton);
    }
}

/// The symbol: black on white in every theme, with its quiet zone, one path on one square. Its name for
/// people who do not see it is a word, so the code below stands for it until the app comes.
fn draw_symbol(card: &Element, symbol: &Symbol) {
    let side = (symbol.side() + 2 * QUIET_ZONE).to_string();
    if is_larger_than_card(symbol.side()) {
        set(card, "svg", "class", "qr large");
    }
    set(card, "svg", "viewBox", &["0 0 ", &side, " ", &side].concat());
    style(card, "svg", "--modules", &side);
    set(card, "rect", "width", &side);
    set(card, "rect", "height", &side);
    set(card, "path", "d", &symbol.to_svg_path());
}

/// The code as text, in groups by space alone.
fn write_code(card: &Element, content: &str) {
    match CodeText::of(content) {
        CodeText::Grouped(groups) => {
            set(card, ".code", "class", "code grouped");
            let line = find(card, ".code");
            for group in groups {
                let span = DOCUMENT.with(|document| document.create_element("span"));
                if let (Some(line), Ok(span)) = (&line, span) {
                    span.set_text_content(Some(group));
                    let _ = line.append_child(&span);
                }
            }
        }
        CodeText::Whole { shown, .. } => text(card, ".code", &shown),
    }
}

/// The ring runs down evenly.
fn run_down(card: &Element, left_ms: i64) {
    let Ring { full_ms, elapsed_ms } = Ring::new(left_ms);
    style(card, ".hand", "animation-duration", &milliseconds(full_ms));
    style(card, ".hand", "animation-delay", &milliseconds(-elapsed_ms));
}

/// Has the stylesheet hide a part of the card in so many milliseconds, even if nothing here runs any more.
fn lock(card: &Element, selector: &str, classes: &str, lock_ms: i64) {
    set(card, selector, "class", classes);
    style(card, selector, "animation-delay", &milliseconds(lock_ms));
}

fn milliseconds(millis: i64) -> String {
    [&millis.to_string(), "ms"].concat()
}

fn find_in_page(selector: &str) -> Option<Element> {
    DOCUMENT.with(|document| document.query_selector(selector)).ok().flatten()
}

fn find(card: &Element, selector: &str) -> Option<Element> {
    card.query_selector(selector).ok().flatten()
}

fn text(card: &Element, selector: &str, text: &str) {
    if let Some(element) = find(card, selector) {
        element.set_text_content(Some(text));
    }
}

fn set(card: &Element, selector: &str, attribute: &str, value: &str) {
    if let Some(element) = find(card, selector) {
        // Never refused for the fixed names used here.
        let _ = element.set_attribute(attribute, value);
    }
}

/// Sets a style property, in the way the content policy allows. SVG elements have a style too.
fn style(card: &Element, selector: &str, property: &str, value: &str) {
    if let Some(element) = find(card, selector) {
        let _ = element.unchecked_ref::<HtmlElement>().style().set_property(property, value);
    }
}

fn remove(card: &Element, selector: &str) {
    if let Some(element) = find(card, selector) {
        element.remove();
    }
}
