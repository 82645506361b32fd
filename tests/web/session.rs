use latchkey_core::{
    request::{Method, Request},
    session::Session,
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Page, START_MS};

const CODE: &str = "0049267681211943991";
const SIGN_IN: &str = r#""signIn":true,"#;
const LOCK_ENDS_SESSION: &str = r#""signIn":true,"lockEndsSession":true,"#;

#[allow(clippy::unnecessary_wraps, reason = "a reply may be missing")]
fn gateway(status: u16, code: &str) -> Option<(u16, String)> {
    Some((status, format!(r#"{{"errorMessage":"Words.","errorCode":"gateway.{code}"}}"#)))
}

fn no_session(_: &Request) -> Option<(u16, String)> {
    gateway(401, "session")
}

/// Answers as a gateway at which Anna is signed in.
#[allow(clippy::unnecessary_wraps, reason = "a reply may be missing")]
fn signed_in(request: &Request) -> Option<(u16, String)> {
    let body = match request.url.as_str() {
        "/session" => r#"{"name":"Anna Berg"}"#.to_owned(),
        "/sign-out" => return Some((204, String::new())),
        url if url.contains("activationcodes") => {
            let end = START_MS / 1000 + 86_400;
            format!(
                r#"{{"status":"OK","data":{{"userId":"anna","codeCount":1,
                   "activationCodes":[{{"activationNotAfter":"{end}","activationCode":"1827098"}}]}}}}"#
            )
        }
        _ => format!(r#"{{"format":"QR_CODE","content":"{CODE}"}}"#),
    };
    Some((200, body))
}

fn count(page: &Page, url: &str) -> usize {
    page.requested_urls().iter().filter(|requested| *requested == url).count()
}

#[wasm_bindgen_test]
async fn the_end_of_the_session_replaces_pass_and_list_until_a_person_tries_again() {
    for (view, code) in [("#/access/me", "0049"), ("#/activation/my-list", "One valid code")] {
        let page = Page::open_with(view, SIGN_IN, signed_in).await;
        assert!(page.text().contains(code), "{}", page.text());
        page.respond(no_session);
        page.advance(2_000).await;
        page.press("Refresh").await;
        assert!(page.text().contains("You are not signed in"), "{}", page.text());
        assert!(!page.text().contains(code) && page.count(".pass, .code-card, .failure") == 0);
        assert!(page.find(".bar button:not([aria-haspopup])").is_none(), "nothing to lock");
        let asked = page.requested_urls().len();
        page.advance(120_000).await;
        assert_eq!(page.requested_urls().len(), asked, "no automatic request");
        page.respond(signed_in);
        page.press("Try again").await;
        assert!(page.text().contains(code), "{}", page.text());
    }
}

#[wasm_bindgen_test]
async fn without_sign_in_the_page_offers_no_address_for_it() {
    let page = Page::open("#/access/me", no_session).await;
    assert!(page.text().contains("Sign in to this site, then try again."), "{}", page.text());
    assert_eq!(page.requested_urls().len(), 1, "and asks for no session");
}

#[wasm_bindgen_test]
async fn a_session_that_ends_while_a_code_is_created_takes_the_list_with_it() {
    let page = Page::open_with("#/activation/my-list", SIGN_IN, signed_in).await;
    page.press("New code").await;
    page.fill("Code of your own", "4564567").await;
    page.respond(|request| if request.method == Method::Post { no_session(request) } else { None });
    page.press("Make code").await;
    assert!(page.text().contains("You are not signed in"), "{}", page.text());
    assert!(page.find("#own-code").is_none() && page.count(".code-card") == 0);
}

#[wasm_bindgen_test]
async fn a_refused_key_of_the_gateway_is_no_end_of_the_session() {
    let page = Page::open_with("#/access/me", SIGN_IN, |request| match request.url.as_str() {
        "/session" => signed_in(request),
        _ => Some((401, r#"{"errorCode":"errormessage.authentication.failed"}"#.to_owned())),
    })
    .await;
    assert!(page.text().contains("The service refuses this site's key"), "{}", page.text());
    assert!(!page.text().contains("You are not signed in"), "{}", page.text());
    assert!(page.text().contains("Signed in as Anna Berg"), "{}", page.text());
    page.advance(120_000).await;
    assert_eq!(page.requested_urls().len(), 2, "the code and the session, once each");
}

#[wasm_bindgen_test]
async fn a_direct_service_cannot_speak_for_the_gateway() {
    let page = Page::open_with("#/access/direct/1234", SIGN_IN, |request| match request.url.as_str() {
        "/session" => signed_in(request),
        _ => no_session(request),
    })
    .await;
    page.fill("API key", "sentinel-key").await;
    page.press("Continue").await;
    assert!(page.text().contains("The service does not accept that key."), "{}", page.text());
    assert!(!page.text().contains("You are not signed in"), "{}", page.text());
    assert!(page.app.session.with_untracked(|session| *session != Session::Over));
}

#[wasm_bindgen_test]
async fn a_person_without_an_entry_and_one_who_asks_for_another_read_why() {
    for (code, words) in [
        ("not_mapped", "This site does not know your customer id or user name"),
        ("not_allowed", "You may see your own codes only"),
        ("refused", "The gateway says: Words."),
    ] {
        let page = Page::open("#/access/gym/1234", move |_| gateway(403, code)).await;
        assert!(page.text().contains(words), "{}", page.text());
        page.advance(120_000).await;
        assert_eq!(page.requested_urls().len(), 1, "{code}: no automatic request");
    }
}

#[wasm_bindgen_test]
async fn the_footer_says_who_is_signed_in_and_offers_to_sign_out() {
    let page = Page::open_with("#/", SIGN_IN, signed_in).await;
    assert!(page.text().contains("Signed in as Anna Berg"), "{}", page.text());
    assert!(page.text().contains("Sign out"), "{}", page.text());
    assert_eq!(page.requested_urls(), ["/session"]);
    for (reply, words) in
        [(r#"{"name":""}"#, "Signed in\nSign out"), (r#"{"name":"<b>\u202Ex"}"#, "Signed in as <b>x")]
    {
        let other = Page::open_with("#/", SIGN_IN, move |_| Some((200, reply.to_owned()))).await;
        let text = other.text().replace("Signed in Sign out", "Signed in\nSign out");
        assert!(text.contains(words), "{text}");
    }
    let signed_out = Page::open_with("#/", SIGN_IN, no_session).await;
    assert!(signed_out.text().contains("Sign in"), "{}", signed_out.text());
    assert!(signed_out.text().contains("My pass"), "the home view needs no session: {}", signed_out.text());
}

#[wasm_bindgen_test]
async fn a_gateway_that_does_not_know_the_session_is_not_mentioned() {
    let page = Page::open_with("#/", SIGN_IN, |_| Some((404, String::new()))).await;
    assert!(!page.text().contains("Sign in") && !page.text().contains("Sign out"), "{}", page.text());
    page.advance(60_000).await;
    assert_eq!(page.requested_urls().len(), 1);
}

#[wasm_bindgen_test]
async fn a_lock_ends_the_session_if_that_is_configured() {
    let page = Page::open_with("#/access/me", LOCK_ENDS_SESSION, signed_in).await;
    page.press("Lock").await;
    assert_eq!(count(&page, "/sign-out"), 1);
    assert!(page.text().contains("Locked") && !page.text().contains("could not be ended"));
    page.press("Show again").await;
    assert!(page.text().contains("You are not signed in"), "{}", page.text());
    assert!(!page.text().contains("0049"));

    let plain = Page::open_with("#/access/me", SIGN_IN, signed_in).await;
    plain.press("Lock").await;
    assert_eq!(count(&plain, "/sign-out"), 0, "not configured");
}

#[wasm_bindgen_test]
async fn an_idle_list_ends_the_session_once() {
    let page = Page::open_with("#/activation/my-list", LOCK_ENDS_SESSION, signed_in).await;
    page.advance(130_000).await;
    assert!(page.text().contains("Locked"), "{}", page.text());
    assert_eq!(count(&page, "/sign-out"), 1);
}

#[wasm_bindgen_test]
async fn a_session_that_could_not_be_ended_is_mentioned_on_the_lock() {
    let page = Page::open_with("#/access/me", LOCK_ENDS_SESSION, |request| {
        if request.method == Method::Post { gateway(502, "unreachable") } else { signed_in(request) }
    })
    .await;
    page.press("Lock").await;
    assert!(page.text().contains("The session at the gateway could not be ended"), "{}", page.text());
    page.respond(signed_in);
    page.press("Show again").await;
    page.advance(1_000).await;
    page.press("Lock").await;
    assert!(!page.text().contains("could not be ended"), "{}", page.text());
}

#[wasm_bindgen_test]
async fn connections_for_me_ask_for_no_name() {
    for view in ["#/access/me", "#/activation/my-list"] {
        let page = Page::open(view, signed_in).await;
        assert!(page.requested_urls().iter().all(|url| url.contains("/me/")), "{view}");
        for field in ["User name", "Customer id"] {
            assert!(!page.text().contains(field), "{field} in {}", page.text());
        }
    }
}
