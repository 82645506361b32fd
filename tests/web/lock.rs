use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, START, access};

const CODE: &str = "0049267681211943991";

fn one_code() -> String {
    let end = START / 1000 + 86_400;
    format!(
        r#"{{"status":"OK","data":{{"userId":"anna","codeCount":1,
           "activationCodes":[{{"activationNotAfter":"{end}","activationCode":"1827098"}}]}}}}"#
    )
}

#[wasm_bindgen_test]
async fn a_list_left_alone_announces_its_lock_and_locks() {
    let page = Page::open("#/activation/list/anna", |_| Some((200, one_code()))).await;
    page.pass(99_000).await;
    assert!(!page.text().contains("about to lock"), "{}", page.text());
    page.pass(2_000).await;
    assert!(page.text().contains("This list is about to lock."), "{}", page.text());
    page.press("Show code").await;
    assert!(page.text().contains("1827"), "{}", page.text());
    page.pass(20_000).await;
    assert!(page.text().contains("Locked") && !page.text().contains("1827"), "{}", page.text());
    assert!(page.find("svg.qr").is_none() && page.count(".code-card") == 0);
    page.press("Show again").await;
    assert!(page.text().contains("One valid code"), "{}", page.text());
    assert_eq!(page.asked().len(), 2, "what was let go of has to be asked for");
}

#[wasm_bindgen_test]
async fn a_touch_keeps_a_list_open() {
    let page = Page::open("#/activation/list/anna", |_| Some((200, one_code()))).await;
    page.pass(110_000).await;
    assert!(page.text().contains("about to lock"), "{}", page.text());
    page.app.lifecycle.interactions.update(|count| *count += 1);
    page.pass(1_000).await;
    assert!(!page.text().contains("about to lock"), "{}", page.text());
    page.pass(90_000).await;
    assert!(page.text().contains("One valid code"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_pass_survives_the_queue_at_the_gate() {
    let body = format!(r#"{{"format":"QR_CODE","content":"{CODE}"}}"#);
    let page = Page::open("#/access/me", move |_| Some((200, body.clone()))).await;
    page.leap(700_000).await;
    assert!(page.text().contains("0049") && !page.text().contains("about to lock"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn the_lock_takes_code_and_key_and_another_view_opens_it() {
    let body = format!(r#"{{"format":"QR_CODE","content":"{CODE}"}}"#);
    let page = Page::open("#/access/direct/1234", move |_| Some((200, body.clone()))).await;
    assert!(page.find(".bar button").is_none(), "without a key there is nothing to lock");
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
async fn a_clock_that_jumps_covers_the_code_for_a_second_at_most() {
    for by in [3_600_000, -3_600_000] {
        let page = Page::open("#/access/me", |_| Some((200, access(CODE, 30_000)))).await;
        page.answer(|_| None);
        assert!(page.text().contains("0049"));
        page.set_clock(by).await;
        assert!(!page.text().contains("0049"), "{}", page.text());
        assert!(page.text().contains("This device's clock has jumped."), "{}", page.text());
        page.wait(1_100).await;
        // Nobody told the time anew: a clock that says "over" is believed, one set back is not.
        assert_eq!(page.text().contains("0049"), by < 0, "{}", page.text());
    }
}

#[wasm_bindgen_test]
async fn a_static_code_does_not_care_about_clocks() {
    let body = format!(r#"{{"format":"QR_CODE","content":"{CODE}"}}"#);
    let page = Page::open("#/access/me", move |_| Some((200, body.clone()))).await;
    page.set_clock(3_600_000).await;
    assert!(page.text().contains("0049"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_frozen_page_and_one_that_was_left_hold_nothing() {
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
    assert_eq!(page.asked().len(), 3, "back again, it is asked for anew");
}

#[wasm_bindgen_test]
async fn a_lost_network_is_told_from_a_service_that_refuses() {
    let page = Page::open("#/", |_| None).await;
    page.refuse();
    page.app.go_to("#/access/me");
    page.settle().await;
    assert!(page.text().contains("The service is unreachable"), "{}", page.text());
    page.take_site_down();
    page.pass(2_000).await;
    assert!(page.text().contains("There is no connection"), "{}", page.text());
    page.pass(30_000).await;
    assert_eq!(page.asked().len(), 4, "three retries, then silence");
}
