use latchkey::{
    i18n::Texts,
    pages::{ListState, print_letters},
};
use latchkey_core::request::ImageOptions;
use latchkey_qr::Symbol;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, START_MS};

/// Returns a list of one code, with the image of a symbol.
fn list_body(code: &str, image: Option<&Symbol>) -> String {
    let url =
        image.map(|symbol| format!(r#","qrImage":"data:image/png;base64,{}""#, base64(&symbol.to_png())));
    let (end, url) = (START_MS / 1000 + 7_200, url.unwrap_or_default());
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

fn symbol_path(page: &Page) -> Option<String> {
    page.find("svg.qr path").and_then(|path| path.get_attribute("d"))
}

async fn open_revealed(query: &str, body: String) -> Page {
    let page =
        Page::open(&format!("#/activation/list/anna?{query}"), move |_| Some((200, body.clone()))).await;
    page.press("Show code").await;
    // The browser decodes images asynchronously.
    page.wait(300).await;
    page
}

#[wasm_bindgen_test]
async fn an_mpower_symbol_equals_the_servers_module_for_module() {
    let symbol = Symbol::encode("https://mpower.example/?code=1827098&user=anna").unwrap();
    let page = open_revealed("qr=true&format=mpower", list_body("1827098", Some(&symbol))).await;
    assert_eq!(symbol_path(&page), Some(symbol.to_svg_path()));
    assert_eq!(page.count("img, canvas"), 0);
}

#[wasm_bindgen_test]
async fn an_mpower_symbol_is_never_made_up() {
    let body = list_body("1827098", None);
    let page = open_revealed("format=mpower", body).await;
    assert!(page.find("svg.qr").is_none() && page.text().contains("Asking the service"), "{}", page.text());
    page.advance(6_000).await;
    page.wait(300).await;
    assert!(page.text().contains("The server sent no QR image"), "{}", page.text());
    assert!(page.find("svg.qr").is_none());
    page.advance(60_000).await;
    let images: Vec<bool> = page.requested_urls().iter().map(|url| url.ends_with("qrCode=true")).collect();
    assert_eq!(images, [false, true], "one more request, and no retry");
}

#[wasm_bindgen_test]
async fn a_server_symbol_with_the_code_causes_no_warning() {
    let page =
        open_revealed("qr=true", list_body("1827098", Some(&Symbol::encode("1827098").unwrap()))).await;
    assert_eq!(symbol_path(&page), Symbol::encode("1827098").map(|symbol| symbol.to_svg_path()).ok());
    assert!(!page.text().contains("own QR"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_server_symbol_with_other_content_causes_a_warning() {
    let page =
        open_revealed("qr=true", list_body("1827098", Some(&Symbol::encode("1827099").unwrap()))).await;
    assert!(page.text().contains("says something else"), "{}", page.text());
    assert_eq!(symbol_path(&page), Symbol::encode("1827098").map(|symbol| symbol.to_svg_path()).ok());
}

#[wasm_bindgen_test]
async fn more_than_five_hundred_letters_are_rejected_with_an_explanation() {
    let page = Page::open("#/", |_| None).await;
    let owner = Owner::new();
    let message = owner.with(|| {
        let listing = ListState::new(page.app, Texts::default(), ImageOptions::default());
        let message = RwSignal::new(String::new());
        print_letters(listing, (0..501).collect(), "anna".into(), "demo".into(), message);
        message
    });
    assert!(message.with_untracked(|message| message.contains("At most 500 letters")));
    assert!(document().query_selector(".letters").unwrap().is_none());
    drop(owner);
}
