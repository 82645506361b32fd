use wasm_bindgen_test::wasm_bindgen_test;

use super::page::Page;

#[wasm_bindgen_test]
async fn the_about_view_says_what_the_pages_server_protects() {
    let headers = "cache-control: no-store\ncontent-security-policy: script-src 'self' 'unsafe-inline'\n";
    let page = Page::open("#/about", move |_| Some((200, headers.to_owned()))).await;
    let rows = page.count(".protections li");
    assert_eq!(rows, 10, "{}", page.text());
    let states = [".mark.good", ".mark.soon", ".mark.over"];
    assert_eq!(states.map(|state| page.count(&[".protections ", state].concat())), [1, 1, 8]);
    assert!(page.text().contains("Strict-Transport-Security"), "{}", page.text());
    assert_eq!(page.requested_urls().len(), 1, "the page itself");
}

#[wasm_bindgen_test]
async fn headers_that_could_not_be_asked_for_are_not_called_missing() {
    let page = Page::open("#/about", |_| Some((503, String::new()))).await;
    assert!(page.text().contains("so its headers are not known"), "{}", page.text());
    assert_eq!(page.count(".protections li"), 0);
}

#[wasm_bindgen_test]
async fn a_key_for_the_whole_studio_is_mentioned() {
    let page = Page::open("#/about", |_| None).await;
    assert!(page.text().contains("a key for the whole studio"), "{}", page.text());
    page.app.go_to("#/access/direct/1234");
    page.settle().await;
    assert!(page.text().contains("a key for the whole studio"), "{}", page.text());
}
