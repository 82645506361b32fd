//! Trusted Types, so that a server may send `require-trusted-types-for 'script'`. The only policy of the
//! page, named `latchkey`, allows one script: the service worker.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};

/// The URL of the service worker.
pub const WORKER_URL: &str = "sw.js";

#[wasm_bindgen]
extern "C" {
    type TrustedTypePolicyFactory;
    type TrustedTypePolicy;

    /// `undefined` in browsers without Trusted Types.
    #[wasm_bindgen(thread_local_v2, js_name = trustedTypes)]
    static TRUSTED_TYPES: Option<TrustedTypePolicyFactory>;

    /// Throws if the content security policy does not allow the name, or a policy of this name exists.
    #[wasm_bindgen(method, catch, js_name = createPolicy)]
    fn create_policy(
        this: &TrustedTypePolicyFactory,
        name: &str,
        rules: &Object,
    ) -> Result<TrustedTypePolicy, JsValue>;

    #[wasm_bindgen(method, catch, js_name = createScriptURL)]
    fn create_script_url(this: &TrustedTypePolicy, url: &str) -> Result<JsValue, JsValue>;
}

/// Returns the worker's URL as a `TrustedScriptURL`, or as a string in browsers without Trusted Types. Must
/// be called once only, because a policy can be created only once.
///
/// # Errors
/// Returns what the browser throws if its content security policy does not allow the policy.
pub fn worker_url() -> Result<JsValue, JsValue> {
    TRUSTED_TYPES.with(|factory| match factory {
        None => Ok(WORKER_URL.into()),
        Some(factory) => {
            let allow_worker = Closure::<dyn Fn(String) -> Option<String>>::new(|url: String| {
                (url == WORKER_URL).then_some(url)
            });
            let rules = Object::new();
            let rule = allow_worker.into_js_value();
            Reflect::set(&rules, &"createScriptURL".into(), rule.unchecked_ref())?;
            factory.create_policy("latchkey", &rules)?.create_script_url(WORKER_URL)
        }
    })
}
