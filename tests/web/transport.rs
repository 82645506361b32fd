//! The real transport: the requests that the browser sends.

use std::time::Duration;

use js_sys::Reflect;
use latchkey::{
    browser::{abort::AbortHandle, scheduler},
    net::{Fetch, Transport},
};
use latchkey_core::{
    failure::Failure,
    request::{Method, Request},
    secret::Secret,
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

fn request(url: &str) -> Request {
    Request {
        method: Method::Get,
        url: url.to_owned(),
        is_same_origin: true,
        headers: Vec::new(),
        body: None,
    }
}

/// Returns the addresses of all requests that the page has sent.
fn sent_addresses() -> Vec<String> {
    let entries = window().performance().unwrap().get_entries_by_type("resource");
    entries.iter().map(|entry| Reflect::get(&entry, &"name".into()).unwrap().as_string().unwrap()).collect()
}

#[wasm_bindgen_test]
async fn an_address_is_sent_byte_for_byte() {
    for path in ["/none", "/none/a%2Fb%20c+d/~", "/none?x=%2F%20+%7E~'%27&y=&z&x=2", "/none?x=%C3%A4&%41=%zz"]
    {
        let mut sent = request(path);
        sent.headers.push(("x-test", Secret::new("value".to_owned())));
        let answer = Fetch.send(sent, AbortHandle::new()).await.unwrap().answer;
        assert_eq!(answer.status, 404, "{path}");
        // The URL standard percent-encodes the apostrophe.
        let address = [&window().location().origin().unwrap(), &*path.replace('\'', "%27")].concat();
        // The browser lists a request some time after its response was read.
        for _ in 0..100 {
            if sent_addresses().contains(&address) {
                break;
            }
            scheduler::sleep(Duration::from_millis(20)).await;
        }
        assert!(sent_addresses().contains(&address), "{address} is not in {:?}", sent_addresses());
    }
}

#[wasm_bindgen_test]
async fn a_body_is_read_to_its_last_byte() {
    let answer = Fetch.send(request("/"), AbortHandle::new()).await.unwrap().answer;
    assert_eq!(answer.status, 200);
    assert!(answer.content_type.is_some_and(|kind| kind.starts_with("text/html")));
    assert!(String::from_utf8(answer.body).unwrap().trim_end().ends_with("</html>"));
}

#[wasm_bindgen_test]
async fn an_aborted_request_and_another_origin_are_failures() {
    let abort = AbortHandle::new();
    abort.abort();
    assert_eq!(Fetch.send(request("/"), abort).await, Err(Failure::Unreachable));
    // The request requires the page's own origin.
    assert_eq!(
        Fetch.send(request("https://other.invalid/"), AbortHandle::new()).await,
        Err(Failure::Unreachable)
    );
}
