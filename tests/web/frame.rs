use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::Page;

#[wasm_bindgen_test]
async fn home_lists_the_connections_of_both_services() {
    let page = Page::open("#/", |_| None).await;
    for words in ["Test studio", "Access passes", "My pass", "Desk", "Direct", "Activation codes", "Codes"] {
        assert!(page.text().contains(words), "{words} in {}", page.text());
    }
    assert!(document().title().contains("Test studio"));
}

#[wasm_bindgen_test]
async fn an_unknown_address_or_connection_shows_not_found() {
    for address in ["#/nowhere", "#/access/unknown/1", "#/access/list/1", "#/activation/gym/anna"] {
        let page = Page::open(address, |_| None).await;
        assert!(page.text().contains("Nothing here"), "{address}: {}", page.text());
    }
}

#[wasm_bindgen_test]
async fn a_change_of_view_moves_the_focus_to_its_heading() {
    let page = Page::open("#/", |_| None).await;
    page.app.go_to("#/about");
    page.settle().await;
    for _ in 0..20 {
        page.settle().await;
    }
    let focused = document().active_element().unwrap();
    assert_eq!(
        (focused.tag_name().as_str(), focused.text_content().as_deref()),
        ("H1", Some("About Latchkey"))
    );
}

#[wasm_bindgen_test]
async fn offline_the_first_load_is_tried_once_and_back_online_one_request_is_sent() {
    let page = Page::open("#/", |_| None).await;
    page.app.lifecycle.online.set(false);
    page.fail_requests();
    page.take_site_down();
    page.app.go_to("#/access/me");
    page.settle().await;
    assert_eq!(page.count("[role=alert]"), 1, "{}", page.text());
    let tried = page.requested_urls().len();
    page.advance(600_000).await;
    assert_eq!(page.requested_urls().len(), tried, "nothing is sent automatically");
    page.app.lifecycle.online.set(true);
    page.settle().await;
    assert!(page.requested_urls().len() > tried);
}
