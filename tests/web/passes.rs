use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, access_body};

#[wasm_bindgen_test]
async fn a_second_remembered_pass_leads_to_the_first() {
    let page = Page::open("#/access/gym/1", |_| Some((200, access_body("0049", 60_000)))).await;
    page.press("Remember this pass").await;
    page.app.go_to("#/access/gym/2");
    page.settle().await;
    page.press("Remember this pass").await;
    page.settle().await;
    assert_eq!(page.count("a.pass-chip"), 2, "{}", page.text());
    page.app.go_to("#/access/gym/1");
    page.settle().await;
    assert_eq!(page.count("a.pass-chip[aria-current=page]"), 1);
    page.press("Forget this pass").await;
    page.settle().await;
    assert_eq!(page.count("a.pass-chip"), 0);
    page.press("Lock").await;
}
