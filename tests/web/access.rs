use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, access};

#[wasm_bindgen_test]
async fn a_dynamic_code_stands_there_and_counts_down() {
    let page = Page::open("#/access/me", |_| Some((200, access("0049267681211943991", 30_000)))).await;
    assert_eq!(page.asked(), ["/api/gym/v1/customers/me/access-code"]);
    assert!(page.find("svg.qr[role=img] path").is_some());
    assert!(page.text().contains("My pass") && page.text().contains("Valid"), "{}", page.text());
    assert_eq!(page.find("[role=timer] .digits").unwrap().text_content().unwrap(), "0:30");
    let symbol = page.find("svg.qr path").unwrap();
    page.pass(7_000).await;
    assert_eq!(page.find("[role=timer] .digits").unwrap().text_content().unwrap(), "0:23");
    assert!(page.find("svg.qr path").unwrap().is_same_node(Some(&symbol)), "a tick rebuilds no symbol");
    let name = page.find("svg.qr title").unwrap().text_content().unwrap();
    assert_eq!(name, "QR of the access code");
}

#[wasm_bindgen_test]
async fn nothing_but_a_place_is_kept_while_waiting() {
    let page = Page::open("#/access/me", |_| None).await;
    assert!(page.find(".skeleton").is_some() && page.find("[aria-busy=true]").is_some());
    assert!(page.text().contains("Loading"), "{}", page.text());
    assert!(page.find("svg.qr").is_none());
}

#[wasm_bindgen_test]
async fn over_its_end_a_code_is_covered_and_gone_from_the_document() {
    let page = Page::open("#/access/me", |_| Some((200, access("0049267681211943991", 30_000)))).await;
    page.answer(|_| None);
    page.pass(29_000).await;
    assert!(page.text().contains("0049"), "good to the last second");
    assert_eq!(page.asked().len(), 2, "and the next one was asked for");
    page.pass(1_000).await;
    assert!(!page.text().contains("0049"), "{}", page.text());
    assert!(page.find("svg.qr").is_none());
    assert!(page.text().contains("This code has ended."));
}

#[wasm_bindgen_test]
async fn the_next_code_takes_the_place_of_the_old_one() {
    let page = Page::open("#/access/me", |_| Some((200, access("1111111111111111111", 30_000)))).await;
    page.answer(|_| Some((200, access("2222222222222222222", 60_000))));
    page.pass(28_000).await;
    assert!(page.text().contains("2222") && !page.text().contains("1111"), "{}", page.text());
    assert_eq!(page.asked().len(), 2);
}

#[wasm_bindgen_test]
async fn a_static_code_has_no_countdown_and_is_asked_for_by_hand_only() {
    let body = r#"{"format":"QR_CODE","content":"PSZEYAZ7"}"#;
    let page = Page::open("#/access/gym/1235", move |_| Some((200, body.to_owned()))).await;
    assert!(page.text().contains("No end stated") && page.find("[role=timer]").is_none());
    page.pass(120_000).await;
    assert_eq!(page.asked().len(), 1);
    page.press("Refresh").await;
    assert_eq!(page.asked().len(), 2);
}

#[wasm_bindgen_test]
async fn expired_on_arrival_is_covered_and_explained() {
    let page = Page::open("#/access/gym/1", |_| Some((200, access("0049", -60_000)))).await;
    assert!(page.text().contains("has already ended") && page.text().contains("Trying again in 5 seconds."));
    assert!(!page.text().contains("0049") && page.find("svg.qr").is_none());
    assert!(page.text().contains("Ended ") && page.text().contains("(1 minute ago)"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn each_status_has_words_of_its_own_and_its_details() {
    for (status, words) in [
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
        assert!(text.contains(words), "{status}: {text}");
        assert!(text.contains("Said by the service"));
        page.press("Details for support").await;
        assert!(page.text().contains("t-1") && page.text().contains(&status.to_string()), "{}", page.text());
    }
}

#[wasm_bindgen_test]
async fn a_valid_code_survives_a_failed_renewal_and_says_so() {
    let page = Page::open("#/access/me", |_| Some((200, access("0049267681211943991", 30_000)))).await;
    page.answer(|_| Some((400, "{}".to_owned())));
    page.pass(28_000).await;
    assert!(page.text().contains("0049") && page.text().contains("Not refreshed"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_refused_key_goes_and_the_next_one_is_asked_for() {
    let page = Page::open("#/access/direct/1234", |_| Some((401, "{}".to_owned()))).await;
    assert_eq!(page.asked().len(), 0, "nothing is asked without a key");
    page.fill("API key", "sentinel-key").await;
    page.press("Continue").await;
    assert_eq!(page.asked(), ["https://studio.example/v1/customers/1234/access-code"]);
    assert!(page.text().contains("The service does not accept that key."), "{}", page.text());
    page.answer(|request| {
        let key =
            request.headers.iter().any(|(name, value)| *name == "X-API-KEY" && value.reveal() == "good");
        Some(if key { (200, access("0049267681211943991", 30_000)) } else { (401, String::new()) })
    });
    page.fill("API key", "\"good\"\n").await;
    page.press("Continue").await;
    assert!(page.text().contains("0049"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_customer_number_is_told_from_an_id_and_nothing_typed_is_lost() {
    let page = Page::open("#/access/gym", |_| None).await;
    page.fill("Customer id", "1-12345").await;
    page.press("Show").await;
    assert!(page.text().contains("This looks like a customer number"), "{}", page.text());
    let input: web_sys::HtmlInputElement = wasm_bindgen::JsCast::unchecked_into(page.find("#ask").unwrap());
    assert_eq!(input.value(), "1-12345");
    assert_eq!(page.asked().len(), 0);
}

#[wasm_bindgen_test]
async fn leaving_gives_the_request_up_and_stops_every_timer() {
    let page = Page::open("#/access/me", |_| None).await;
    assert_eq!(page.asked().len(), 1);
    page.app.go_to("#/");
    page.settle().await;
    page.settle().await;
    assert_eq!(page.aborted(), page.asked());
    page.pass(60_000).await;
    assert_eq!(page.asked().len(), 1, "nothing is asked for a view that has gone");
}

#[wasm_bindgen_test]
async fn closing_takes_the_code_away() {
    let page = Page::open("#/access/me", |_| Some((200, access("0049267681211943991", 30_000)))).await;
    page.close().await;
    page.pass(60_000).await;
    assert_eq!(page.asked().len(), 1);
}

#[wasm_bindgen_test]
async fn a_page_that_was_left_holds_no_code_and_asks_anew_on_return() {
    let page = Page::open("#/access/me", |_| Some((200, access("0049267681211943991", 30_000)))).await;
    page.app.lifecycle.left.set(true);
    page.settle().await;
    assert!(page.find("svg.qr").is_none() && !page.text().contains("0049"), "{}", page.text());
    page.app.lifecycle.left.set(false);
    page.settle().await;
    assert!(page.text().contains("0049"), "{}", page.text());
    assert_eq!(page.asked().len(), 2);
}

#[wasm_bindgen_test]
async fn the_stylesheet_would_hide_the_code_at_its_end_by_itself() {
    let page = Page::open("#/access/me", |_| Some((200, access("0049267681211943991", 30_000)))).await;
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
