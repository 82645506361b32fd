use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use super::page::Page;

fn value(page: &Page, id: &str) -> String {
    page.find(id).unwrap().unchecked_into::<HtmlInputElement>().value()
}

#[wasm_bindgen_test]
async fn a_rejected_field_says_what_is_allowed_and_keeps_its_value() {
    let page = Page::open("#/connections/new", |_| None).await;
    page.press("Add").await;
    assert!(page.text().contains("This is needed."), "{}", page.text());
    page.fill("Base address", "http://studio.example").await;
    assert!(page.text().contains("Only https is allowed"), "{}", page.text());
    assert_eq!(value(&page, "#base"), "http://studio.example");
    page.fill("API key", "with a blank").await;
    assert!(page.text().contains("There is a blank"), "{}", page.text());
    page.press("Add").await;
    assert_eq!(value(&page, "#secret"), "with a blank");
}

#[wasm_bindgen_test]
async fn the_whole_address_is_shown_before_any_request() {
    let page = Page::open("#/connections/new", |_| None).await;
    let radio: HtmlInputElement = page.find("input[value=activation-codes]").unwrap().unchecked_into();
    radio.click();
    page.settle().await;
    page.fill("Host", "https://idp.example.com/auth/realms/x").await;
    page.fill("Tenant", "demo").await;
    let url = "https://demo.idp.example.com/digitanium/v4/users/{userName}/activationcodes?responseQrType=normal&qrCode=false";
    assert!(page.text().contains(url), "{}", page.text());
    page.fill("Tenant", "Demo").await;
    assert!(page.text().contains("Capitals, underscores and dots may not survive there."));
    assert_eq!(page.requested_urls().len(), 0);
}

#[wasm_bindgen_test]
async fn the_key_is_tested_by_a_head_request() {
    let page = Page::open("#/connections/new", |request| {
        assert_eq!(request.method, latchkey_core::request::Method::Head);
        let is_good =
            request.headers.iter().any(|(name, value)| *name == "X-API-KEY" && value.reveal() == "good");
        Some((if is_good { 200 } else { 401 }, String::new()))
    })
    .await;
    page.fill("Base address", "studio.example").await;
    page.fill("API key", "bad").await;
    page.press("Test connection").await;
    assert!(page.text().contains("The key is not accepted"), "{}", page.text());
    page.fill("API key", "good").await;
    assert!(
        !page.text().contains("The key is not accepted"),
        "a changed key discards the result of the test"
    );
    page.press("Test connection").await;
    assert!(page.text().contains("The key is accepted"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn an_added_connection_is_stored_without_its_key() {
    let page = Page::open("#/connections/new", |_| None).await;
    page.fill("Name", "Studio & 7").await;
    page.fill("Base address", "studio.example/v1").await;
    page.fill("API key", "sentinel-key").await;
    page.press("Add").await;
    let storage = leptos::prelude::window().local_storage().unwrap().unwrap();
    let stored = storage.get_item("latchkey.connections").unwrap().unwrap();
    assert!(!stored.contains("sentinel-key"), "{stored}");
    let id = "studio-7".parse().unwrap();
    let connection = page.app.connections.find(&id).unwrap();
    assert_eq!(connection.name, "Studio & 7");
    assert!(page.app.credentials.get(&id).is_some());
    page.app.connections.remove(&id);
    assert_eq!(storage.get_item("latchkey.connections").unwrap(), None);
}

/// The key of a removed connection used to stay in memory under its id. The next connection got the same id,
/// and its first request sent the old key to another host.
#[wasm_bindgen_test]
async fn the_key_of_a_removed_connection_is_not_used_for_the_next() {
    let page = Page::open("#/connections/new", |_| None).await;
    page.fill("Base address", "first.example").await;
    page.fill("API key", "sentinel-key").await;
    page.press("Add").await;
    let id = "gym-2".parse().unwrap();
    assert!(page.app.credentials.get(&id).is_some());
    page.app.go_to("#/");
    page.settle().await;
    page.find("[aria-label='Remove gym-2']").unwrap().unchecked_into::<web_sys::HtmlElement>().click();
    page.settle().await;
    assert!(page.app.credentials.get(&id).is_none());

    page.app.go_to("#/connections/new");
    page.settle().await;
    page.fill("Base address", "second.example").await;
    page.press("Add").await;
    page.app.go_to("#/access/gym-2/1234");
    page.settle().await;
    assert!(page.text().contains("The studio's key is needed"), "{}", page.text());
    assert_eq!(page.requested_urls().len(), 0);
    page.app.connections.remove(&id);
}

#[wasm_bindgen_test]
async fn without_a_valid_key_nothing_is_tested() {
    let page = Page::open("#/connections/new", |_| Some((401, String::new()))).await;
    page.fill("Base address", "studio.example").await;
    page.press("Test connection").await;
    assert!(page.text().contains("Type or paste the key."), "{}", page.text());
    page.fill("API key", "with a blank").await;
    page.press("Test connection").await;
    assert_eq!(page.requested_urls().len(), 0);
}

/// A browser fills a login saved for the site into a password field, whatever `autocomplete="off"` says, and
/// it would be sent as the key.
#[wasm_bindgen_test]
async fn password_managers_are_told_to_leave_keys_and_tokens_alone() {
    let page = Page::open("#/access/direct/1234", |_| None).await;
    for (address, id) in [("#/access/direct/1234", "#credential"), ("#/connections/new", "#secret")] {
        page.app.go_to(address);
        page.settle().await;
        let field = page.find(id).unwrap();
        let attributes = || {
            ["autocomplete", "data-1p-ignore", "data-bwignore", "data-lpignore", "data-form-type"]
                .map(|name| field.get_attribute(name).unwrap_or_default())
        };
        let expected = ["one-time-code", "true", "true", "true", "other"];
        assert_eq!(field.get_attribute("type").as_deref(), Some("password"));
        assert_eq!(attributes(), expected);
        assert!(page.find(&format!("label[for={}]", &id[1..])).is_some(), "{id} has no label");
        // They stay while the key is shown.
        page.press("Show").await;
        assert_eq!(field.get_attribute("type").as_deref(), Some("text"));
        assert_eq!(attributes(), expected);
    }
    let name = page.find("#name").unwrap();
    assert_eq!(name.get_attribute("autocomplete").as_deref(), Some("off"));
    assert!(!name.has_attribute("data-1p-ignore"));
}

#[wasm_bindgen_test]
async fn what_was_pasted_with_a_key_is_removed_or_named_before_anything_is_sent() {
    let page = Page::open("#/access/direct/1234", |request| {
        let is_clean =
            request.headers.iter().any(|(name, key)| *name == "X-API-KEY" && key.reveal() == "good");
        Some((if is_clean { 404 } else { 401 }, String::new()))
    })
    .await;
    for (typed, words) in [
        ("go\u{200b}od", "There is an invisible character inside: U+200B, at position 3."),
        ("note:good", "There is something around the key"),
    ] {
        page.fill("API key", typed).await;
        page.press("Continue").await;
        assert!(page.text().contains(words), "{}", page.text());
    }
    assert_eq!(page.requested_urls().len(), 0);
    page.fill("API key", "\u{200e}-H 'X-API-KEY: good'").await;
    page.press("Continue").await;
    assert!(page.text().contains("The service has no such address"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn invisible_characters_in_a_field_are_named() {
    let page = Page::open("#/connections/new", |_| None).await;
    page.fill("Base address", "\u{feff}https://studio.example\u{200b}").await;
    assert!(page.text().contains("https://studio.example/v1/customers/{customerId}/access-code"));
    page.fill("Base address", "https://stu\u{ad}dio.example").await;
    assert!(page.text().contains("invisible character inside: U+00AD, at position 12."), "{}", page.text());
    page.fill("Base address", "https://studio.web.magicline.com").await;
    assert!(page.text().contains("This is a page of the studio's software."), "{}", page.text());
}
