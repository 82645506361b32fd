use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, access_body};

#[wasm_bindgen_test]
async fn a_dynamic_code_is_shown_and_counts_down() {
    let page = Page::open("#/access/me", |_| Some((200, access_body("0049267681211943991", 30_000)))).await;
    assert_eq!(page.requested_urls(), ["/api/gym/v1/customers/me/access-code"]);
    assert!(page.find("svg.qr[role=img] path").is_some());
    assert!(page.text().contains("My pass") && page.text().contains("Valid"), "{}", page.text());
    assert_eq!(page.find("[role=timer] .digits").unwrap().text_content().unwrap(), "0:30");
    let symbol = page.find("svg.qr path").unwrap();
    page.advance(7_000).await;
    assert_eq!(page.find("[role=timer] .digits").unwrap().text_content().unwrap(), "0:23");
    assert!(
        page.find("svg.qr path").unwrap().is_same_node(Some(&symbol)),
        "a tick must not rebuild the symbol"
    );
    let name = page.find("svg.qr title").unwrap().text_content().unwrap();
    assert_eq!(name, "QR of the access code");
}

#[wasm_bindgen_test]
async fn a_skeleton_is_shown_while_loading() {
    let page = Page::open("#/access/me", |_| None).await;
    assert!(page.find(".skeleton").is_some() && page.find("[aria-busy=true]").is_some());
    assert!(page.text().contains("Loading"), "{}", page.text());
    assert!(page.find("svg.qr").is_none());
}

#[wasm_bindgen_test]
async fn a_code_is_removed_from_the_document_at_its_end() {
    let page = Page::open("#/access/me", |_| Some((200, access_body("0049267681211943991", 30_000)))).await;
    page.respond(|_| None);
    page.advance(29_000).await;
    assert!(page.text().contains("0049"), "valid to the last second");
    assert_eq!(page.requested_urls().len(), 2, "the next one was requested");
    page.advance(1_000).await;
    assert!(!page.text().contains("0049"), "{}", page.text());
    assert!(page.find("svg.qr").is_none());
    assert!(page.text().contains("This code has ended."));
}

#[wasm_bindgen_test]
async fn the_next_code_replaces_the_old_one() {
    let page = Page::open("#/access/me", |_| Some((200, access_body("1111111111111111111", 30_000)))).await;
    page.respond(|_| Some((200, access_body("2222222222222222222", 60_000))));
    page.advance(28_000).await;
    assert!(page.text().contains("2222") && !page.text().contains("1111"), "{}", page.text());
    assert_eq!(page.requested_urls().len(), 2);
}

#[wasm_bindgen_test]
async fn a_static_code_has_no_countdown_and_is_refreshed_by_hand_only() {
    let body = r#"{"format":"QR_CODE","content":"PSZEYAZ7"}"#;
    let page = Page::open("#/access/gym/1235", move |_| Some((200, body.to_owned()))).await;
    assert!(page.text().contains("No end stated") && page.find("[role=timer]").is_none());
    page.advance(120_000).await;
    assert_eq!(page.requested_urls().len(), 1);
    page.press("Refresh").await;
    assert_eq!(page.requested_urls().len(), 2);
}

#[wasm_bindgen_test]
async fn a_code_that_arrives_expired_is_hidden_and_explained() {
    let page = Page::open("#/access/gym/1", |_| Some((200, access_body("0049", -60_000)))).await;
    assert!(page.text().contains("has already ended") && page.text().contains("Trying again in 5 seconds."));
    assert!(!page.text().contains("0049") && page.find("svg.qr").is_none());
    assert!(page.text().contains("Ended ") && page.text().contains("(1 minute ago)"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn each_status_has_its_own_explanation_and_details() {
    for (status, explanation) in [
        (400, "The service did not accept the request"),
        (403, "You have no right to see this"),
        (404, "There is no such customer"),
        (409, "The data was changed meanwhile"),
        (429, "Too many requests"),
        (500, "The service has a problem of its own"),
        (503, "The service is not available at the moment"),
    ] {
        let body = r#"{"errorMessage":"Said by the service","errorCode":"e.c","traceId":"t-1"}"#;
        let page = Page::open("#/access/gym/1", move |_| Some((status, body.to_owned()))).await;
        let text = page.text();
        assert!(text.contains(explanation), "{status}: {text}");
        assert!(text.contains("Said by the service"));
        page.press("Details for support").await;
        assert!(page.text().contains("t-1") && page.text().contains(&status.to_string()), "{}", page.text());
    }
}

#[wasm_bindgen_test]
async fn a_valid_code_survives_a_failed_renewal_and_says_so() {
    let page = Page::open("#/access/me", |_| Some((200, access_body("0049267681211943991", 30_000)))).await;
    page.respond(|_| Some((400, "{}".to_owned())));
    page.advance(28_000).await;
    assert!(page.text().contains("0049") && page.text().contains("Not refreshed"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_rejected_key_is_dropped_and_asked_for_again() {
    let page = Page::open("#/access/direct/1234", |_| Some((401, "{}".to_owned()))).await;
    assert_eq!(page.requested_urls().len(), 0, "no request without a key");
    page.fill("API key", "sentinel-key").await;
    page.press("Continue").await;
    assert_eq!(page.requested_urls(), ["https://studio.example/v1/customers/1234/access-code"]);
    assert!(page.text().contains("The service does not accept that key."), "{}", page.text());
    page.respond(|request| {
        let is_good =
            request.headers.iter().any(|(name, value)| *name == "X-API-KEY" && value.reveal() == "good");
        Some(if is_good { (200, access_body("0049267681211943991", 30_000)) } else { (401, String::new()) })
    });
    page.fill("API key", "\"good\"\n").await;
    page.press("Continue").await;
    assert!(page.text().contains("0049"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_customer_number_is_recognized_and_stays_in_the_field() {
    let page = Page::open("#/access/gym", |_| None).await;
    page.fill("Customer id", "1-12345").await;
    page.press("Show").await;
    assert!(page.text().contains("This looks like a customer number"), "{}", page.text());
    let input: web_sys::HtmlInputElement = wasm_bindgen::JsCast::unchecked_into(page.find("#ask").unwrap());
    assert_eq!(input.value(), "1-12345");
    assert_eq!(page.requested_urls().len(), 0);
}

#[wasm_bindgen_test]
async fn leaving_a_view_aborts_its_request_and_stops_its_timers() {
    let page = Page::open("#/access/me", |_| None).await;
    assert_eq!(page.requested_urls().len(), 1);
    page.app.go_to("#/");
    page.settle().await;
    page.settle().await;
    assert_eq!(page.aborted_urls(), page.requested_urls());
    page.advance(60_000).await;
    assert_eq!(page.requested_urls().len(), 1, "no request for a view that was left");
}

#[wasm_bindgen_test]
async fn closing_the_page_stops_its_timers() {
    let page = Page::open("#/access/me", |_| Some((200, access_body("0049267681211943991", 30_000)))).await;
    page.close().await;
    page.advance(60_000).await;
    assert_eq!(page.requested_urls().len(), 1);
}

#[wasm_bindgen_test]
async fn a_page_that_was_left_has_no_code_and_sends_a_request_on_return() {
    let page = Page::open("#/access/me", |_| Some((200, access_body("0049267681211943991", 30_000)))).await;
    page.app.lifecycle.left.set(true);
    page.settle().await;
    assert!(page.find("svg.qr").is_none() && !page.text().contains("0049"), "{}", page.text());
    page.app.lifecycle.left.set(false);
    page.settle().await;
    assert!(page.text().contains("0049"), "{}", page.text());
    assert_eq!(page.requested_urls().len(), 2);
}

#[wasm_bindgen_test]
async fn the_stylesheet_hides_the_code_at_its_end() {
    let page = Page::open("#/access/me", |_| Some((200, access_body("0049267681211943991", 30_000)))).await;
    for selector in [".qr-panel.expires", ".code-line.expires"] {
        let panel: web_sys::HtmlElement = wasm_bindgen::JsCast::unchecked_into(page.find(selector).unwrap());
        assert_eq!(panel.style().get_property_value("animation-delay").unwrap(), "30000ms");
    }
}

#[wasm_bindgen_test]
async fn invisible_characters_are_spelled_out() {
    let body = r#"{"format":"QR_CODE","content":"a\u202eb"}"#;
    let page = Page::open("#/access/gym/1", move |_| Some((200, body.to_owned()))).await;
    assert!(page.text().contains("a⟨U+202E⟩b") && page.text().contains("invisible characters"));
    assert!(!page.text().contains('\u{202e}'));
    assert!(page.find("svg.qr").is_some());
}
