//! Ends far ahead, ends as databases and runtimes write them, and the region by whose customs they are
//! written.

use js_sys::{Array, Object, Reflect};
use latchkey::browser::intl::{self, Distance};
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, START_MS, access_body};

const DAY_MS: i64 = 86_400_000;

/// The answer with an access code whose `expiresAt` is this JSON.
fn pass(expires_at: &str) -> String {
    format!(r#"{{"format":"QR_CODE","content":"0049","expiresAt":{expires_at}}}"#)
}

/// The answer with one activation code whose `activationNotAfter` is this JSON.
fn list(not_after: &str) -> String {
    format!(
        r#"{{"status":"OK","data":{{"userId":"anna","activationCodes":[{{"activationNotAfter":{not_after},"activationCode":"1827098"}}],"codeCount":1}}}}"#
    )
}

async fn open(address: &str, body: String) -> Page {
    Page::open(address, move |_| Some((200, body.clone()))).await
}

/// The browser's languages, until this is dropped.
struct BrowserLanguages;

impl BrowserLanguages {
    fn set(tags: &[&str]) -> Self {
        let list: Array = tags.iter().map(|tag| wasm_bindgen::JsValue::from(*tag)).collect();
        let property = Object::new();
        for (name, value) in [("value", list.into()), ("configurable", true.into())] {
            Reflect::set(&property, &name.into(), &value).unwrap();
        }
        let navigator = web_sys::window().unwrap().navigator();
        Object::define_property(&navigator, &"languages".into(), &property);
        Self
    }
}

impl Drop for BrowserLanguages {
    fn drop(&mut self) {
        let navigator = web_sys::window().unwrap().navigator();
        // The property of the prototype is visible again.
        Reflect::delete_property(&navigator, &"languages".into()).unwrap();
    }
}

#[wasm_bindgen_test]
async fn a_pass_that_ends_in_a_month_says_days_and_a_date_and_counts_no_seconds() {
    let page = open("#/access/me", access_body("0049267681211943991", 30 * DAY_MS)).await;
    let text = page.text();
    for words in ["0049", "Valid", "Until", "2024", "(in 30 days)"] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(page.find("svg.qr").is_some() && page.find("[role=timer], .digits, .ring").is_none());
    let words = page.find(".countdown").unwrap();
    page.advance(2_000).await;
    assert!(page.find(".countdown").unwrap().is_same_node(Some(&words)), "no tick builds it anew");
    assert!(!page.text().contains("left") && !page.text().contains("719"), "{}", page.text());
    assert_eq!(page.requested_urls().len(), 1);
}

#[wasm_bindgen_test]
async fn in_the_last_hour_the_words_become_a_countdown() {
    let page = open("#/access/me", access_body("0049267681211943991", 3_602_000)).await;
    assert!(page.text().contains("(in 1 hour)") && page.find("[role=timer]").is_none(), "{}", page.text());
    let symbol = page.find("svg.qr path").unwrap();
    page.advance(3_000).await;
    assert_eq!(page.find("[role=timer] .digits").unwrap().text_content().unwrap(), "59:59");
    assert!(!page.text().contains("Until"), "{}", page.text());
    assert!(page.find("svg.qr path").unwrap().is_same_node(Some(&symbol)));
}

#[wasm_bindgen_test]
async fn an_end_that_stands_for_never_is_no_end_in_both_jobs() {
    for end in [
        r#""9999-12-31T23:59:59Z""#,
        r#""9999-12-31T23:59:59.9999999""#,
        "253402300799",
        "9223372036854775807",
        r#""9223372036854775807""#,
        "9.223372036854776E18",
    ] {
        let page = open("#/access/me", pass(end)).await;
        assert!(page.text().contains("No end stated"), "{end}: {}", page.text());
        assert!(page.find("[role=timer]").is_none() && page.find("svg.qr").is_some(), "{end}");
        page.advance_in_one_step(120_000).await;
        assert!(page.find("svg.qr").is_some(), "{end}: covered after a minute");
        let page = open("#/activation/list/anna", list(end)).await;
        assert!(page.text().contains("No end stated"), "{end}: {}", page.text());
    }
}

#[wasm_bindgen_test]
async fn an_end_far_ahead_is_said_in_years_in_both_jobs() {
    for (end, words) in [
        ("2147483647", "(in 14 years)"),
        ("4294967295", "(in 82 years)"),
        ("9999999999", "(in 262 years)"),
        (r#""9998-12-31T23:59:59Z""#, "(in 7,975 years)"),
    ] {
        for page in [open("#/access/me", pass(end)).await, open("#/activation/list/anna", list(end)).await] {
            assert!(page.text().contains(words), "{words} in {}", page.text());
            assert!(page.text().contains("Until"), "{}", page.text());
        }
    }
}

#[wasm_bindgen_test]
async fn an_explicit_offset_is_an_instant_in_both_jobs() {
    for end in [
        "2024-06-13T12:02:00+00",
        "2024-06-13 14:02:00+02",
        "2024-06-13 12:02:00.123904 +00:00",
        "2024-06-13 14:02:00 +0200",
        "2024-06-13 12:02:00 UTC",
        "Thu, 13 Jun 2024 12:02:00 GMT",
    ] {
        let end = format!("\"{end}\"");
        for page in [open("#/access/me", pass(&end)).await, open("#/activation/list/anna", list(&end)).await]
        {
            let digits = page.find("[role=timer]").unwrap().text_content().unwrap();
            assert!(digits.starts_with("2:00"), "{end}: {digits}");
        }
    }
}

#[wasm_bindgen_test]
fn distances_are_said_in_suitable_units() {
    for (millis, words) in [
        (60 * DAY_MS, "in 60 days"),
        (365 * DAY_MS, "in 12 months"),
        (2 * 365 * DAY_MS, "in 2 years"),
        (-54 * 365 * DAY_MS, "54 years ago"),
        (i64::MAX, "in 292,277,024 years"),
    ] {
        assert_eq!(intl::relative("en", Distance::of(millis, 0)), words);
    }
    assert_eq!(intl::duration("en", 54 * 365 * DAY_MS), "54 years");
}

#[wasm_bindgen_test]
async fn dates_and_numbers_are_written_as_in_the_browsers_region() {
    let end = START_MS + 30 * DAY_MS;
    let written = |tags: &[&str], language| {
        let _languages = BrowserLanguages::set(tags);
        (intl::full_date_time(language, end), intl::number(language, 1_234_567))
    };
    let (date, number) = written(&["en-GB"], "en");
    assert!(date.starts_with("13 Jul 2024") && !date.contains('M'), "{date}");
    assert_eq!(number, "1,234,567");
    let (date, _) = written(&["en-US"], "en");
    assert!(date.starts_with("Jul 13, 2024"), "{date}");
    // Browsers differ in the apostrophe.
    assert_eq!(written(&["de-CH", "en"], "de").1.replace('’', "'"), "1'234'567");
    assert_eq!(written(&["fr", "de-AT"], "de").1, "1\u{a0}234\u{a0}567");
    assert_eq!(written(&["de-DE"], "de").1, "1.234.567");
    // Another language's region says nothing, and neither does what is no tag.
    assert_eq!(written(&["de-CH"], "en").1, "1,234,567");
    assert_eq!(written(&["de-"], "de").1, "1.234.567");
    assert_eq!(written(&[], "de").1, "1.234.567");

    let _languages = BrowserLanguages::set(&["en-GB"]);
    let page = open("#/access/me", access_body("0049267681211943991", 30 * DAY_MS)).await;
    assert!(page.text().contains("Until 13 Jul 2024"), "{}", page.text());
}
