use latchkey::{
    i18n::Texts,
    pages::{ListState, print_letters},
};
use latchkey_core::request::ImageOptions;
use latchkey_qr::Symbol;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, START};

/// A list of one code, with the image of a symbol of some text.
fn list(code: &str, image: Option<&Symbol>) -> String {
    let url =
        image.map(|symbol| format!(r#","qrImage":"data:image/png;base64,{}""#, base64(&symbol.to_png())));
    let (end, url) = (START / 1000 + 7_200, url.unwrap_or_default());
    format!(
        r#"{{"status":"OK","data":{{"userId":"anna","activationCodes":[{{"activationCode":"{code}","activationNotAfter":"{end}"{url}}}]}}}}"#
    )
}

fn base64(bytes: &[u8]) -> String {
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let btoa: js_sys::Function =
        js_sys::Reflect::get(&js_sys::global(), &"btoa".into()).unwrap().unchecked_into();
    btoa.call1(&JsValue::UNDEFINED, &text.into()).unwrap().as_string().unwrap()
}

fn drawn(page: &Page) -> Option<String> {
    page.find("svg.qr path").and_then(|path| path.get_attribute("d"))
}

async fn shown(query: &str, body: String) -> Page {
    let page =
        Page::open(&format!("#/activation/list/anna?{query}"), move |_| Some((200, body.clone()))).await;
    page.press("Show code").await;
    // The browser decodes when it likes.
    page.wait(300).await;
    page
}

#[wasm_bindgen_test]
async fn an_mpower_symbol_is_the_servers_module_for_module() {
    let symbol = Symbol::encode("https://mpower.example/?code=1827098&user=anna").unwrap();
    let page = shown("qr=true&format=mpower", list("1827098", Some(&symbol))).await;
    assert_eq!(drawn(&page), Some(symbol.to_svg_path()));
    assert_eq!(page.count("img, canvas"), 0);
}

#[wasm_bindgen_test]
async fn an_mpower_symbol_is_never_made_up() {
    let body = list("1827098", None);
    let page = shown("format=mpower", body).await;
    assert!(page.find("svg.qr").is_none() && page.text().contains("Asking the service"), "{}", page.text());
    page.pass(6_000).await;
    page.wait(300).await;
    assert!(page.text().contains("The server sent no QR image"), "{}", page.text());
    assert!(page.find("svg.qr").is_none());
    page.pass(60_000).await;
    let images: Vec<bool> = page.asked().iter().map(|url| url.ends_with("qrCode=true")).collect();
    assert_eq!(images, [false, true], "asked once more, and not again");
}

#[wasm_bindgen_test]
async fn a_symbol_that_says_the_code_needs_no_word() {
    let page = shown("qr=true", list("1827098", Some(&Symbol::encode("1827098").unwrap()))).await;
    assert_eq!(drawn(&page), Symbol::encode("1827098").map(|symbol| symbol.to_svg_path()).ok());
    assert!(!page.text().contains("own QR"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_symbol_that_says_something_else_is_warned_of() {
    let page = shown("qr=true", list("1827098", Some(&Symbol::encode("1827099").unwrap()))).await;
    assert!(page.text().contains("says something else"), "{}", page.text());
    assert_eq!(drawn(&page), Symbol::encode("1827098").map(|symbol| symbol.to_svg_path()).ok());
}

#[wasm_bindgen_test]
async fn more_than_five_hundred_letters_are_refused_in_words() {
    let page = Page::open("#/", |_| None).await;
    let owner = Owner::new();
    let said = owner.with(|| {
        let listing = ListState::new(page.app, Texts::default(), ImageOptions::default());
        let said = RwSignal::new(String::new());
        print_letters(listing, (0..501).collect(), "anna".into(), "demo".into(), said);
        said
    });
    assert!(said.with_untracked(|said| said.contains("At most 500 letters")));
    assert!(document().query_selector(".letters").unwrap().is_none());
    drop(owner);
}
