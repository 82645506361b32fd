use core::arch::wasm32::memory_size;
use std::{cell::OnceCell, rc::Rc};

use latchkey::components::Keyed;
use leptos::{mount::mount_to, prelude::*, task::tick};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

#[wasm_bindgen_test]
async fn a_keyed_child_that_is_rebuilt_often_leaks_no_memory() {
    let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    let signal: Rc<OnceCell<RwSignal<u32>>> = Rc::default();
    let init = Rc::clone(&signal);
    let _mounted = mount_to(root.clone(), move || {
        let count = *init.get_or_init(|| RwSignal::new(0));
        view! { <Keyed value=count children=|count: u32| view! { <p>{count}</p> }.into_any() /> }
    });
    let count = *signal.get().unwrap();
    let rebuild = async |times: u32| {
        for _ in 0..times {
            count.update(|count| *count += 1);
            tick().await;
        }
        memory_size::<0>()
    };
    let before = rebuild(1_000).await;
    let after = rebuild(20_000).await;
    assert_eq!(root.text_content().as_deref(), Some("21000"));
    assert!(after <= before + 2, "{before} pages of 64 KiB grew to {after}");
}
