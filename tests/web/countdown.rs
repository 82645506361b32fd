//! The four ways in which a pass counts down.

use latchkey_core::countdown::CountdownStyle;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, access_body};

/// Opens a pass whose code ends after so many milliseconds and is not renewed, in this style.
async fn open(style: CountdownStyle, lifetime_ms: i64) -> Page {
    let page =
        Page::open("#/access/me", move |_| Some((200, access_body("0049267681211943991", lifetime_ms))))
            .await;
    page.respond(|_| None);
    page.app.preferences.countdown.set(style);
    page.settle().await;
    page
}

fn timer(page: &Page) -> String {
    let timer = page.find(".pass [role=timer]").unwrap();
    timer.text_content().unwrap().trim().to_owned()
}

/// Returns the distinct texts of the timer, second by second, with the seconds left at which each appeared.
async fn texts_until_end(page: &Page, lifetime_s: i64) -> Vec<(i64, String)> {
    let mut texts = vec![(lifetime_s, timer(page))];
    for left_s in (1..lifetime_s).rev() {
        page.advance(1_000).await;
        let text = timer(page);
        if texts.last().is_some_and(|(_, last)| *last != text) {
            texts.push((left_s, text));
        }
    }
    texts
}

#[wasm_bindgen_test]
async fn by_default_there_is_a_ring_with_digits() {
    let page = open(CountdownStyle::default(), 30_000).await;
    assert!(page.find(".pass svg.ring .hand").is_some());
    assert_eq!(timer(&page), "0:30left");
}

#[wasm_bindgen_test]
async fn digits_have_no_ring() {
    let page = open(CountdownStyle::Digits, 30_000).await;
    assert!(page.find("svg.ring").is_none());
    page.advance(7_000).await;
    assert_eq!(timer(&page), "0:23left");
}

#[wasm_bindgen_test]
async fn words_change_twice_in_half_a_minute() {
    let page = open(CountdownStyle::Words, 30_000).await;
    assert!(page.find("svg.ring").is_none() && page.find(".digits").is_none());
    let said = texts_until_end(&page, 30).await;
    let expected =
        [(30, "About half a minute left"), (20, "About 15 seconds left"), (10, "Ends in a few seconds")];
    assert_eq!(said, expected.map(|(left_s, words)| (left_s, words.to_owned())));
}

#[wasm_bindgen_test]
async fn minutes_are_said_in_words_too() {
    for (lifetime_ms, words) in [
        (60_000, "About a minute left"),
        (180_000, "About 3 minutes left"),
        (1_380_000, "About 25 minutes left"),
    ] {
        let page = open(CountdownStyle::Words, lifetime_ms).await;
        assert_eq!(timer(&page), words);
    }
}

#[wasm_bindgen_test]
async fn without_a_countdown_only_the_end_is_said_and_the_state_remains() {
    let page = open(CountdownStyle::Quiet, 30_000).await;
    assert!(page.text().contains("Valid"), "{}", page.text());
    assert_eq!(
        texts_until_end(&page, 30).await,
        [(30, String::new()), (10, "Ends in a few seconds".to_owned())]
    );
    assert!(page.text().contains("Renewing") || page.text().contains("Ending"), "{}", page.text());
    page.advance(1_000).await;
    assert!(page.text().contains("This code has ended."), "{}", page.text());
}

#[wasm_bindgen_test]
async fn a_code_of_days_says_its_date_in_every_style() {
    for style in CountdownStyle::ALL {
        let page = open(style, 5 * 86_400_000).await;
        let text = page.text();
        assert!(text.contains("18 Jun 2024") || text.contains("Jun 18, 2024"), "{style:?}: {text}");
        assert!(text.contains("in 5 days"), "{style:?}: {text}");
        assert!(page.find("[role=timer]").is_none());
    }
}

#[wasm_bindgen_test]
async fn a_change_of_style_leaves_the_symbol_as_it_is() {
    let page = open(CountdownStyle::Ring, 30_000).await;
    let symbol = page.find("svg.qr path").unwrap();
    for style in CountdownStyle::ALL.into_iter().rev() {
        page.app.preferences.countdown.set(style);
        page.settle().await;
        assert!(page.find("svg.qr path").unwrap().is_same_node(Some(&symbol)), "{style:?}");
    }
}

#[wasm_bindgen_test]
async fn the_style_is_stored_and_the_default_is_not() {
    let stored = || window().local_storage().unwrap().unwrap().get_item("latchkey.countdown").unwrap();
    let page = open(CountdownStyle::Words, 30_000).await;
    assert_eq!(stored().as_deref(), Some("words"));
    let other = Page::open("#/access/me", |_| None).await;
    assert_eq!(other.app.preferences.countdown.get_untracked(), CountdownStyle::Words);
    other.app.preferences.countdown.set(CountdownStyle::Ring);
    other.settle().await;
    assert_eq!(stored(), None);
    drop(page);
}
