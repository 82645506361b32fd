use core::arch::wasm32::memory_size;
use std::{cell::OnceCell, rc::Rc};

use latchkey::components::Keyed;
use leptos::{mount::mount_to, prelude::*, task::tick};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

#[wasm_bindgen_test]
async fn a_part_that_is_made_anew_all_day_takes_no_more_memory() {
    let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    let signal: Rc<OnceCell<RwSignal<u32>>> = Rc::default();
    let keep = Rc::clone(&signal);
    let _mounted = mount_to(root.clone(), move || {
        let turn = *keep.get_or_init(|| RwSignal::new(0));
        view! { <Keyed value=turn children=|turn: u32| view! { <p>{turn}</p> }.into_any() /> }
    });
    let turn = *signal.get().unwrap();
    let make = async |times: u32| {
        for _ in 0..times {
            turn.update(|turn| *turn += 1);
            tick().await;
        }
        memory_size::<0>()
    };
    let before = make(1_000).await;
    let after = make(20_000).await;
    assert_eq!(root.text_content().as_deref(), Some("21000"));
    assert!(after <= before + 2, "{before} pages of 64 KiB grew to {after}");
}
