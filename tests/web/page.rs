//! The app for one test, with a scripted network and a manual clock.

use std::{
    cell::RefCell,
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use latchkey::{app::App, context::AppContext};
use latchkey_core::{clock::Reading, request::Request};
use leptos::{mount::UnmountHandle, prelude::*};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::scripted_transport::ScriptedTransport;

/// The wall clock at the start of every test, in milliseconds since 1970.
pub const START_MS: i64 = 1_718_280_000_000;

/// The app's stylesheet, as `scripts/join-styles.sh` joins it.
const STYLES: &str = concat!(
    include_str!("../../style/frame.css"),
    include_str!("../../style/parts.css"),
    include_str!("../../style/states.css"),
    include_str!("../../style/form.css"),
    include_str!("../../style/list.css"),
    include_str!("../../style/list-bar.css"),
    include_str!("../../style/code-card.css"),
    include_str!("../../style/rows.css"),
    include_str!("../../style/picks.css"),
    include_str!("../../style/create.css"),
    include_str!("../../style/dialog.css"),
    include_str!("../../style/detail.css"),
    include_str!("../../style/pass-state.css"),
    include_str!("../../style/full-pass.css"),
    include_str!("../../style/settings.css"),
    include_str!("../../style/passes.css"),
    include_str!("../../style/letter.css"),
    include_str!("../../style/connection.css"),
    include_str!("../../style/about.css"),
    include_str!("../../style/desk.css"),
    include_str!("../../style/kept.css"),
);

/// The mounted app. Unmounts it and clears the local storage when dropped.
pub struct Page {
    /// The services of the app.
    pub app: AppContext,
    transport: ScriptedTransport,
    /// Time since the start of the test in milliseconds.
    clock: Arc<AtomicI64>,
    /// The wall clock at the start of the test, plus its changes.
    wall: Arc<AtomicI64>,
    root: HtmlElement,
    handle: RefCell<Option<Box<dyn std::any::Any>>>,
}

impl Page {
    /// Opens an address. `reply` returns the response to each request, or `None` to leave it pending.
    pub async fn open(
        address: &str,
        reply: impl Fn(&Request) -> Option<(u16, String)> + Send + 'static,
    ) -> Self {
        Self::open_with(address, "", reply).await
    }

    /// Opens an address with further members of `latchkey.json`, each with a comma behind it.
    pub async fn open_with(
        address: &str,
        settings: &str,
        reply: impl Fn(&Request) -> Option<(u16, String)> + Send + 'static,
    ) -> Self {
        let clock = Arc::new(AtomicI64::new(0));
        let wall = Arc::new(AtomicI64::new(START_MS));
        let transport = ScriptedTransport::new(Arc::clone(&clock), settings);
        transport.respond(reply);
        add_styles();
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let context: Rc<RefCell<Option<AppContext>>> = Rc::default();
        let handle: UnmountHandle<_> = leptos::mount::mount_to(root.clone(), {
            let (context, transport) = (Rc::clone(&context), transport.clone());
            let (clock, wall) = (Arc::clone(&clock), Arc::clone(&wall));
            move || {
                let source = move || {
                    let monotonic_ms = clock.load(Ordering::SeqCst);
                    Reading { monotonic_ms, wall_ms: wall.load(Ordering::SeqCst) + monotonic_ms }
                };
                let app = AppContext::new(Arc::new(transport), Arc::new(source));
                app.fetch_config();
                *context.borrow_mut() = Some(app);
                view! { <App /> }
            }
        });
        let app = context.borrow().unwrap();
        app.go_to(address);
        let page = Self { app, transport, clock, wall, root, handle: RefCell::new(Some(Box::new(handle))) };
        page.settle().await;
        page
    }

    /// Replaces the responses to further requests.
    pub fn respond(&self, reply: impl Fn(&Request) -> Option<(u16, String)> + Send + 'static) {
        self.transport.respond(reply);
    }

    /// Fails further requests.
    pub fn fail_requests(&self) {
        self.transport.fail_requests();
    }

    /// Waits until all effects and responses are handled.
    pub async fn settle(&self) {
        for _ in 0..6 {
            sleep(1).await;
        }
    }

    /// Advances the clock second by second, with a tick after each.
    pub async fn advance(&self, millis: i64) {
        let mut remaining = millis;
        while remaining > 0 {
            let step = remaining.min(1_000);
            self.clock.fetch_add(step, Ordering::SeqCst);
            remaining -= step;
            self.app.clock.tick();
            self.settle().await;
        }
    }

    /// Changes the wall clock, but not the monotonic clock.
    pub async fn change_wall_clock(&self, millis: i64) {
        self.wall.fetch_add(millis, Ordering::SeqCst);
        self.app.clock.tick();
        // Shorter than the second for which codes are hidden, so that a test can observe it.
        sleep(20).await;
    }

    /// Fails further requests for `latchkey.json`.
    pub fn take_site_down(&self) {
        self.transport.take_site_down();
    }

    /// Waits in real time, for the page's timers.
    pub async fn wait(&self, millis: i32) {
        sleep(millis).await;
        self.settle().await;
    }

    /// Advances the clock in one step, with one tick, as after a sleep in which both clocks ran.
    pub async fn advance_in_one_step(&self, millis: i64) {
        self.clock.fetch_add(millis, Ordering::SeqCst);
        self.app.clock.tick();
        self.settle().await;
    }

    /// Advances the clock without a tick.
    pub fn advance_without_tick(&self, millis: i64) {
        self.clock.fetch_add(millis, Ordering::SeqCst);
    }

    /// Returns the URLs requested so far, without `latchkey.json`.
    pub fn requested_urls(&self) -> Vec<String> {
        self.transport.requested_urls()
    }

    /// Returns the URLs of aborted requests.
    pub fn aborted_urls(&self) -> Vec<String> {
        self.transport.aborted_urls()
    }

    /// Returns the visible text.
    pub fn text(&self) -> String {
        self.root.inner_text()
    }

    /// Returns the first element that matches a selector.
    pub fn find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).unwrap()
    }

    /// Returns the number of elements that match a selector.
    pub fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).unwrap().length()
    }

    /// Clicks the button, link, summary or label with this text. Panics if there is none.
    pub async fn press(&self, text: &str) {
        self.press_nth(text, 0).await;
    }

    /// Clicks one of several elements with the same text, counted from 0. Panics if there is none.
    pub async fn press_nth(&self, text: &str, nth: usize) {
        let all = self.root.query_selector_all("button, a, summary, label").unwrap();
        let element = (0..all.length())
            .filter_map(|at| all.get(at))
            .filter_map(|node| node.dyn_into::<HtmlElement>().ok())
            .filter(|element| element.inner_text().trim() == text)
            .nth(nth);
        element.unwrap_or_else(|| panic!("there is no {text:?} in {:?}", self.text())).click();
        self.settle().await;
    }

    /// Types into the field with this label. Panics if there is none.
    pub async fn fill(&self, label: &str, text: &str) {
        let all = self.root.query_selector_all("label").unwrap();
        let id = (0..all.length())
            .filter_map(|at| all.get(at))
            .filter_map(|node| node.dyn_into::<HtmlElement>().ok())
            .find(|element| element.inner_text().trim() == label)
            .and_then(|label| label.get_attribute("for"))
            .unwrap_or_else(|| panic!("no field has the label {label:?}"));
        let input: HtmlInputElement = self.find(&format!("#{id}")).unwrap().unchecked_into();
        input.set_value(text);
        let event = web_sys::Event::new_with_event_init_dict("input", &{
            let init = web_sys::EventInit::new();
            init.set_bubbles(true);
            init
        });
        input.dispatch_event(&event.unwrap()).unwrap();
        self.settle().await;
    }

    /// Unmounts the app, as if the tab were closed.
    pub async fn close(&self) {
        drop(self.handle.borrow_mut().take());
        self.settle().await;
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        drop(self.handle.borrow_mut().take());
        self.root.remove();
        let _ = window().local_storage().unwrap().unwrap().clear();
    }
}

/// Adds the app's stylesheet to the document, unless it is there.
fn add_styles() {
    if document().query_selector("#app-styles").unwrap().is_none() {
        let style = document().create_element("style").unwrap();
        style.set_id("app-styles");
        style.set_text_content(Some(STYLES));
        document().head().unwrap().append_child(&style).unwrap();
    }
}

/// Waits in real time.
pub async fn sleep(millis: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// Returns the body of an access code that ends `lifetime_ms` milliseconds after the start of the test.
pub fn access_body(content: &str, lifetime_ms: i64) -> String {
    let end = START_MS / 1000 + lifetime_ms / 1000;
    format!(r#"{{"format":"QR_CODE","content":"{content}","expiresAt":"{end}"}}"#)
}
