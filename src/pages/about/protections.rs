use latchkey_core::{
    request::{Method, Request},
    site_headers::{Level, Protection},
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    browser::{abort::AbortHandle, address},
    components::{Keyed, Mark, StateMark},
    context::use_app,
    i18n::{Key, texts},
};

/// What is known of the headers that the page's own server sends.
#[derive(Clone, PartialEq)]
enum Headers {
    Requested,
    Received(String),
    Failed,
}

/// Requests the page itself, and lists which protections its server switches on.
#[component]
pub fn Protections() -> impl IntoView {
    let app = use_app();
    let t = texts();
    let headers = RwSignal::new(Headers::Requested);
    let answer = app.transport().send(page_request(), AbortHandle::new());
    spawn_local(async move {
        let received = answer.await.ok().filter(|exchange| exchange.answer.status == 200);
        let state = received.map_or(Headers::Failed, |exchange| Headers::Received(exchange.answer.headers));
        // The view may have been left meanwhile.
        if headers.try_with_untracked(|_| ()).is_some() {
            headers.set(state);
        }
    });
    let result = move |state: Headers| match state {
        Headers::Requested => view! { <p class="quiet">{t.say(Key::ProtectionAsking)}</p> }.into_any(),
        Headers::Failed => view! { <p class="quiet">{t.say(Key::ProtectionUnknown)}</p> }.into_any(),
        Headers::Received(received) => {
            let rows = Protection::ALL
                .map(|protection| {
                    view! { <ProtectionRow protection level=protection.level(&received) /> }
                })
                .collect_view();
            view! { <ul class="rows protections">{rows}</ul> }.into_any()
        }
    };
    view! {
        <h2>{t.say(Key::ProtectionTitle)}</h2>
        <p>{t.say(Key::ProtectionWhat)}</p>
        <div role="status">
            <Keyed value=headers children=result />
        </div>
    }
}

/// One protection: its header, whether it is there, and what it is for.
#[component]
fn ProtectionRow(
    /// The protection.
    protection: Protection,
    /// How well it is switched on.
    level: Level,
) -> impl IntoView {
    let t = texts();
    let (mark, state) = match level {
        Level::Strong => (Mark::Good, Key::ProtectionThere),
        Level::Weak => (Mark::Soon, Key::ProtectionWeak),
        Level::Missing => (Mark::Over, Key::ProtectionMissing),
    };
    view! {
        <li>
            <code translate="no">{protection.header_name()}</code>
            <StateMark mark text=t.say(state) />
            <p class="quiet">{t.say(purpose(protection))}</p>
        </li>
    }
}

fn purpose(protection: Protection) -> Key {
    match protection {
        Protection::Scripts => Key::ProtectionScripts,
        Protection::TrustedTypes => Key::ProtectionTrustedTypes,
        Protection::Framing => Key::ProtectionFraming,
        Protection::SecureTransport => Key::ProtectionSecureTransport,
        Protection::ContentTypes => Key::ProtectionContentTypes,
        Protection::Referrer => Key::ProtectionReferrer,
        Protection::Opener => Key::ProtectionOpener,
        Protection::Resources => Key::ProtectionResources,
        Protection::Permissions => Key::ProtectionPermissions,
        Protection::Caching => Key::ProtectionCaching,
    }
}

/// Returns a request for the headers of the page, as its address is without the fragment.
fn page_request() -> Request {
    Request {
        method: Method::Head,
        url: address::path(),
        is_same_origin: true,
        headers: Vec::new(),
        body: None,
    }
}
