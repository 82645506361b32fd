//! Renders a pass from the card template of `index.html`.

use latchkey_core::{
    code_text::CodeText,
    countdown::{Ring, animation_delay_ms, clock_face, is_counted_down},
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

/// Card of a pass in the page's shell, where it replaces the skeleton.
pub struct PassCard {
    card: Element,
    skeleton: Element,
}

impl PassCard {
    /// Mounts the card. `left_ms` and `lock_ms` are those of [`crate::code::View::Shown`]. Returns `None` if
    /// the page lacks the template or the skeleton.
    #[must_use]
    pub fn mount(
        plan: &Plan,
        content: &str,
        symbol: &Symbol,
        left_ms: Option<i64>,
        lock_ms: Option<i64>,
    ) -> Option<Self> {
        let template: HtmlTemplateElement = find_in_page("#pass-card")?.unchecked_into();
        let card: Element =
            template.content().first_element_child()?.clone_node_with_deep(true).ok()?.unchecked_into();
        set_text(&card, "h1", &plan.name);
        match &plan.customer {
            Some(customer) => set_text(&card, ".pass-customer bdi", customer),
            None => remove(&card, ".pass-customer"),
        }
        render_symbol(&card, symbol);
        render_code(&card, content);
        if let Some(lock_ms) = lock_ms {
            hide_after(&card, ".qr-panel", "qr-panel expires", lock_ms);
            hide_after(&card, ".code-line", "code-line expires", lock_ms);
        }
        match left_ms {
            Some(left_ms) if is_counted_down(left_ms) => run_ring(&card, left_ms),
            // The app says in words when the code ends.
            _ => remove(&card, ".countdown"),
        }
        let skeleton = find_in_page("#shell .skeleton")?;
        skeleton.replace_with_with_node_1(&card).ok()?;
        let pass_card = Self { card, skeleton };
        pass_card.update_remaining(left_ms);
        Some(pass_card)
    }

    /// Updates the digits of the remaining time, if the card was mounted with them.
    pub fn update_remaining(&self, left_ms: Option<i64>) {
        if let Some(left_ms) = left_ms {
            set_text(&self.card, ".digits", &clock_face(left_ms));
        }
    }
}

impl Drop for PassCard {
    /// Removes the card. If it is still in the page, the skeleton replaces it.
    fn drop(&mut self) {
        let _ = self.card.replace_with_with_node_1(&self.skeleton);
    }
}

/// Renders the symbol with its quiet zone, black on white in every theme: one path on one square. It has no
/// label, because stage one has no texts; screen readers get the code below it.
fn render_symbol(card: &Element, symbol: &Symbol) {
    let side = (symbol.side() + 2 * QUIET_ZONE).to_string();
    if is_larger_than_card(symbol.side()) {
        set_attribute(card, "svg", "class", "qr large");
    }
    set_attribute(card, "svg", "viewBox", &["0 0 ", &side, " ", &side].concat());
    set_style(card, "svg", "--modules", &side);
    set_attribute(card, "rect", "width", &side);
    set_attribute(card, "rect", "height", &side);
    set_attribute(card, "path", "d", &symbol.to_svg_path());
}

/// Renders the code as text. Groups are separated by style only, so that they are not copied with blanks.
fn render_code(card: &Element, content: &str) {
    match CodeText::new(content) {
        CodeText::Grouped(groups) => {
            set_attribute(card, ".code", "class", "code grouped");
            let line = find(card, ".code");
            for group in groups {
                let span = DOCUMENT.with(|document| document.create_element("span"));
                if let (Some(line), Ok(span)) = (&line, span) {
                    span.set_text_content(Some(group));
                    let _ = line.append_child(&span);
                }
            }
        }
        CodeText::Whole { shown, .. } => set_text(card, ".code", &shown),
    }
}

/// Starts the animation of the ring that shows the remaining time.
fn run_ring(card: &Element, left_ms: i64) {
    let Ring { full_ms, elapsed_ms } = Ring::new(left_ms);
    set_style(card, ".hand", "animation-duration", &css_ms(full_ms));
    set_style(card, ".hand", "animation-delay", &css_ms(-elapsed_ms));
}

/// Lets the stylesheet hide a part of the card after `lock_ms` milliseconds, even if no script runs by then.
fn hide_after(card: &Element, selector: &str, classes: &str, lock_ms: i64) {
    set_attribute(card, selector, "class", classes);
    set_style(card, selector, "animation-delay", &css_ms(animation_delay_ms(lock_ms)));
}

fn css_ms(millis: i64) -> String {
    [&millis.to_string(), "ms"].concat()
}

fn find_in_page(selector: &str) -> Option<Element> {
    DOCUMENT.with(|document| document.query_selector(selector)).ok().flatten()
}

fn find(card: &Element, selector: &str) -> Option<Element> {
    card.query_selector(selector).ok().flatten()
}

fn set_text(card: &Element, selector: &str, text: &str) {
    if let Some(element) = find(card, selector) {
        element.set_text_content(Some(text));
    }
}

fn set_attribute(card: &Element, selector: &str, attribute: &str, value: &str) {
    if let Some(element) = find(card, selector) {
        // Fails only for invalid names, and these are constants.
        let _ = element.set_attribute(attribute, value);
    }
}

/// Sets a style property. The `style` attribute is forbidden by the content security policy. The cast also
/// covers SVG elements, which have the same `style` property.
fn set_style(card: &Element, selector: &str, property: &str, value: &str) {
    if let Some(element) = find(card, selector) {
        let _ = element.unchecked_ref::<HtmlElement>().style().set_property(property, value);
    }
}

fn remove(card: &Element, selector: &str) {
    if let Some(element) = find(card, selector) {
        element.remove();
    }
}
