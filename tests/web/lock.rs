use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, START_MS, access_body};

const CODE: &str = "0049267681211943991";

fn list_body() -> String {
    let end = START_MS / 1000 + 86_400;
    format!(
        r#"{{"status":"OK","data":{{"userId":"anna","codeCount":1,
           "activationCodes":[{{"activationNotAfter":"{end}","activationCode":"1827098"}}]}}}}"#
    )
}

#[wasm_bindgen_test]
async fn an_idle_list_announces_its_lock_and_locks() {
    let page = Page::open("#/activation/list/anna", |_| Some((200, list_body()))).await;
    page.advance(99_000).await;
    assert!(!page.text().contains("about to lock"), "{}", page.text());
    page.advance(2_000).await;
    assert!(page.text().contains("This list is about to lock."), "{}", page.text());
    page.press("Show code").await;
    assert!(page.text().contains("1827"), "{}", page.text());
    page.advance(20_000).await;
    assert!(page.text().contains("Locked") && !page.text().contains("1827"), "{}", page.text());
    assert!(page.find("svg.qr").is_none() && page.count(".code-card") == 0);
    page.press("Show again").await;
    assert!(page.text().contains("One valid code"), "{}", page.text());
    assert_eq!(page.requested_urls().len(), 2, "the list is requested again");
}

#[wasm_bindgen_test]
async fn an_interaction_keeps_a_list_open() {
    let page = Page::open("#/activation/list/anna", |_| Some((200, list_body()))).await;
    page.advance(110_000).await;
    assert!(page.text().contains("about to lock"), "{}", page.text());
    page.app.lifecycle.interactions.update(|count| *count += 1);
    page.advance(1_000).await;
    assert!(!page.text().contains("about to lock"), "{}", page.text());
    page.advance(90_000).await;
    assert!(page.text().contains("One valid code"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn an_idle_pass_does_not_lock() {
    let body = format!(r#"{{"format":"QR_CODE","content":"{CODE}"}}"#);
    let page = Page::open("#/access/me", move |_| Some((200, body.clone()))).await;
    page.advance_in_one_step(700_000).await;
    assert!(page.text().contains("0049") && !page.text().contains("about to lock"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn the_lock_removes_code_and_key_and_another_view_ends_it() {
    let body = format!(r#"{{"format":"QR_CODE","content":"{CODE}"}}"#);
    let page = Page::open("#/access/direct/1234", move |_| Some((200, body.clone()))).await;
    assert!(page.find(".bar button:not([aria-haspopup])").is_none(), "nothing to lock without a key");
    page.fill("API key", "sentinel-key").await;
    page.press("Continue").await;
    assert!(page.text().contains("0049"), "{}", page.text());
    page.press("Lock").await;
    assert!(page.text().contains("Locked") && !page.text().contains("0049"), "{}", page.text());
    page.press("Show again").await;
    assert!(page.text().contains("The studio's key is needed"), "{}", page.text());
    page.app.locked.set(true);
    page.app.go_to("#/about");
    page.settle().await;
    assert!(page.text().contains("About Latchkey"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_clock_change_hides_the_code_for_a_second_at_most() {
    for millis in [3_600_000, -3_600_000] {
        let page = Page::open("#/access/me", |_| Some((200, access_body(CODE, 30_000)))).await;
        page.respond(|_| None);
        assert!(page.text().contains("0049"));
        page.change_wall_clock(millis).await;
        assert!(!page.text().contains("0049"), "{}", page.text());
        assert!(page.text().contains("This device's clock has jumped."), "{}", page.text());
        page.wait(1_100).await;
        // No server has told the time: a clock set forward ends the code, a clock set back does not extend
        // it.
        assert_eq!(page.text().contains("0049"), millis < 0, "{}", page.text());
    }
}

#[wasm_bindgen_test]
async fn a_static_code_stays_through_a_clock_change() {
    let body = format!(r#"{{"format":"QR_CODE","content":"{CODE}"}}"#);
    let page = Page::open("#/access/me", move |_| Some((200, body.clone()))).await;
    page.change_wall_clock(3_600_000).await;
    assert!(page.text().contains("0049"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_frozen_page_and_one_that_was_left_have_no_code() {
    let body = format!(r#"{{"format":"QR_CODE","content":"{CODE}"}}"#);
    let page = Page::open("#/access/me", move |_| Some((200, body.clone()))).await;
    for away in [page.app.lifecycle.frozen, page.app.lifecycle.left] {
        assert!(page.text().contains("0049"));
        away.set(true);
        page.settle().await;
        assert!(!page.text().contains("0049") && page.find("svg.qr").is_none());
        away.set(false);
        page.settle().await;
    }
    assert_eq!(page.requested_urls().len(), 3, "a new request after each return");
}

#[wasm_bindgen_test]
async fn a_lost_network_is_distinguished_from_an_unreachable_service() {
    let page = Page::open("#/", |_| None).await;
    page.fail_requests();
    page.app.go_to("#/access/me");
    page.settle().await;
    assert!(page.text().contains("The service is unreachable"), "{}", page.text());
    page.take_site_down();
    page.advance(2_000).await;
    assert!(page.text().contains("There is no connection"), "{}", page.text());
    page.advance(30_000).await;
    assert_eq!(page.requested_urls().len(), 4, "three retries, then no more");
}
