//! Answers that spell the user's name in another way than the request.

use latchkey::browser::caseless::fold;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::Page;

async fn open(requested: &str, answered: &str) -> Page {
    let body = format!(
        r#"{{"status":"OK","data":{{"userId":"{answered}","activationCodes":[{{"activationNotAfter":"0","activationCode":"1827098"}}],"codeCount":1}}}}"#
    );
    let name = String::from(js_sys::encode_uri_component(requested));
    Page::open(&format!("#/activation/list/{name}"), move |_| Some((200, body.clone()))).await
}

#[wasm_bindgen_test]
async fn a_name_in_another_case_or_composition_is_the_same_person() {
    for (requested, answered) in [
        ("ÖZDEMIR", "özdemir"),
        ("ÖZDEMIR", "o\u{308}zdemir"),
        ("o\u{308}zdemir@example.com", "Özdemir@Example.com"),
    ] {
        let page = open(requested, answered).await;
        assert_eq!(page.count(".code-card"), 1, "{requested}, {answered}: {}", page.text());
    }
}

#[wasm_bindgen_test]
async fn another_name_is_refused_however_similar() {
    for (requested, answered) in [("ÖZDEMIR", "ozdemir"), ("ırmak", "irmak"), ("ÖZDEMIR", "öztürk")] {
        let page = open(requested, answered).await;
        assert_eq!(page.count(".code-card"), 0, "{requested}, {answered}");
        assert!(page.text().contains("The answer is for someone else") && !page.text().contains(answered));
    }
}

#[wasm_bindgen_test]
fn names_are_folded_as_unicode_compares_without_case() {
    for (one, other) in [
        ("ÖZDEMIR", "özdemir"),
        ("é", "e\u{301}"),
        ("É", "e\u{301}"),
        // Marks in another order.
        ("a\u{301}\u{323}", "ạ\u{301}"),
        ("straße", "STRASSE"),
        ("straße", "STRAẞE"),
        ("strasse", "STRAẞE"),
        ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
        ("σίσυφοσ", "σίσυφος"),
        ("İpek", "i\u{307}pek"),
        ("ΐ", "Ϊ́"),
        ("ſ", "S"),
        ("ﬁ", "FI"),
        ("ǆ", "ǅ"),
    ] {
        assert_eq!(fold(one), fold(other), "{one} {other}");
        assert_eq!(fold(&fold(one)), fold(one), "{one}");
    }
    for (one, other) in [
        ("ı", "i"),
        ("ı", "I"),
        ("İ", "i"),
        ("İ", "ı"),
        ("ö", "o"),
        ("ø", "o"),
        ("ä", "ae"),
        ("ß", "s"),
        ("", "a"),
    ] {
        assert_ne!(fold(one), fold(other), "{one} {other}");
    }
}
