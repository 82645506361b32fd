//! A app for one test: a scripted network, a clock turned by hand, and eyes for what a person sees.

use std::{
    cell::RefCell,
    future::Future,
    pin::Pin,
    rc::Rc,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicI64, Ordering},
    },
};

use latchkey::{
    app::App,
    browser::abort::AbortHandle,
    context::AppContext,
    net::{FetchResult, Transport},
};
use latchkey_core::{
    answer::{Answer, Exchange},
    clock::Reading,
    failure::Failure,
    request::Request,
};
use leptos::{mount::UnmountHandle, prelude::*};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// The wall clock at the start of every test.
pub const START: i64 = 1_718_280_000_000;

/// The gym, direct and through a gateway, and a list through a gateway.
const CONFIG: &str = r#"{"title":"Test studio","connections":[
  {"id":"me","name":"My pass","service":"access-code","base":"/api/gym","auth":"gateway","subject":"me"},
  {"id":"gym","name":"Desk","service":"access-code","base":"/api/gym","auth":"gateway"},
  {"id":"direct","name":"Direct","service":"access-code","base":"https://studio.example","auth":"api-key"},
  {"id":"list","name":"Codes","service":"activation-codes","base":"/api/identity","tenant":"demo",
   "installation":"ssms","auth":"gateway"}]}"#;

/// What `scripts/join-styles.sh` joins for the app.
const STYLES: &str = concat!(
    include_str!("../../style/frame.css"),
    include_str!("../../style/parts.css"),
    include_str!("../../style/states.css"),
    include_str!("../../style/form.css"),
    include_str!("../../style/list.css"),
    include_str!("../../style/picks.css"),
    include_str!("../../style/create.css"),
    include_str!("../../style/detail.css"),
    include_str!("../../style/letter.css"),
    include_str!("../../style/connection.css"),
    include_str!("../../style/about.css"),
);

type Reply = Box<dyn Fn(&Request) -> Option<FetchResult> + Send>;

/// Answers by script and remembers what was asked. A request without an answer hangs until it is answered.
#[derive(Clone)]
pub struct Script {
    reply: Arc<Mutex<Reply>>,
    asked: Arc<Mutex<Vec<String>>>,
    aborted: Arc<Mutex<Vec<String>>>,
    clock: Arc<AtomicI64>,
    site_is_down: Arc<AtomicBool>,
}

impl Transport for Script {
    fn send(&self, request: Request, abort: AbortHandle) -> Pin<Box<dyn Future<Output = FetchResult>>> {
        let this = self.clone();
        if request.url == "latchkey.json" {
            if self.site_is_down.load(Ordering::SeqCst) {
                return Box::pin(async { Err(Failure::Unreachable) });
            }
            return Box::pin(async move { Ok(this.exchange(200, CONFIG)) });
        }
        self.asked.lock().unwrap().push(request.url.clone());
        let url = request.url.clone();
        let outcome = (self.reply.lock().unwrap())(&request);
        Box::pin(async move {
            match outcome {
                Some(outcome) => outcome,
                // Nobody answers: the future ends only when it is aborted.
                None => loop {
                    if abort.signal().is_some_and(|signal| signal.aborted()) {
                        this.aborted.lock().unwrap().push(url);
                        return Err(Failure::Unreachable);
                    }
                    pause(5).await;
                },
            }
        })
    }
}

impl Script {
    fn exchange(&self, status: u16, body: &str) -> Exchange {
        let at = Reading {
            monotonic_ms: self.clock.load(Ordering::SeqCst),
            wall_ms: START + self.clock.load(Ordering::SeqCst),
        };
        let answer = Answer {
            status,
            content_type: Some("application/json".into()),
            body: body.as_bytes().to_vec(),
            ..Answer::default()
        };
        Exchange { answer, sent: at, received: at }
    }
}

/// One mounted app.
pub struct Page {
    pub app: AppContext,
    script: Script,
    wall: Arc<AtomicI64>,
    root: HtmlElement,
    handle: Rc<RefCell<Option<Box<dyn std::any::Any>>>>,
}

impl Page {
    /// Opens an address; every request is answered by `reply`, which may leave it hanging.
    pub async fn open(
        address: &str,
        reply: impl Fn(&Request) -> Option<(u16, String)> + Send + 'static,
    ) -> Self {
        let clock = Arc::new(AtomicI64::new(0));
        let wall = Arc::new(AtomicI64::new(START));
        let script = Script {
            reply: Arc::new(Mutex::new(Box::new(|_| None))),
            asked: Arc::default(),
            aborted: Arc::default(),
            clock: Arc::clone(&clock),
            site_is_down: Arc::default(),
        };
        let answering = script.clone();
        *script.reply.lock().unwrap() = Box::new(move |request| {
            reply(request).map(|(status, body)| Ok(answering.exchange(status, &body)))
        });
        add_styles();
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let app: Rc<RefCell<Option<AppContext>>> = Rc::default();
        let (made, transport) = (Rc::clone(&app), script.clone());
        let set = Arc::clone(&wall);
        let handle: UnmountHandle<_> = leptos::mount::mount_to(root.clone(), move || {
            let source = move || {
                let monotonic_ms = clock.load(Ordering::SeqCst);
                Reading { monotonic_ms, wall_ms: set.load(Ordering::SeqCst) + monotonic_ms }
            };
            let app = AppContext::new(Arc::new(transport), Arc::new(source));
            app.fetch_config();
            *made.borrow_mut() = Some(app);
            view! { <App /> }
        });
        let app = app.borrow().unwrap();
        app.go_to(address);
        let page = Self { app, script, wall, root, handle: Rc::new(RefCell::new(Some(Box::new(handle)))) };
        page.settle().await;
        page
    }

    /// Replaces the script.
    pub fn answer(&self, reply: impl Fn(&Request) -> Option<(u16, String)> + Send + 'static) {
        let answering = self.script.clone();
        *self.script.reply.lock().unwrap() = Box::new(move |request| {
            reply(request).map(|(status, body)| Ok(answering.exchange(status, &body)))
        });
    }

    /// Lets every further request end without an answer.
    pub fn refuse(&self) {
        *self.script.reply.lock().unwrap() = Box::new(|_| Some(Err(Failure::Unreachable)));
    }

    /// Lets every effect and every answered request come to rest.
    pub async fn settle(&self) {
        for _ in 0..6 {
            pause(1).await;
        }
    }

    /// Turns the clock on by so many milliseconds, second by second, as the page's own clock ticks.
    pub async fn pass(&self, millis: i64) {
        let mut left = millis;
        while left > 0 {
            let step = left.min(1_000);
            self.script.clock.fetch_add(step, Ordering::SeqCst);
            left -= step;
            self.app.clock.tick();
            self.settle().await;
        }
    }

    /// Sets the device's wall clock forward, or back; the other clock does not notice.
    pub async fn set_clock(&self, by: i64) {
        self.wall.fetch_add(by, Ordering::SeqCst);
        self.app.clock.tick();
        // Not all of a second passes: what is covered while the time is being cleared up can be seen.
        pause(20).await;
    }

    /// Lets the site itself answer no more.
    pub fn take_site_down(&self) {
        self.script.site_is_down.store(true, Ordering::SeqCst);
    }

    /// Waits in real time: for what the page does by a timer and not by its clock.
    pub async fn wait(&self, millis: i32) {
        pause(millis).await;
        self.settle().await;
    }

    /// Turns the clock on at once, as after a sleep in which both clocks ran on.
    pub async fn leap(&self, millis: i64) {
        self.script.clock.fetch_add(millis, Ordering::SeqCst);
        self.app.clock.tick();
        self.settle().await;
    }

    /// Turns the clock on between two of its ticks: nobody is told.
    pub fn slip(&self, millis: i64) {
        self.script.clock.fetch_add(millis, Ordering::SeqCst);
    }

    /// The addresses asked for, but for `latchkey.json`.
    pub fn asked(&self) -> Vec<String> {
        self.script.asked.lock().unwrap().clone()
    }

    /// The addresses whose requests were given up.
    pub fn aborted(&self) -> Vec<String> {
        self.script.aborted.lock().unwrap().clone()
    }

    /// All text there is to read.
    pub fn text(&self) -> String {
        self.root.inner_text()
    }

    /// The first element that matches.
    pub fn find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).unwrap()
    }

    /// How many elements match.
    pub fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).unwrap().length()
    }

    /// Presses the button or link with these words.
    pub async fn press(&self, words: &str) {
        self.press_nth(words, 0).await;
    }

    /// Presses one of several with the same words, counted from 0.
    pub async fn press_nth(&self, words: &str, nth: usize) {
        let all = self.root.query_selector_all("button, a, summary, label").unwrap();
        let found = (0..all.length())
            .filter_map(|at| all.get(at))
            .filter_map(|node| node.dyn_into::<HtmlElement>().ok())
            .filter(|element| element.inner_text().trim() == words)
            .nth(nth);
        found.unwrap_or_else(|| panic!("nothing to press says {words:?} in {:?}", self.text())).click();
        self.settle().await;
    }

    /// Types into the field with this label.
    pub async fn fill(&self, label: &str, text: &str) {
        let all = self.root.query_selector_all("label").unwrap();
        let id = (0..all.length())
            .filter_map(|at| all.get(at))
            .filter_map(|node| node.dyn_into::<HtmlElement>().ok())
            .find(|element| element.inner_text().trim() == label)
            .and_then(|label| label.get_attribute("for"))
            .unwrap_or_else(|| panic!("no field is called {label:?}"));
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

    /// Takes the app away, as if the tab were closed.
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

/// Waits without holding the page up.
/// Adds the stylesheet of the app to the page, once.
fn add_styles() {
    if document().query_selector("#app-styles").unwrap().is_none() {
        let style = document().create_element("style").unwrap();
        style.set_id("app-styles");
        style.set_text_content(Some(STYLES));
        document().head().unwrap().append_child(&style).unwrap();
    }
}

async fn pause(millis: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis).unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}

/// An access code that ends `life` milliseconds after the start of the test.
pub fn access(content: &str, life: i64) -> String {
    let end = START / 1000 + life / 1000;
    format!(r#"{{"format":"QR_CODE","content":"{content}","expiresAt":"{end}"}}"#)
}
