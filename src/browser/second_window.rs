//! A second window that belongs to the page and is written by it.

use js_sys::Number;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement, HtmlLinkElement, Window};

/// How the second window is opened: without tool bars, as large as a phone.
const FEATURES: &str = "popup,width=480,height=800";
/// What of the root element the stylesheets depend on.
const ROOT_ATTRIBUTES: [&str; 3] = ["lang", "dir", "data-theme"];

/// An open window with an empty document that has the page's stylesheets. Elements in it get no events,
/// because Leptos listens in the page's own window.
#[derive(Clone)]
pub struct SecondWindow(Window);

impl SecondWindow {
    /// Opens the window; `None` if the browser refuses. Must be called while a click is handled.
    #[must_use]
    pub fn open(title: &str) -> Option<Self> {
        let opened = window().open_with_url_and_target_and_features("", "_blank", FEATURES).ok()??;
        let page = opened.document()?;
        page.set_title(title);
        copy_styles(&page);
        let this = Self(opened);
        let _ = this.follow();
        Some(this)
    }

    /// Returns the body of the window's document.
    #[must_use]
    pub fn body(&self) -> Option<HtmlElement> {
        self.0.document()?.body()
    }

    /// Brings theme and pixel size in step with the page and with the screen that the window is on. Returns
    /// false if the window is closed.
    #[must_use = "a closed window stays closed"]
    pub fn follow(&self) -> bool {
        if self.0.closed().unwrap_or(true) {
            return false;
        }
        let own_root = document().document_element();
        let root = self.0.document().and_then(|page| page.document_element());
        if let (Some(own_root), Some(root)) = (own_root, root) {
            for name in ROOT_ATTRIBUTES {
                let _ = match own_root.get_attribute(name) {
                    Some(value) => root.set_attribute(name, &value),
                    None => root.remove_attribute(name),
                };
            }
            // The window has classes of its own for these objects, so a checked cast would fail.
            let style = root.unchecked_into::<HtmlElement>().style();
            let own_style = own_root.unchecked_into::<HtmlElement>().style();
            let accent = own_style.get_property_value("--accent").unwrap_or_default();
            let _ = style.set_property("--accent", &accent);
            // Formatted by the browser: the code that formats floats in Rust is in no other part of the app.
            if let Ok(ratio) = Number::from(self.0.device_pixel_ratio()).to_string_with_radix(10) {
                let _ = style.set_property("--pixel", &format!("calc(1px / {ratio})"));
            }
        }
        true
    }

    /// Closes the window.
    pub fn close(&self) {
        let _ = self.0.close();
    }
}

/// Links the page's stylesheets to another document.
fn copy_styles(page: &Document) {
    let (Some(head), Ok(links)) = (page.head(), document().query_selector_all("link[rel=stylesheet]")) else {
        return;
    };
    for link in (0..links.length()).filter_map(|index| links.get(index)) {
        let Ok(copy) = page.create_element("link") else { continue };
        let _ = copy.set_attribute("rel", "stylesheet");
        let _ = copy.set_attribute("href", &link.unchecked_into::<HtmlLinkElement>().href());
        let _ = head.append_child(&copy);
    }
}
