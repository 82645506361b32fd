use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, START_MS};

fn list_body(codes: &[(&str, i64)]) -> String {
    let codes: Vec<String> = codes
        .iter()
        .map(|(code, life)| {
            let end = START_MS / 1000 + life;
            format!(r#"{{"activationNotAfter":"{end}","activationCode":"{code}"}}"#)
        })
        .collect();
    let count = codes.len();
    format!(
        r#"{{"subSystem":5,"status":"OK","message":"m","data":{{"userId":"anna","activationCodes":[{}],"codeCount":{count}}}}}"#,
        codes.join(",")
    )
}

#[wasm_bindgen_test]
async fn codes_are_masked_until_revealed_and_again_after_half_a_minute() {
    let body = list_body(&[("1827098", 7_200)]);
    let page = Page::open("#/activation/list/anna", move |_| Some((200, body.clone()))).await;
    let url = "/api/identity/digitanium/v4/users/anna/activationcodes?responseQrType=normal&qrCode=false";
    assert_eq!(page.requested_urls(), [url]);
    assert!(page.text().contains("One valid code") && !page.text().contains("1827"), "{}", page.text());
    assert!(page.find("svg.qr").is_none());
    page.press("Show code").await;
    assert!(page.text().contains("1827") && page.find("svg.qr").is_some(), "{}", page.text());
    page.advance(29_000).await;
    assert!(page.find("svg.qr").is_some());
    page.advance(1_000).await;
    assert!(page.find("svg.qr").is_none() && !page.text().contains("1827"));
}

#[wasm_bindgen_test]
async fn user_id_tenant_and_code_have_copy_buttons() {
    let body = list_body(&[("1827098", 7_200)]);
    let page = Page::open("#/activation/list/anna", move |_| Some((200, body.clone()))).await;
    let text = page.text();
    for text_part in ["User id", "anna", "Copy user id", "Tenant", "demo", "Copy tenant", "Copy code"] {
        assert!(text.contains(text_part), "{text_part} in {text}");
    }
}

#[wasm_bindgen_test]
async fn a_code_that_ends_while_shown_stays_as_ended_and_counts_as_expired() {
    let body = list_body(&[("1827098", 20), ("68493536", 7_200)]);
    let page = Page::open("#/activation/list/anna", move |_| Some((200, body.clone()))).await;
    assert!(page.text().contains("2 valid codes") && page.text().contains("0:20"), "{}", page.text());
    page.advance(20_000).await;
    assert!(page.text().contains("One valid code") && page.text().contains("One expired code"));
    // The card stays, so that nothing moves, but it has no buttons any more.
    assert_eq!((page.count(".code-card"), page.count(".code-card.ended")), (2, 1));
    assert_eq!(page.count(".code-card.ended button"), 0);
    assert!(page.text().contains("This code has ended"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_revealed_code_stays_while_another_ends_and_goes_at_its_own_end() {
    let body = list_body(&[("1827098", 5), ("68493536", 20)]);
    let page = Page::open("#/activation/list/anna", move |_| Some((200, body.clone()))).await;
    page.press_nth("Show code", 1).await;
    page.advance(6_000).await;
    assert!(page.text().contains("6849"), "{}", page.text());
    page.advance(14_000).await;
    assert!(!page.text().contains("6849") && page.find("svg.qr").is_none());
    assert!(page.text().contains("There are no valid activation codes"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_revealed_code_goes_at_its_end_and_not_at_the_next_tick() {
    let body = list_body(&[("1827098", 5)]);
    let page = Page::open("#/activation/list/anna", move |_| Some((200, body.clone()))).await;
    page.press("Show code").await;
    page.advance(4_800).await;
    assert!(page.text().contains("1827"), "{}", page.text());
    page.advance_without_tick(200);
    page.wait(400).await;
    assert!(!page.text().contains("1827") && page.find("svg.qr").is_none(), "{}", page.text());
}

#[wasm_bindgen_test]
async fn an_empty_list_is_reported_as_empty() {
    let body = list_body(&[]);
    let page = Page::open("#/activation/list/anna", move |_| Some((200, body.clone()))).await;
    assert!(page.text().contains("There are no valid activation codes for this user."), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_failure_never_looks_empty() {
    let body = r#"{"subSystem":5,"status":"Not Found","message":"User does not exist"}"#;
    let page = Page::open("#/activation/list/anna", move |_| Some((404, body.to_owned()))).await;
    assert!(
        page.text().contains("There is no such user") && !page.text().contains("no valid activation codes")
    );
    let page = Page::open("#/activation/list/anna", |_| Some((404, String::new()))).await;
    assert!(page.text().contains("try the other kind of installation"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_response_for_another_user_is_not_shown() {
    let body = list_body(&[("1827098", 7_200)]);
    let page = Page::open("#/activation/list/bert", move |_| Some((200, body.clone()))).await;
    assert!(page.text().contains("The answer is for someone else") && !page.text().contains("anna"));
    assert_eq!(page.count(".code-card"), 0);
}

#[wasm_bindgen_test]
async fn a_long_list_renders_only_the_cards_near_the_screen() {
    let codes: Vec<(String, i64)> = (0..2_000).map(|n| (format!("{n:07}"), 7_200 + n)).collect();
    let codes: Vec<(&str, i64)> = codes.iter().map(|(code, life)| (code.as_str(), *life)).collect();
    let body = list_body(&codes);
    let page = Page::open("#/activation/list/anna", move |_| Some((200, body.clone()))).await;
    page.wait(50).await;
    let cards = page.count(".code-card");
    // base.css is not loaded here, so icons have their default size, and one card may fill the screen.
    assert!((1..100).contains(&cards), "{cards}");
    assert_eq!(page.count(".code-card[aria-setsize='2000']"), cards);
    assert_eq!(page.count(".code-card[aria-posinset='1']"), 1);
    // The space of the other cards is empty.
    assert!(page.find(".cards").unwrap().client_height() > 10_000);
}

#[wasm_bindgen_test]
async fn an_applied_tolerance_is_reported_without_the_value() {
    let body = r#"{"status":"OK","data":{"userId":"anna","activationCodes":[{"activationCode":"7","activationNotAfter":" "}]}}"#;
    let page = Page::open("#/activation/list/anna", move |_| Some((200, body.to_owned()))).await;
    page.press("How the answer was read").await;
    let text = page.text();
    let definition = latchkey_core::rule::Rule::K5.definition();
    for part in ["R-K5", definition, "data.activationCodes[0].activationNotAfter"] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[wasm_bindgen_test]
async fn a_slash_in_a_user_name_causes_a_warning() {
    let page = Page::open("#/activation/list/a%2Fb", |_| None).await;
    assert!(page.text().contains("Many servers refuse that in an address."), "{}", page.text());
    assert!(page.requested_urls().iter().all(|url| url.contains("/users/a%2Fb/")));
}

/// A new entry used to get the key of a removed one, which moved the selection to another code.
#[wasm_bindgen_test]
async fn a_selection_never_moves_to_another_code() {
    let page = Page::open("#/activation/list/anna", |_| {
        Some((200, list_body(&[("1827098", 7_200), ("68493536", 7_300)])))
    })
    .await;
    page.press("Select").await;
    if let Some(last) = page.find(".code-card:last-child .pick input") {
        last.unchecked_into::<web_sys::HtmlElement>().click();
    }
    page.settle().await;
    assert!(page.text().contains("Print one letter"), "{}", page.text());
    for (codes, has_checkboxes) in [
        (vec![("1827098", 7_200), ("77777777", 7_400)], true),
        (vec![("1827098", 7_200)], true),
        (vec![("1827098", 7_200), ("55555555", 7_500)], true),
    ] {
        page.respond(move |_| Some((200, list_body(&codes))));
        page.advance(2_000).await;
        page.press("Refresh").await;
        page.settle().await;
        assert_eq!(page.find(".pick input").is_some(), has_checkboxes);
        let checked = page.count(".pick input:checked");
        assert_eq!(checked, 0, "none of the current codes was selected: {}", page.text());
    }
}

#[wasm_bindgen_test]
async fn a_removed_code_is_reported_and_the_others_stay_as_they_are() {
    let body = list_body(&[("1827098", 7_200), ("68493536", 7_300)]);
    let page = Page::open("#/activation/list/anna", move |_| Some((200, body.clone()))).await;
    page.press_nth("Show code", 1).await;
    assert!(page.text().contains("6849"), "{}", page.text());
    page.respond(|_| Some((200, list_body(&[("68493536", 7_300)]))));
    page.advance(2_000).await;
    page.press("Refresh").await;
    page.settle().await;
    assert!(page.text().contains("One code is no longer listed."), "{}", page.text());
    assert!(page.text().contains("6849"), "the revealed code stays: {}", page.text());
}
